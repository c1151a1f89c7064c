"""Who is chosen in each piece where neither the consensus's done mark nor a decision settles it: rules 3 to 6."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Coders, Numbered
from qualitative.counting.pieces import Marks, Pieces
from qualitative.counting.records import HOW

__all__ = ["Chosen", "chosen_coders"]

FIRST, ONE, SEVERAL, NOBODY = 3, 4, 5, 6


@dataclass(frozen=True)
class Chosen:
    """By piece the rule that holds; by piece and coder the round whose codings count (-1: none), and the mark that speaks for it."""

    rule: Ints
    round: Ints
    mark: Ints

    @cached_property
    def counts(self) -> Bools:
        """Whether the coder's codings count in the piece."""
        return self.round >= 0


def chosen_coders(pieces: Pieces, marks: Marks, codings: Numbered, piece: Ints, last: Ints, made: Bools) -> Chosen:
    """The choice, given the codings that were `made` of codes that are not settled, the piece that each begins in and the `last` one that it touches."""
    coders = codings.coders
    shape = (len(pieces), len(coders.ids))
    begun = _rounds(codings, piece, made, shape)
    mark = marks.by_piece(marks.order(np.ones(len(marks), dtype=bool)), *shape)
    has_person = (begun[:, coders.persons] >= 0).any(axis=1)
    mark[np.ix_(has_person, coders.models)] = -1  # a model's mark never beats what a person coded
    read = np.where(mark >= 0, marks.round[mark] if len(marks) else 0, -1)
    rule, count = _by_marks(marks, mark, coders)
    undone = rule == 0
    rule[undone] = NOBODY
    count[undone] = _unread(codings, begun, piece, last, made, shape)[undone]
    coded = np.where(begun >= 0, begun, _newest(codings, pieces, made, shape))
    rounds = np.where(rule[:, None] == NOBODY, coded, read)
    return Chosen(rule, np.where(count, rounds, -1), np.where(count & (rule[:, None] != NOBODY), mark, -1))


def _by_marks(marks: Marks, mark: Ints, coders: Coders) -> tuple[Ints, Bools]:
    """(rule by piece, 0 where nobody marked it done; whether a coder is chosen)."""
    rule = np.zeros(len(mark), np.int64)
    count = np.zeros(mark.shape, dtype=bool)
    how = np.where(mark >= 0, marks.how[mark] if len(marks) else 0, len(HOW))
    for best in range(len(HOW)):
        for coder in coders.who:
            here = (rule == 0) & (how[:, coder] == best)
            rule[here], count[here, coder] = FIRST, True
    for group in (coders.persons, coders.readers & coders.models):
        read = (mark >= 0) & group
        number = read.sum(axis=1)
        here = (rule == 0) & (number > 0)
        rule[here] = np.where(number[here] == 1, ONE, SEVERAL)
        count[here] = read[here]
    return rule, count


def _unread(
    codings: Numbered,
    begun: Ints,
    piece: Ints,
    last: Ints,
    made: Bools,
    shape: tuple[int, int],
) -> Bools:
    """Who counts in a piece that nobody marked done: the first of `who` that coded in it, else all persons who did, else models."""
    coders = codings.coders
    coded = begun >= 0
    # where no coding begins, those that reach into the piece say who coded in it
    empty = ~coded.any(axis=1)
    coded[empty] = _reaching(codings, piece, last, made, shape)[empty]
    count = np.zeros(shape, dtype=bool)
    left = np.ones(len(count), dtype=bool)
    for group in (~coders.models, coders.models):  # a model never beats a person here either
        for coder in [coder for coder in coders.who if group[coder]]:
            here = left & coded[:, coder]
            count[here, coder], left[here] = True, False
        others = coded & group & coders.readers
        here = left & others.any(axis=1)
        count[here], left[here] = others[here], False
    return count


def _rounds(codings: Numbered, piece: Ints, made: Bools, shape: tuple[int, int]) -> Ints:
    """By piece and coder the newest round of a coding that begins there, else -1."""
    found = np.full(shape, -1, np.int64)
    np.maximum.at(found, (piece[made], codings.coder[made]), codings.round[made])
    return found


def _reaching(codings: Numbered, piece: Ints, last: Ints, made: Bools, shape: tuple[int, int]) -> Bools:
    """By piece and coder, whether a coding that begins earlier reaches into the piece."""
    steps = np.zeros((shape[0] + 1, shape[1]), np.int64)
    rows = np.flatnonzero(made & (last > piece))
    np.add.at(steps, (piece[rows] + 1, codings.coder[rows]), 1)
    np.add.at(steps, (last[rows] + 1, codings.coder[rows]), -1)
    return np.cumsum(steps[:-1], axis=0) > 0


def _newest(codings: Numbered, pieces: Pieces, made: Bools, shape: tuple[int, int]) -> Ints:
    """By piece and coder the newest round in the whole document."""
    found = np.full((len(pieces.documents), shape[1]), -1, np.int64)
    np.maximum.at(found, (codings.document[made], codings.coder[made]), codings.round[made])
    return found[pieces.document]
