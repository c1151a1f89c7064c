"""Crosstabs of statements, each cell with the segments that they lie in. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from qualitative.analysis.counts import Tally, tally
from qualitative.analysis.shown import NONE, UNREAD, Say, Shown, ShownCell, ShowsItself, spoken
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Crosstab", "crosstab", "with_attributes"]


@dataclass(frozen=True, repr=False)
class Crosstab(ShowsItself):
    """Numbers of statements cell by cell, at the lower end of the range too (`agreed`), with the ids of their segments.

    `together` counts each row's statements once, in however many columns they are. `unread` marks cells of which not everything was read in
    full for what the row asks for (None: nothing is known of that).
    """

    counts: pd.DataFrame
    segments: pd.DataFrame
    agreed: pd.DataFrame
    together: pd.Series
    unread: pd.DataFrame | None = None

    def at(self, row: str, column: str) -> tuple[str, ...]:
        """The segments of one cell. Raises StatisticError with the nearest row or column."""
        for name, known in ((row, self.counts.index), (column, self.counts.columns)):
            if name not in known:
                raise StatisticError(f"the table has no {name!r}; {did_you_mean(str(name), map(str, known))}")
        return cast("tuple[str, ...]", self.segments.at[row, column])

    def shown(self, say: Say, /) -> Shown:
        """The numbers, each with its segments; what counts in several columns is told, and counted once in a column of its own."""
        down, across = (str(axis.name) for axis in (self.counts.index, self.counts.columns))
        several = bool((self.counts.sum(axis=1) != self.together).any())
        last = (say("crosstab", "together"),) if several else ()
        heads = ("", *(spoken(across, column, say) for column in self.counts.columns), *last)
        rows = []
        for row in self.counts.index:
            cells = [self._cell(row, column) for column in self.counts.columns]
            none = UNREAD if any(cell.text == UNREAD for cell in cells) else NONE
            total = [ShownCell(str(self.together[row] or none))] if several else []
            rows.append((ShownCell(spoken(down, row, say)), *cells, *total))
        notes = [say("counted", "statements"), *([say("crosstab", "once")] if several else [])]
        if any(cell.text == UNREAD for row in rows for cell in row):
            notes.append(say("crosstab", "unread"))
        return Shown(heads, tuple(rows), header=1, notes=tuple(notes))

    def _cell(self, row: Any, column: Any) -> ShownCell:
        places, agreed = (int(cast("int", one.at[row, column])) for one in (self.counts, self.agreed))
        if not places:
            return ShownCell(UNREAD if self.unread is not None and self.unread.at[row, column] else NONE)
        ids = cast("tuple[str, ...]", self.segments.at[row, column])
        return ShownCell(Tally(places, agreed, ids).text, ids)


def crosstab(
    evidence: pd.DataFrame,
    rows: str,
    columns: str,
    row_order: Iterable[str] | None = None,
    column_order: Iterable[str] | None = None,
) -> Crosstab:
    """Two columns of the evidence table against each other; the orders may name values that nothing has, which count 0.

    Rows where either is missing are left out. Raises StatisticError for a column that the table does not have.
    """
    import pandas as pd

    for name in (rows, columns):
        if name not in evidence:
            raise StatisticError(f"the evidence has no column {name!r}; {did_you_mean(name, evidence.columns)}")
    known = evidence.dropna(subset=[rows, columns])
    index = list(row_order) if row_order is not None else sorted(known[rows].unique())
    across = list(column_order) if column_order is not None else sorted(known[columns].unique())
    found = {key: tally(group) for key, group in known.groupby([rows, columns], sort=False)}
    none = Tally(0, 0, ())
    down = pd.Index(index, name=rows)
    cells = pd.DataFrame(
        [[found.get((row, column), none) for column in across] for row in index],
        index=down,
        columns=pd.Index(across, name=columns),
        dtype=object,
    )
    shown = known[known[columns].isin(across)]
    together = {row: tally(shown[shown[rows] == row]).places for row in index}
    return Crosstab(
        cells.map(lambda one: one.places).astype("int64"),
        cells.map(lambda one: one.ids),
        cells.map(lambda one: one.agreed).astype("int64"),
        pd.Series(together, index=down, dtype="int64"),
    )


def with_attributes(evidence: pd.DataFrame, cases: pd.DataFrame, attribute: str, missing: str = "NA") -> pd.DataFrame:
    """The evidence with an attribute of its case as a column; `a;b` makes a row for each value, and what is unknown is `missing`.

    Rows of no case (national) are left out. Raises StatisticError for an attribute that no case has.
    """
    if attribute not in cases:
        known = [str(name) for name in cases if not str(name).endswith(("_source", "_note", "_note_en"))]
        raise StatisticError(f"cases have no attribute {attribute!r}; {did_you_mean(attribute, known)}")
    values = {case: _parts(value, missing) for case, value in cases[attribute].items()}
    rows = evidence[evidence["case"].isin(values)]
    return rows.assign(**{attribute: rows["case"].map(values)}).explode(attribute, ignore_index=True)


def _parts(value: object, missing: str) -> list[str]:
    if value != value or value is None or str(value) == "<NA>":
        return [missing]
    if isinstance(value, float) and value.is_integer():
        return [str(int(value))]
    return str(value).split(";")
