"""Precision, recall and F of one coder's segments against another's, at a threshold of overlap.

Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. Journal of the American
Medical Informatics Association 12(3), 296-298. F does not need to know how much text nobody coded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qualitative.errors import StatisticError

__all__ = ["Matches", "f_measure", "matched_segments", "precision", "recall"]

Segment = tuple[int, int]


class Matches(NamedTuple):
    """How many segments of two coders match, and how many each made."""

    both: int
    reference: int
    other: int


def matched_segments(
    reference: Sequence[Segment], other: Sequence[Segment], threshold: float = 0.5
) -> list[tuple[int, int]]:
    """Pairs (i, j) one to one, best overlap first, whose intersection / union is at least `threshold`.

    >>> matched_segments([(0, 10), (20, 30)], [(1, 10), (40, 50)])
    [(0, 0)]
    """
    if not 0 < threshold <= 1:
        raise StatisticError(f"threshold {threshold!r} is no share of overlap; give one above 0 and up to 1")
    candidates = _overlapping(reference, other, threshold)
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return sorted(pairs)


def precision(matches: Matches) -> float:
    """Of the other coder's segments, the share that the reference has. Raises StatisticError where there is none."""
    if not matches.other:
        raise StatisticError("the other coder made no segment: precision is undefined")
    return matches.both / matches.other


def recall(matches: Matches) -> float:
    """Of the reference's segments, the share that the other coder has. Raises StatisticError where there is none."""
    if not matches.reference:
        raise StatisticError("the reference coder made no segment: recall is undefined")
    return matches.both / matches.reference


def f_measure(matches: Matches) -> float:
    """2 both / (reference + other): the same whichever coder is the reference."""
    if not matches.reference + matches.other:
        raise StatisticError("neither coder made a segment: F is undefined")
    return 2 * matches.both / (matches.reference + matches.other)


def _overlapping(
    reference: Sequence[Segment], other: Sequence[Segment], threshold: float
) -> list[tuple[float, int, int]]:
    order = sorted(range(len(other)), key=lambda j: other[j][0])
    starts = np.array([other[j][0] for j in order])
    longest = max((end - start for start, end in other), default=0)
    found = []
    for i, (start, end) in enumerate(reference):
        # only segments that begin less than the longest one before this one's start can reach into it
        near = range(np.searchsorted(starts, start - longest, "right"), np.searchsorted(starts, end, "left"))
        for j in (int(order[k]) for k in near):
            common = min(end, other[j][1]) - max(start, other[j][0])
            if common > 0:
                share = common / (max(end, other[j][1]) - min(start, other[j][0]))
                if share >= threshold:
                    found.append((share, i, j))
    return found
