"""Which cells of a crosstab nothing may be called absent in: a code, or the codes of a class, against what parts the material."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qualitative.analysis.crosstab import with_attributes
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.inputs import Inputs

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["unread_cells"]


def unread_cells(counts: pd.DataFrame, inputs: Inputs) -> pd.DataFrame | None:
    """By cell of `counts` whether something there was not read in full for the codes of its row (or column); None where neither axis is of codes.

    The other axis may be a column of the passages, whose dates may be cut short, or an attribute of the cases; of any other all is asked for.
    """
    import pandas as pd

    down, across = (str(axis.name) for axis in (counts.index, counts.columns))
    rows, columns = _codes(down, inputs), _codes(across, inputs)
    if rows is None and columns is None:
        return None
    if rows is None:
        turned = unread_cells(counts.T, inputs)
        return None if turned is None else turned.T
    places = _places(across, inputs)
    cells = [
        [any(not inputs.reading.is_full(rows(row), **place) for place in places(column)) for column in counts.columns]
        for row in counts.index
    ]
    return pd.DataFrame(cells, index=counts.index, columns=counts.columns)


def _codes(axis: str, inputs: Inputs) -> Callable[[Any], list[str]] | None:
    """The codes of a value of an axis, if it is one of codes."""
    if axis == "code":
        return lambda code: [code]
    if axis not in inputs.settings.classes:
        return None
    book = inputs.codebook
    return lambda value: [code for code in book.usable() if class_of(code, axis, book) == value]


def _places(axis: str, inputs: Inputs) -> Callable[[Any], list[dict[str, object]]]:
    """The passages of a value of an axis, as `Reading.is_full` chooses them."""
    known = inputs.reading.passages
    if axis == "date":
        dates = known["date"].dropna().unique().tolist()
        return lambda value: [{"date": date} for date in dates if str(date).startswith(str(value))]
    if axis in known:
        return lambda value: [{axis: value}]
    if axis not in inputs.cases:
        return lambda value: [{}]
    table = with_attributes(known[["case"]].drop_duplicates(), inputs.cases, axis)
    return lambda value: [{"case": case} for case in table.loc[table[axis] == value, "case"]]
