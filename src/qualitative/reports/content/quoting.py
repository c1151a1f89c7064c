"""Which passages a report quotes: those that people marked as key, else one a code, spread over persons and cases through all of its sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualitative.analysis.counts import results
from qualitative.counting.persons import GROUP
from qualitative.counting.quoting import CONTRARY, KEY, chosen, quoted_as
from qualitative.model import Mark

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Quotations", "Quoter"]


@dataclass(frozen=True)
class Quotations:
    """`rows` are the evidence rows that are quoted, a row a statement; `left_out` counts passages that say otherwise and are not among them,
    `barred` statements whose words may not be quoted."""

    rows: pd.DataFrame
    left_out: int
    barred: int


@dataclass
class Quoter:
    """Chooses what is quoted, and remembers whom and which case a report quoted before."""

    marks: Sequence[Mark]
    may_quote: Callable[[str, int, int], bool]
    used: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)

    def quote(self, rows: pd.DataFrame, most: int | None = None) -> Quotations:
        """Of the results among evidence rows one statement a code (and all that are marked as key), at most `most` of them.

        Nobody is quoted twice while others speak of it; simulated passages only where nothing else does; words without consent never. Of what
        `most` leaves out, what says otherwise is told.
        """
        table = self._candidates(rows)
        found = chosen(table, self.marks, before=(self.used, self.cases))
        told = dict(zip(found.table["id"], found.table["why"], strict=True))
        picked = table[table["id"].isin(list(told))].drop_duplicates("place")
        picked = picked.assign(why=picked["id"].map(told))
        kept = self._first(picked, len(picked) if most is None else most)
        for person, document, case in zip(kept["person"], kept["document"], kept["case"], strict=True):
            self.used[quoted_as(person, document)] += 1
            self.cases[str(case)] += 1
        dropped = int((picked["why"] == CONTRARY).sum() - (kept["why"] == CONTRARY).sum())
        barred = set(table["place"]) - set(table.loc[table["quotable"] | (table["provenance"] == "simulated"), "place"])
        left_out = dropped + sum(one.left_out for one in found.told)
        return Quotations(kept.sort_values(["document", "start"]), left_out, len(barred))

    def _candidates(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A row a coding, and whether it may be quoted."""
        table = results(rows).drop_duplicates("id")
        real = set(table.loc[table["provenance"] != "simulated", "code"])
        columns = (table[name] for name in ("document", "start", "end", "provenance", "code"))
        quotable = [
            self.may_quote(document, start, end) and (provenance != "simulated" or code not in real)
            for document, start, end, provenance, code in zip(*columns, strict=True)
        ]
        return table.assign(quotable=quotable)

    def _first(self, picked: pd.DataFrame, most: int) -> pd.DataFrame:
        """Key ones first, then what says otherwise, then what people say before texts, whoever was quoted least first; a group is one."""
        rank = {KEY: 0, CONTRARY: 1}
        names = ("why", "person", "document", "case", "start", "kind_of_document")
        left = list(zip(picked.index, *(picked[name] for name in names), strict=True))
        used, cases = Counter(self.used), Counter(self.cases)
        taken: list[int] = []

        def order(one: tuple[Any, ...]) -> tuple[object, ...]:
            _, why, person, document, case, start, kind = one
            who = used[quoted_as(person, document)] + (used[f"group {document}"] if kind == GROUP else 0)
            return rank.get(why, 2), not isinstance(person, str), who, cases[case], document, start

        while left and len(taken) < most:
            best = min(left, key=order)
            left.remove(best)
            row, _, person, document, case, _, _ = best
            used.update((quoted_as(person, document), f"group {document}"))
            cases[case] += 1
            taken.append(row)
        return picked.loc[taken]
