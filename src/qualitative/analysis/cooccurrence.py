"""Which codes stand together: on overlapping segments, in one turn, in one document. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from qualitative.analysis.counts import results
from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WITHIN", "cooccurrence"]

WITHIN = ("segment", "turn", "document")
_Key = tuple[str, str]


def cooccurrence(evidence: pd.DataFrame, within: str = "segment", minimum: int = 1) -> pd.DataFrame:
    """first, second, count, agreed, ids of pairs of different codes that stand together in the same unit; commonest first.

    `within` a segment means that their segments overlap, within a turn that they lie in one passage; `count` is the number of statements in which
    they do, or of documents, and `agreed` that at the lower end of the range, by codings on which all agree. Interviewers' turns are left out. Raises StatisticError for another unit.
    """
    import pandas as pd

    if within not in WITHIN:
        raise StatisticError(f"codes can't stand together within a {within!r}; {did_you_mean(within, WITHIN)}")
    units: dict[_Key, set[object]] = {}
    sure: dict[_Key, set[object]] = {}
    rows: dict[_Key, set[int]] = {}
    table = results(without_interviewer(evidence)).drop_duplicates(["document", "passage", "start", "end", "code"])
    table = table.reset_index(drop=True)
    agreed = table["agreed"].tolist() if "agreed" in table else [True] * len(table)
    for pair, unit, places in _iter_pairs(table, within):
        units.setdefault(pair, set()).add(unit)
        sure.setdefault(pair, set()).update([unit] if all(agreed[place] for place in places) else [])
        rows.setdefault(pair, set()).update(places)
    found = [(*pair, len(units[pair]), len(sure[pair]), segment_ids(table.loc[sorted(rows[pair])])) for pair in units]
    kept = sorted((row for row in found if row[2] >= minimum), key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(kept, columns=["first", "second", "count", "agreed", "ids"])


def _iter_pairs(table: pd.DataFrame, within: str) -> Iterator[tuple[_Key, object, tuple[int, int]]]:
    """(pair of codes, unit, the two rows)."""
    keys = ["document"] if within == "document" else ["document", "passage"]
    spans = table.assign(
        begin=table[["start", "passage_start"]].max(axis=1), stop=table[["end", "passage_end"]].min(axis=1)
    )
    for _, group in spans.groupby(keys, sort=False):
        columns = (group[name] for name in ("begin", "stop", "code", "place", "document"))
        coded = sorted(zip(*columns, group.index, strict=True), key=lambda row: row[:3])
        for one, other in combinations(coded, 2):
            if one[2] == other[2] or (within == "segment" and max(one[0], other[0]) >= min(one[1], other[1])):
                continue
            first, second = sorted((one[2], other[2]))
            yield (first, second), one[4] if within == "document" else one[3], (one[5], other[5])
