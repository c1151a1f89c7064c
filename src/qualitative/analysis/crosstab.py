"""Crosstabs of coded segments, each cell with the segments that it counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from qualitative.analysis.evidence import segment_ids
from qualitative.analysis.shown import Say, Shown, ShownCell, segments_cell, spoken
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Crosstab", "crosstab", "segments_by", "with_attributes"]


@dataclass(frozen=True)
class Crosstab:
    """Numbers of distinct segments, and beside them, cell by cell, the ids of these segments."""

    counts: pd.DataFrame
    segments: pd.DataFrame

    def at(self, row: str, column: str) -> tuple[str, ...]:
        """The segments of one cell. Raises StatisticError with the nearest row or column."""
        for name, known in ((row, self.counts.index), (column, self.counts.columns)):
            if name not in known:
                raise StatisticError(f"the table has no {name!r}; {did_you_mean(str(name), map(str, known))}")
        return cast("tuple[str, ...]", self.segments.at[row, column])

    def shown(self, say: Say, /) -> Shown:
        """The numbers, each with its segments."""
        down, across = (str(axis.name) for axis in (self.counts.index, self.counts.columns))
        heads = ("", *(spoken(across, column, say) for column in self.counts.columns))
        rows = [
            (ShownCell(spoken(down, row, say)), *map(segments_cell, cells))
            for row, cells in zip(self.counts.index, self.segments.to_numpy(), strict=True)
        ]
        return Shown(heads, tuple(rows), header=1)


def segments_by(evidence: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """How many distinct segments (document, start, end) each pair of values of two columns has; index `rows`, columns `columns`."""
    distinct = evidence.drop_duplicates(["document", "start", "end", rows, columns])
    return distinct.groupby([rows, columns]).size().unstack(fill_value=0)


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
    found = {key: segment_ids(group) for key, group in known.groupby([rows, columns], sort=False)}
    cells = [[found.get((row, column), ()) for column in across] for row in index]
    segments = pd.DataFrame(
        cells, index=pd.Index(index, name=rows), columns=pd.Index(across, name=columns), dtype=object
    )
    return Crosstab(segments.map(len).astype("int64"), segments)


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
