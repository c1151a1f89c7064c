"""Questions about many half-open ranges at once, answered in sorted order instead of pair by pair."""

from __future__ import annotations

import numpy as np

from qualitative.arrays import Ints

__all__ = ["first_over", "newest_over", "painted"]


def painted(length: int, order: Ints, first: Ints, last: Ints) -> Ints:
    """By place the first range in `order` that covers it, else -1. Each place is painted once, so that many ranges over it stay cheap."""
    column = np.full(length, -1, np.int64)
    free = list(range(length + 1))  # the next place from here that is not painted
    for index, begin, end in zip(order.tolist(), first[order].tolist(), last[order].tolist(), strict=True):
        place = _unpainted(free, begin)
        while place < end:
            column[place] = index
            free[place] = place + 1
            place = _unpainted(free, place + 1)
    return column


def newest_over(starts: Ints, ends: Ints, ranks: Ints, query_starts: Ints, query_ends: Ints) -> Ints:
    """For each queried range the highest rank of a range that overlaps it, else -1."""
    borders = np.unique(np.concatenate([starts, ends]))
    first, last = np.searchsorted(borders, starts), np.searchsorted(borders, ends)
    over = painted(len(borders), np.argsort(-ranks, kind="stable"), first, last)
    covered = np.where(over >= 0, ranks[over], -1)  # of the stretch that each border opens
    low = np.maximum(np.searchsorted(borders, query_starts, "right") - 1, 0)
    return _highest(covered, low, np.searchsorted(borders, query_ends, "left"))


def first_over(starts: Ints, ends: Ints, query_starts: Ints, query_ends: Ints) -> Ints:
    """For each queried range the index of a range that overlaps it, else -1: of those that start before, the one that reaches furthest."""
    if not len(starts):
        return np.full(len(query_starts), -1, np.int64)
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    furthest = np.maximum.accumulate(ends)
    reach = np.maximum.accumulate(np.where(ends == furthest, np.arange(len(ends)), 0))
    before = np.searchsorted(starts, query_ends, "left") - 1
    found = reach[np.maximum(before, 0)]
    return np.where((before >= 0) & (ends[found] > query_starts), order[found], -1)


def _highest(values: Ints, low: Ints, high: Ints) -> Ints:
    """The highest of `values[low:high]` for each pair, -1 for nothing: two runs of one power of two cover any range."""
    found = np.full(len(low), -1, np.int64)
    size = np.maximum(high - low, 0)
    level = np.zeros(len(low), np.int64)
    level[size > 0] = np.floor(np.log2(size[size > 0])).astype(np.int64)
    table, width = values, 1
    for step in range(int(level.max(initial=0)) + 1):
        rows = np.flatnonzero((level == step) & (size > 0))
        found[rows] = np.maximum(table[low[rows]], table[high[rows] - width])
        if len(table) > width:
            table, width = np.maximum(table[:-width], table[width:]), width * 2
    return found


def _unpainted(free: list[int], place: int) -> int:
    root = place
    while free[root] != root:
        root = free[root]
    while free[place] != root:
        free[place], place = root, free[place]
    return root
