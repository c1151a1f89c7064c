"""Which rule held in which piece, and why codings do not count, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.arrays import Bools
from qualitative.counting.choosing import Chosen
from qualitative.counting.codings import Coders, Numbered
from qualitative.counting.picking import REASONS, Picked
from qualitative.counting.pieces import Marks, Pieces
from qualitative.counting.records import HOW
from qualitative.counting.settled import Settled

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["left_out_table", "pieces_table"]


def left_out_table(codings: Numbered, picks: Picked, table: pd.DataFrame) -> pd.DataFrame:
    """Columns id, reason, into: every coding that neither counts nor is a member of one that does."""
    import pandas as pd

    rows = np.flatnonzero(picks.reason > 0)
    into = np.full(len(rows), None, dtype=object)
    instead = picks.instead[rows]
    counted = np.flatnonzero((instead >= 0) & (picks.reason[rows] == REASONS.index("counted-once")))
    if counted.size:
        row_of = {member: id for id, members in zip(table["id"], table["members"], strict=True) for member in members}
        into[counted] = [row_of[id] for id in codings.ids[instead[counted]]]
    reasons = np.array(REASONS, dtype=object)[picks.reason[rows]]
    return pd.DataFrame({"id": codings.ids[rows], "reason": reasons, "into": into}).astype("str")


def pieces_table(
    pieces: Pieces, settled: Settled, chosen: Chosen, beyond: Chosen, marks: Marks, coders: Coders
) -> pd.DataFrame:
    """Columns document, start, end, layer, rule, coders, how: one row a piece, two where the consensus settled only some codes."""
    import pandas as pd

    mark = settled.any
    whole = (mark >= 0) & (settled.mark >= 0).all(axis=0)
    office = (coders.ids[coders.consensus],) if coders.consensus >= 0 else ()
    # where no coding begins, those that reach into the piece say who coded in it
    empty = ~chosen.counts.any(axis=1, keepdims=True)
    names = _names(np.where(empty, beyond.counts, chosen.counts), coders.ids)
    how = _best(marks, chosen)
    settled_how = np.array([HOW[marks.how[m]] if m >= 0 else None for m in mark.tolist()], dtype=object)
    rows: list[tuple[object, ...]] = []
    for piece in range(len(pieces)):
        where = (pieces.documents[pieces.document[piece]], int(pieces.start[piece]), int(pieces.end[piece]))
        own = (int(chosen.rule[piece]), names[piece], how[piece])
        if mark[piece] >= 0:
            rows.append((*where, "all" if whole[piece] else "settled", 1, office, settled_how[piece]))
        if not whole[piece]:
            rows.append((*where, "others" if mark[piece] >= 0 else "all", *own))
    columns: dict[str, Any] = {"document": "str", "start": "int64", "end": "int64", "layer": "str", "rule": "int64", "coders": object, "how": "str"}  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _names(counts: Bools, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    patterns, of = np.unique(counts, axis=0, return_inverse=True)
    made = [tuple(id for id, counts in zip(ids, pattern, strict=True) if counts) for pattern in patterns.tolist()]
    return [made[number] for number in of.reshape(-1).tolist()]


def _best(marks: Marks, chosen: Chosen) -> list[str | None]:
    """The best `how` of those whose codings count; None where nobody marked the piece."""
    how = np.where(chosen.mark >= 0, marks.how[chosen.mark] if len(marks) else 0, len(HOW))
    best = how.min(axis=1, initial=len(HOW))
    return [(*HOW, None)[number] for number in best.tolist()]
