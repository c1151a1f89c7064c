"""Codings of one code by different coders that overlap become one, so that each place is counted once.

The earliest start comes first, and each coder gives at most one to a joined coding: one coder's own are never merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Numbered, spans_of

__all__ = ["joined"]


def joined(codings: Numbered, rows: Ints, piece: Ints, decided: Bools) -> Ints:
    """By row of `rows` the number of the joined coding that it belongs to.

    What a decision left (`decided`) stays apart from others that begin in its piece, since it settles nothing else there.
    """
    order = rows[np.lexsort((rows, codings.start[rows], codings.group[rows]))]
    starts, ends = (spans_of(codings.group[order], place[order]) for place in (codings.start, codings.end))
    opens = np.ones(len(order), dtype=bool)
    opens[1:] = starts[1:] >= np.maximum.accumulate(ends)[:-1]
    cluster = np.cumsum(opens) - 1
    first = np.flatnonzero(opens)
    coder = codings.coder[order]
    several = np.zeros(len(first), dtype=bool)
    np.logical_or.at(several, cluster, coder != coder[first[cluster]])
    number = np.arange(len(order))
    for begin, end in _runs(first, len(order), several):
        here = order[begin:end]
        columns = (starts[begin:end], ends[begin:end], coder[begin:end], piece[here], decided[here])
        number[begin:end] = begin + np.array(_swept(*(column.tolist() for column in columns)))
    found = np.empty(len(codings), np.int64)
    found[order] = number
    return found[rows]


def _runs(first: Ints, length: int, keep: Bools) -> Iterator[tuple[int, int]]:
    last = np.append(first[1:], length)
    yield from zip(first[keep].tolist(), last[keep].tolist(), strict=True)


def _swept(starts: list[int], ends: list[int], coders: list[int], pieces: list[int], decided: list[bool]) -> list[int]:
    """For each coding of one cluster, by start, the index of the coding whose group it joins (its own where it opens one)."""
    groups: list[_Group] = []
    # groups before these are closed for good, or hold the coder already
    passed: dict[int, int] = defaultdict(int)
    passed_here: dict[tuple[int, int, bool], int] = defaultdict(int)
    found = []
    for index, (start, end, coder, piece, sure) in enumerate(zip(starts, ends, coders, pieces, decided, strict=True)):
        at = passed[coder]
        while at < len(groups) and (groups[at].end <= start or coder in groups[at].coders):
            at += 1
        passed[coder] = at
        key = (coder, piece, sure)
        at = max(at, passed_here[key])
        while at < len(groups) and groups[at].is_shut(start, coder, piece, sure):
            at += 1
        passed_here[key] = at
        if at == len(groups):
            groups.append(_Group(index))
        groups[at].add(end, coder, piece, sure)
        found.append(groups[at].first)
    return found


class _Group:
    """Codings that become one."""

    __slots__ = ("coders", "decided", "end", "first", "undecided")

    def __init__(self, first: int) -> None:
        self.first, self.end = first, 0
        self.coders: set[int] = set()
        self.decided: set[int] = set()
        self.undecided: set[int] = set()

    def is_shut(self, start: int, coder: int, piece: int, decided: bool) -> bool:
        """Whether no coding of that coder that begins in that piece, here or later, can join any more."""
        apart = piece in self.decided or (decided and piece in self.undecided)
        return self.end <= start or coder in self.coders or apart

    def add(self, end: int, coder: int, piece: int, decided: bool) -> None:
        self.end = max(self.end, end)
        self.coders.add(coder)
        (self.decided if decided else self.undecided).add(piece)
