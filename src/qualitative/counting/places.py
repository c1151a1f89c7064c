"""Places: what is counted, never the number of notes or segments. Statements of a work; in talks persons, with places and documents beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.counting.lying import touching
from qualitative.counting.persons import count_persons

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["count_places", "touched"]


def touched(codings: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """One row for each passage that a coding touches: the columns of both (`start`, `end` of the coding), and `coding`, its row.

    `passages` are those of `passages.passages`; where both have a column (place, statement, person, speaker …), it is the passage's.
    """
    import pandas as pd

    row, passage = touching(codings, passages)
    here = passages.drop(columns=["start", "end"]).iloc[passage]
    own = [name for name in codings.columns if name not in here.columns]
    found = codings[own].iloc[row].reset_index(drop=True)
    return pd.concat([found, here.reset_index(drop=True)], axis=1).assign(coding=row)


def count_places(rows: pd.DataFrame, by: Sequence[str] = ("code",), *, findings: bool = True) -> pd.DataFrame:
    """What `touched` rows count, by code or more: places, statements, documents, persons, groups, in_groups, nobody, segments; most persons first.

    With `case` in `by` a statement on two cases counts in both: without it all are distinct, so that totals are no sums. `findings` leaves
    out statements that are no results. `segments` is given where it helps, and ranks nothing.
    """
    rows = rows[rows["finding"]] if findings else rows
    if "case" in by:
        rows = rows.drop(columns="case", errors="ignore").assign(case=rows["cases"]).explode("case", ignore_index=True)
    keys = list(by)
    spoken = rows.assign(statement_place=rows["place"].where(rows["statement"].notna()))
    counted = spoken.groupby(keys).agg(
        places=("place", "nunique"),
        statements=("statement_place", "nunique"),
        documents=("document", "nunique"),
        segments=("coding", "nunique"),
    )
    found = counted.join(count_persons(rows, keys)).fillna(0).astype("int64")
    found = found[["places", "statements", "documents", "persons", "groups", "in_groups", "nobody", "segments"]]
    return _ranked(found)


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """By persons and groups, then by places; equal ones in the order of their ids."""
    rank = np.lexsort((np.arange(len(table)), -table["places"], -(table["persons"] + table["groups"])))
    return table.iloc[rank]
