"""Codings that begin where others' codings count and reach into a piece where their own coder's do: no side would choose them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.choosing import Chosen
from qualitative.counting.codings import Numbered, spans_of
from qualitative.counting.ranges import first_over
from qualitative.counting.settled import Settled

__all__ = ["Crossing", "crossing"]


@dataclass(frozen=True)
class Crossing:
    """By coding the piece in which its coder counts (-1: none), and the picked coding that counts in its place (-1: none)."""

    home: Ints
    instead: Ints


def crossing(
    codings: Numbered,
    piece: Ints,
    last: Ints,
    left: Bools,
    picked: Bools,
    chosen: Chosen,
    settled: Settled,
) -> Crossing:
    """Of the codings that are `left`, neither picked nor settled by a decision, those that have a home beyond the border that they cross.

    Where the consensus settled their code, only the consensus is at home.
    """
    home = np.full(len(codings), -1, np.int64)
    rows = np.flatnonzero(left & (last > piece))
    alike = settled.of[codings.code[rows]]
    for number in np.unique(alike).tolist():
        here, is_settled = rows[alike == number], settled.mark[number] >= 0
        office = here[codings.coder[here] == codings.coders.consensus]
        home[office] = _in_settled(is_settled, piece[office], last[office])
        others = here[home[here] < 0]
        home[others] = _in_chosen(codings, others, piece, last, chosen, ~is_settled)
    instead = np.full(len(codings), -1, np.int64)
    rows, taken = np.flatnonzero(home >= 0), np.flatnonzero(picked)
    starts, ends = spans_of(codings.group, codings.start), spans_of(codings.group, codings.end)
    found = first_over(starts[taken], ends[taken], starts[rows], ends[rows])
    instead[rows[found >= 0]] = taken[found[found >= 0]]
    return Crossing(home, instead)


def _in_settled(settled: Bools, piece: Ints, last: Ints) -> Ints:
    where = np.flatnonzero(settled)
    return _first_within(where, where, piece, last)


def _in_chosen(codings: Numbered, rows: Ints, piece: Ints, last: Ints, chosen: Chosen, free: Bools) -> Ints:
    """The first later piece in which the codings of that coder and round count."""
    where, who = np.nonzero(chosen.counts & free[:, None])
    rounds = np.unique(np.concatenate([codings.round[rows], chosen.round[where, who]]))

    def line(coder: Ints, round: Ints) -> Ints:
        return (coder * len(rounds) + np.searchsorted(rounds, round)) * len(free)

    keys = line(who, chosen.round[where, who]) + where
    order = np.argsort(keys)
    base = line(codings.coder[rows], codings.round[rows])
    return _first_within(keys[order], where[order], base + piece[rows], base + last[rows])


def _first_within(keys: Ints, values: Ints, low: Ints, high: Ints) -> Ints:
    """For each pair the value of the first key in `low < key <= high`, else -1."""
    at = np.searchsorted(keys, low, "right")
    inside = at < np.searchsorted(keys, high, "right")
    found = np.full(len(low), -1, np.int64)
    found[inside] = values[at[inside]]
    return found
