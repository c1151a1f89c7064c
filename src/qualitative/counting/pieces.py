"""Documents cut into pieces at the ends of done marks, and whose mark holds in each piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Coders, spans_of
from qualitative.counting.ranges import painted
from qualitative.counting.records import HOW, CountRules, Done, LookedFor, Stamp
from qualitative.errors import CodingError

__all__ = ["Marks", "Pieces", "cut"]


@dataclass(frozen=True)
class Pieces:
    """The pieces of all documents in order; `document` numbers `documents`."""

    documents: tuple[str, ...]
    document: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)

    def at(self, document: Ints, position: Ints) -> Ints:
        """The piece that holds a position; what lies beyond a text belongs to its last piece. -1 for no document."""
        if not len(self):
            return np.full(len(document), -1, np.int64)
        found = np.searchsorted(spans_of(self.document, self.start), spans_of(document, position), "right") - 1
        return np.where(document < 0, -1, found)


@dataclass(frozen=True)
class Marks:
    """Done marks that lie in a text, and the half-open range of pieces that each covers."""

    done: tuple[Done, ...]
    coder: Ints
    round: Ints
    how: Ints  # the best is 0
    first: Ints
    last: Ints
    stamps: tuple[Stamp, ...]
    stamp: Ints

    def __len__(self) -> int:
        return len(self.done)

    def order(self, keep: Bools, by_round: bool = True) -> Ints:
        """The kept marks, the one that speaks for its coder first: of the newest round, then the best, then the newest."""
        # of the consensus, rounds are those of the disagreements that it settled: none makes up for another
        newest = -self.round if by_round else np.zeros(len(self), np.int64)
        order = np.lexsort((-np.arange(len(self)), self.how, newest))
        return order[keep[order]]

    def by_piece(self, order: Ints, pieces: int, coders: int) -> Ints:
        """By piece and coder the first mark in `order` that covers the piece, else -1."""
        found = np.full((pieces, coders), -1, np.int64)
        for coder in np.unique(self.coder[order]).tolist():
            found[:, coder] = painted(pieces, order[self.coder[order] == coder], self.first, self.last)
        return found

    def looked(self, looked_for: LookedFor, codes: Sequence[str]) -> Bools:
        """By code and stamp, whether the code was looked for under it."""
        rows = [[looked_for(code, stamp) for stamp in self.stamps] for code in codes]
        return np.array(rows, dtype=bool).reshape(len(codes), len(self.stamps))


def cut(lengths: Mapping[str, int], done: Iterable[Done], coders: Coders, rules: CountRules) -> tuple[Pieces, Marks]:
    """The pieces, and those marks that can make codings count: of coders who count, not made in a pilot.

    Every mark cuts, also one that makes nothing count. Raises CodingError for an unknown coder or `how`.
    """
    documents = tuple(document for document, length in lengths.items() if length > 0)
    place = {document: number for number, document in enumerate(documents)}
    inside = []
    for mark in sorted(done, key=lambda mark: mark.id):
        if mark.how not in HOW:
            raise CodingError(f"done mark {mark.id} has how {mark.how!r}; it must be one of {', '.join(HOW)}")
        if mark.document in place and max(mark.start, 0) < min(mark.end, lengths[mark.document]):
            inside.append(mark)
    length = np.array([lengths[document] for document in documents], dtype=np.int64)
    document = np.array([place[mark.document] for mark in inside], dtype=np.int64)
    start = np.clip(np.array([mark.start for mark in inside], dtype=np.int64), 0, None)
    end = np.minimum(np.array([mark.end for mark in inside], dtype=np.int64), length[document])
    pieces = _between(documents, length, document, start, end)
    coder = coders.numbers((mark.coder for mark in inside), "a done mark")
    numbers = {stamp: number for number, stamp in enumerate(dict.fromkeys(mark.codebook for mark in inside))}
    marks = Marks(
        tuple(inside),
        coder,
        np.array([mark.round for mark in inside], dtype=np.int64),
        np.array([HOW.index(mark.how) for mark in inside], dtype=np.int64),
        pieces.at(document, start),
        pieces.at(document, end - 1) + 1,
        tuple(numbers),
        np.array([numbers[mark.codebook] for mark in inside], dtype=np.int64),
    )
    counts = coders.counting[coder] & ~np.isin(marks.round, sorted(rules.pilot))
    return pieces, _only(marks, counts)


def _between(documents: tuple[str, ...], length: Ints, document: Ints, start: Ints, end: Ints) -> Pieces:
    every = np.arange(len(documents), dtype=np.int64)
    of = np.concatenate([every, every, document, document])
    borders = np.unique(spans_of(of, np.concatenate([np.zeros_like(length), length, start, end])))
    of, position = borders >> 32, borders & (2**32 - 1)
    opens = np.flatnonzero(of[:-1] == of[1:])
    return Pieces(documents, of[opens], position[opens], position[opens + 1])


def _only(marks: Marks, keep: Bools) -> Marks:
    kept = np.flatnonzero(keep)
    return Marks(
        tuple(marks.done[i] for i in kept.tolist()),
        marks.coder[kept],
        marks.round[kept],
        marks.how[kept],
        marks.first[kept],
        marks.last[kept],
        marks.stamps,
        marks.stamp[kept],
    )
