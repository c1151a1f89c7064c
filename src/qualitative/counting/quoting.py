"""Which passages are quoted: those that a person marked as key, else one a code, spread over persons and cases.

Nobody is quoted twice while it can be avoided; where passages speak against a code's others one of these is shown, or it is said that none is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.counting.persons import counts_of
from qualitative.counting.spreading import Candidate, spread
from qualitative.i18n import catalogue
from qualitative.model import Mark

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONTRARY", "KEY", "SPREAD", "Chosen", "Quoted", "chosen", "is_contrary", "key_marks", "quoted_as"]

KEY, SPREAD, CONTRARY = "key", "spread", "contrary"
_READ = (
    "id",
    "code",
    "document",
    "kind_of_document",
    "case",
    "start",
    "end",
    "person",
    "members",
    "role",
    "basis",
    "quotable",
)
TEXTS = catalogue("counting")


@dataclass(frozen=True)
class Quoted:
    """What must be told beside the quotations of one code: how many are quoted, of how many who speak of it, and what is left out."""

    code: str
    quoted: int
    of: int
    contrary: int
    left_out: int

    @property
    def text(self) -> dict[str, str]:
        """The sentence, by language."""
        told = TEXTS.each("quoted", quoted=self.quoted, of=self.of)
        if not self.left_out:
            return told
        return {
            language: f"{told[language]}; {text}" for language, text in TEXTS.each("left_out", n=self.left_out).items()
        }


@dataclass(frozen=True)
class Chosen:
    """`table` has one row a quotation: id, code, why (key, spread, contrary), mark (the id of the mark, or NA); `told` one sentence a code."""

    table: pd.DataFrame
    told: tuple[Quoted, ...]


def chosen(
    codings: pd.DataFrame,
    marks: Iterable[Mark],
    *,
    contrary: Collection[str] = (),
    show_contrary: bool = True,
    before: tuple[Counter[str], Counter[str]] | None = None,
) -> Chosen:
    """What to quote of the codings that count (columns id, code, document, kind_of_document, case, start, end, person; members, role).

    Rows with a false `quotable`, where there is such a column (no consent, say), are counted and never quoted. `contrary` are the ids of those that
    speak against; a key mark whose reason is `contrary` says so too. Codes come in the order of the rows. Whoever has no person (prose, nobody)
    counts as no one, and is spread over documents; a group counts as one. `before` says how often who, and which case, was quoted before.
    """
    import pandas as pd

    table = codings[[name for name in codings.columns if name in _READ]].reset_index(drop=True)
    found = key_marks(table, marks)
    against = set(contrary) | {id for id, mark in found.items() if is_contrary(mark)}
    may = table["quotable"].to_numpy(bool) if "quotable" in table.columns else [True] * len(table)
    candidates: dict[str, list[Candidate]] = {code: [] for code in table["code"]}
    columns = (table[name] for name in ("id", "code", "person", "document", "case", "start"))
    for id, code, person, document, case, start, is_open in zip(*columns, may, strict=True):
        if is_open:
            candidates[code].append(Candidate(id, quoted_as(person, document), str(case), (document, start)))
    used, cases = (Counter(one) for one in before or ((), ()))
    rows: list[tuple[str, str, str, str | None]] = []
    for code, some in candidates.items():
        for one in some:
            if one.id in found and one.id not in against:
                rows.append((one.id, code, KEY, found[one.id].id))
                used[one.who] += 1
                cases[one.case] += 1
    done = {code for _, code, _, _ in rows}
    rest = {
        code: _spoken(one for one in some if one.id not in against)
        for code, some in candidates.items()
        if code not in done
    }
    rows += [(one.id, code, SPREAD, None) for code, one in spread(rest, used, cases).items()]
    if show_contrary:
        others = {code: _best([one for one in some if one.id in against], found) for code, some in candidates.items()}
        rows += [(one.id, code, CONTRARY, _mark_of(found, one.id)) for code, one in spread(others, used, cases).items()]
    order = {code: number for number, code in enumerate(candidates)}
    rows.sort(key=lambda row: (order[row[1]], (KEY, SPREAD, CONTRARY).index(row[2]), row[0]))
    quotations = pd.DataFrame(rows, columns=["id", "code", "why", "mark"]).astype("str")
    return Chosen(quotations, tuple(_told(table, quotations, code, against) for code in candidates))


def quoted_as(person: object, document: str) -> str:
    """Who a passage is spread by: its person, else its document."""
    return f"person {person}" if isinstance(person, str) else f"document {document}"


def _told(table: pd.DataFrame, quotations: pd.DataFrame, code: str, against: Collection[str]) -> Quoted:
    rows = table[table["code"] == code]
    shown = quotations[quotations["code"] == code]
    others = int(rows["id"].isin(list(against)).sum())
    is_shown = bool((shown["why"] == CONTRARY).any())
    of, quoted = (sum(counts_of(some)[:2]) for some in (rows, rows[rows["id"].isin(shown["id"])]))
    return Quoted(code, quoted, of, others, 0 if is_shown else others)


def key_marks(table: pd.DataFrame, marks: Iterable[Mark]) -> dict[str, Mark]:
    """The key mark of each coding: one that names it, else one over its words; the newest where there are several."""
    members = table["members"] if "members" in table.columns else [(id,) for id in table["id"]]
    row_of = {member: id for id, some in zip(table["id"], members, strict=True) for member in some}
    found: dict[str, Mark] = {}
    by_document = dict(list(table.groupby("document")))
    for mark in sorted((mark for mark in marks if mark.kind == "key"), key=lambda mark: mark.id):
        if mark.of in row_of:
            found[row_of[mark.of]] = mark
        elif mark.document in by_document:
            here = by_document[mark.document]
            for id in here.loc[(here["start"] < mark.end) & (here["end"] > mark.start), "id"]:
                found[id] = mark
    return found


def is_contrary(mark: Mark) -> bool:
    """Whether a mark says that its passage speaks against the others."""
    return mark.why.strip().casefold().startswith(CONTRARY)


def _spoken(some: Iterable[Candidate]) -> list[Candidate]:
    """Where persons speak of it, prose and nobody are not quoted in their stead."""
    every = list(some)
    return [one for one in every if one.who.startswith("person ")] or every


def _best(some: list[Candidate], found: Mapping[str, Mark]) -> list[Candidate]:
    """Of those that say otherwise, the ones that a person marked, where there are such."""
    return [one for one in some if one.id in found] or _spoken(some)


def _mark_of(found: Mapping[str, Mark], id: str) -> str | None:
    return found[id].id if id in found else None
