"""Which passages codings lie in. Passages do not overlap, so that one look-up in sorted order answers for all codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Ints
from qualitative.counting.codings import spans_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["lying_in", "touching"]


def touching(codings: pd.DataFrame, passages: pd.DataFrame) -> tuple[Ints, Ints]:
    """(row of `codings`, row of `passages`) for each passage that a coding touches, by coding, then in the order of the text.

    Both have the columns document, start, end.
    """
    import pandas as pd

    names = pd.Index(pd.unique(passages["document"]))
    starts, ends = _edges(passages, names)
    order = np.argsort(starts, kind="stable")
    order = order[starts[order] < ends[order]]  # a label with nothing said is touched by nothing
    begin, end = _edges(codings, names)
    first = np.searchsorted(ends[order], begin, "right")
    last = np.searchsorted(starts[order], end, "left")
    number = np.where(begin < 0, 0, np.maximum(last - first, 0))  # below zero: a document without passages
    row = np.repeat(np.arange(len(codings)), number)
    within = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    return row, order[np.repeat(first, number) + within]


def lying_in(codings: pd.DataFrame, passages: pd.DataFrame | None) -> dict[str, pd.Series]:
    """`place`, `statement` and `person` of the first passage that each coding touches (NA where it touches none), and `places`, a tuple of all.

    Whatever counts places takes all of them; see `places.touched`.
    """
    import pandas as pd

    names = ("place", "statement", "person")
    found = {name: np.full(len(codings), None, dtype=object) for name in names}
    places = np.full(len(codings), None, dtype=object)
    places[:] = [()] * len(codings)
    if passages is not None and len(passages):
        row, passage = touching(codings, passages)
        opens = np.flatnonzero(np.diff(row, prepend=-1))
        for name in names:
            found[name][row[opens]] = passages[name].to_numpy(object)[passage[opens]]
        places[row[opens]] = [(place,) for place in found["place"][row[opens]]]
        every = passages["place"].to_numpy(object)
        for begin, end in zip(opens.tolist(), [*opens[1:].tolist(), len(row)], strict=False):
            if end - begin > 1:
                places[row[begin]] = tuple(dict.fromkeys(every[passage[begin:end]]))
    columns = {name: pd.Series(values, index=codings.index, dtype="str") for name, values in found.items()}
    return {**columns, "places": pd.Series(places, index=codings.index, dtype=object)}


def _edges(table: pd.DataFrame, names: pd.Index) -> tuple[Ints, Ints]:
    import pandas as pd

    document = names.get_indexer(pd.Index(table["document"])).astype(np.int64)
    start, end = (spans_of(document, table[edge].to_numpy(np.int64)) for edge in ("start", "end"))
    return start, end
