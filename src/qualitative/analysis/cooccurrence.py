"""Which codes stand together: on overlapping segments, in one turn, in one document. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WITHIN", "cooccurrence"]

WITHIN = ("segment", "turn", "document")
_Key = tuple[str, str]
_Unit = tuple[object, ...]


def cooccurrence(evidence: pd.DataFrame, within: str = "segment", minimum: int = 1) -> pd.DataFrame:
    """first, second, count, ids of pairs of different codes that one coder gave within the same unit; commonest first.

    `within` a segment means that their segments overlap; `count` is the number of such overlaps, of turns or of documents. Interviewers' turns are
    left out. Raises StatisticError for another unit.
    """
    import pandas as pd

    if within not in WITHIN:
        raise StatisticError(f"codes can't stand together within a {within!r}; {did_you_mean(within, WITHIN)}")
    units: dict[_Key, set[_Unit]] = {}
    rows: dict[_Key, set[int]] = {}
    table = without_interviewer(evidence).reset_index(drop=True)
    for pair, unit, places in _iter_pairs(table, within):
        units.setdefault(pair, set()).add(unit)
        rows.setdefault(pair, set()).update(places)
    found = [(*pair, len(units[pair]), segment_ids(table.loc[sorted(rows[pair])])) for pair in units]
    kept = sorted((row for row in found if row[2] >= minimum), key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(kept, columns=["first", "second", "count", "ids"])


def _iter_pairs(table: pd.DataFrame, within: str) -> Iterator[tuple[_Key, _Unit, tuple[int, int]]]:
    """(pair of codes, unit, the two rows)."""
    keys = {
        "segment": ["document", "coder"],
        "turn": ["document", "passage", "coder"],
        "document": ["document", "coder"],
    }
    for _, group in table.groupby(keys[within], sort=False):
        columns = (group[name] for name in ("document", "passage", "start", "end", "code"))
        coded = sorted(zip(*columns, group.index, strict=True), key=lambda row: row[2:5])
        for one, other in combinations(coded, 2):
            if one[4] == other[4]:
                continue
            start, end = max(one[2], other[2]), min(one[3], other[3])
            unit = {"segment": (one[0], start, end), "turn": one[:2], "document": one[:1]}[within]
            if within != "segment" or start < end:
                first, second = sorted((one[4], other[4]))
                yield (first, second), unit, (one[5], other[5])
