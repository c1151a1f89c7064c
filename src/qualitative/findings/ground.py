"""What claims are weighed on: the rows of the codings that count, at both ends of the range, and what was read for and asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualitative.counting import Counted
from qualitative.counting.asked import asked
from qualitative.folder import Folder
from qualitative.material import guide_in, read_for_in
from qualitative.model import Document
from qualitative.query import Known
from qualitative.query.knowing import attribute_tables
from qualitative.query.passages import asked_passages
from qualitative.query.reading import PassagesRead, covered
from qualitative.query.rows import Rows, rows_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Ground", "ground_of"]


@dataclass(frozen=True)
class Ground:
    """What claims are weighed on: the rows of the codings that count, at the upper end of the range (`rows`) and at the lower (`agreed`).

    `reading` tells which of their passages were read in full for a code, `done` are the stretches (document, start, end) that somebody whose codings count
    marked done, `asked` the documents in which the guide's questions on each code were put (None: there is no guide).
    """

    rows: Rows
    agreed: Rows
    known: Known
    tables: Mapping[str, pd.DataFrame]
    cases: Sequence[str]
    passages: pd.DataFrame
    reading: PassagesRead
    done: pd.DataFrame
    asked: Mapping[str, frozenset[str]] | None = None

    @cached_property
    def undone(self) -> frozenset[tuple[str, int]]:
        """The passages (document, n) that nobody whose codings count marked done."""
        passages = self.rows.passages
        left = passages[~covered(passages, self.done)]
        return frozenset(zip(left["document"], left["n"], strict=True))

    def without(self, codes: Collection[str]) -> Ground:
        """The same where nothing was coded with these codes: their rows stay, as passages without codings."""
        rows = _without(self.rows, codes)
        return replace(self, rows=rows, agreed=rows if self.agreed is self.rows else _without(self.agreed, codes))


def ground_of(
    folder: Folder,
    counted: Counted,
    documents: Iterable[Document],
    known: Known,
    *,
    cases: Sequence[str] = (),
    spoken_of: Collection[str] | None = None,
    codebook: int | str = "head",
) -> Ground:
    """The ground that the codings which count give in these documents. `known` is of the version of the `codebook` that the codings are read under.

    `cases` are those that claims can be about (none: all of the study); what speaks of none of `spoken_of` is left out (None: nothing is).
    """
    chosen = list(documents)
    pieces, table = counted.pieces, folder.cases
    passages = asked_passages(chosen)
    attributes = attribute_tables(folder.documents.values(), table, folder.persons, folder.settings.attributes)
    rows = _plain(_speaking_of(rows_of(passages, counted.table, attributes=attributes), spoken_of))
    agreed = rows
    if not counted.table["agreed"].all():
        agreed = _plain(_speaking_of(rows_of(passages, counted.agreed, attributes=attributes), spoken_of))
    return Ground(
        rows=rows,
        agreed=agreed,
        known=known,
        tables={**folder.tables, "cases": table.reset_index()},
        cases=list(cases) or [str(case) for case in table.index],
        passages=passages,
        reading=PassagesRead(rows.passages, lambda codes: read_for_in(folder, sorted(codes), counted, codebook)),
        done=pieces.loc[pieces["how"].notna(), ["document", "start", "end"]],
        asked=_asked_of_codes(folder),
    )


def _asked_of_codes(folder: Folder) -> dict[str, frozenset[str]] | None:
    """By code the documents in which a question on it was put; None without a guide."""
    guide = guide_in(folder)
    if not guide:
        return None
    put = asked(guide, folder.documents.values())
    found: dict[str, frozenset[str]] = {}
    for question in guide:
        where = frozenset(put.loc[put["question"] == question.id, "document"])
        for code in question.codes:
            found[code] = found.get(code, frozenset()) | where
    return found


def _speaking_of(rows: Rows, cases: Collection[str] | None) -> Rows:
    if cases is None:
        return rows
    kept = rows.table["case"].isin(list(cases)).to_numpy(bool)
    table = rows.table[kept].reset_index(drop=True)
    return replace(rows, table=table, at=rows.at[kept], before=rows.before[kept], after=rows.after[kept])


def _plain(rows: Rows) -> Rows:
    """The table as plain objects in one block: every claim cuts it several times, and each column of strings would be cut by itself."""
    import pandas as pd

    texts = {name: object for name in rows.table.columns if isinstance(rows.table[name].dtype, pd.StringDtype)}
    return replace(rows, table=rows.table.astype(texts).copy())


def _without(rows: Rows, codes: Collection[str]) -> Rows:
    coded = rows.table["code"].isin(list(codes))
    blank = {name: rows.table[name].astype(object).mask(coded, None) for name in ("coding", "code", "coders", "round")}
    return replace(rows, table=rows.table.assign(**blank))
