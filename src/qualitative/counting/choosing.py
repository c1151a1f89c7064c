"""Who is chosen in each piece where neither the consensus's done mark nor a decision settles it: rules 3 to 6."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Coders, Numbered
from qualitative.counting.pieces import Marks, Pieces
from qualitative.counting.records import HOW
from qualitative.counting.settled import Settled

__all__ = ["Chosen", "chosen_coders", "with_those_that_reach_in"]

FIRST, ONE, SEVERAL, NOBODY = 3, 4, 5, 6


@dataclass(frozen=True)
class Chosen:
    """By piece the rule that holds; by piece and coder the round whose codings count (-1: none), the mark that speaks for it, and
    the newest round of a coding that begins there."""

    rule: Ints
    round: Ints
    mark: Ints
    begun: Ints

    @cached_property
    def counts(self) -> Bools:
        """Whether the coder's codings count in the piece."""
        return self.round >= 0


def chosen_coders(pieces: Pieces, marks: Marks, codings: Numbered, piece: Ints, made: Bools) -> Chosen:
    """The choice, given the codings that were `made` of codes that are not settled, and the piece that each begins in."""
    coders = codings.coders
    shape = (len(pieces), len(coders.ids))
    begun = np.full(shape, -1, np.int64)
    np.maximum.at(begun, (piece[made], codings.coder[made]), codings.round[made])
    mark = marks.by_piece(marks.order(np.ones(len(marks), dtype=bool)), *shape)
    has_person = (begun[:, coders.persons] >= 0).any(axis=1)
    mark[np.ix_(has_person, coders.models)] = -1  # a model's mark never beats what a person coded
    read = np.where(mark >= 0, marks.round[mark] if len(marks) else 0, -1)
    rule, count = _by_marks(marks, mark, coders)
    undone = rule == 0
    rule[undone] = NOBODY
    count[undone] = _preferred(begun[undone] >= 0, coders)
    rounds = np.where(undone[:, None], begun, read)
    return Chosen(rule, np.where(count, rounds, -1), np.where(count & ~undone[:, None], mark, -1), begun)


def with_those_that_reach_in(
    chosen: Chosen, codings: Numbered, piece: Ints, last: Ints, left: Bools, settled: Settled
) -> Chosen:
    """The choice for codings that no piece has picked so far: where nobody marked a piece done, those of them that reach into it are taken
    as if they began there."""
    rows = np.flatnonzero(left & (last > piece))
    count = last[rows] - piece[rows]
    row = np.repeat(rows, count)
    into = piece[row] + 1 + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    open = (chosen.rule[into] == NOBODY) & (settled.at(codings.code[row], into) < 0)
    rounds = chosen.begun.copy()
    np.maximum.at(rounds, (into[open], codings.coder[row[open]]), codings.round[row[open]])
    there = np.unique(into[open])
    found = chosen.round.copy()
    found[there] = np.where(_preferred(rounds[there] >= 0, codings.coders), rounds[there], -1)
    return replace(chosen, round=found)


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


def _preferred(coded: Bools, coders: Coders) -> Bools:
    """Who counts of those who coded a piece that nobody marked done: the first of `who`, else all persons, else models."""
    count = np.zeros(coded.shape, dtype=bool)
    left = np.ones(len(count), dtype=bool)
    for group in (~coders.models, coders.models):  # a model never beats a person here either
        for coder in [coder for coder in coders.who if group[coder]]:
            here = left & coded[:, coder]
            count[here, coder], left[here] = True, False
        others = coded & group & coders.readers
        here = left & others.any(axis=1)
        count[here], left[here] = others[here], False
    return count
