"""Where a done mark of the consensus settles a piece, and for which codes: those that were looked for when it was marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Coders
from qualitative.counting.pieces import Marks
from qualitative.counting.records import HOW

__all__ = ["Settled", "alike", "settled_pieces"]


@dataclass(frozen=True)
class Settled:
    """By class of codes and piece the mark that settles it, else -1. Codes of one class were looked for under the same stamps.

    `any` is by piece the mark that settles it for the codes of its version, whichever these are.
    """

    mark: Ints
    of: Ints  # the class of each code
    any: Ints

    def at(self, code: Ints, piece: Ints) -> Ints:
        """The mark that settles the code in the piece; -1 where there is none, and for no code or piece."""
        found = self.mark[self.of[code], piece] if len(self.of) else np.full(len(code), -1, np.int64)
        return np.where((code < 0) | (piece < 0), -1, found)


def settled_pieces(pieces: int, marks: Marks, looked: Bools, coders: Coders, blocked: Bools) -> Settled:
    """`looked` says by code and stamp whether it was looked for; `blocked`, in which pieces a person coded what nobody decided on.

    A consensus that is a model settles nothing there: its mark does not beat a person's coding.
    """
    office = (marks.coder == coders.consensus) & (marks.how < HOW.index("stopped"))
    stamps = np.unique(marks.stamp[office])
    classes, of = alike(looked[:, stamps])
    found = np.full((len(classes) + 1, pieces), -1, np.int64)
    for number, seen in enumerate([*classes, np.ones(len(stamps), dtype=bool)]):
        keep = office & np.isin(marks.stamp, stamps[seen])
        if keep.any():
            order = marks.order(keep, by_round=False)
            found[number] = marks.by_piece(order, pieces, len(coders.ids))[:, coders.consensus]
    if coders.consensus >= 0 and coders.models[coders.consensus]:
        found[:, blocked] = -1
    return Settled(found[:-1], of, found[-1])


def alike(looked: Bools) -> tuple[Bools, Ints]:
    """(the different rows, which of them each row is)."""
    if not len(looked):
        return looked, np.empty(0, np.int64)
    classes, of = np.unique(looked, axis=0, return_inverse=True)
    return classes, of.reshape(-1)
