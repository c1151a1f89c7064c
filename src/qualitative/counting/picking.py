"""Which codings are picked by which rule, and why each of the others is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.choosing import Chosen, with_those_that_reach_in
from qualitative.counting.codings import Numbered
from qualitative.counting.crossing import crossing
from qualitative.counting.decisions import Decided
from qualitative.counting.records import CountRules
from qualitative.counting.settled import Settled

__all__ = ["REASONS", "Picked", "excluded", "picked"]

REASONS = (
    "", "no-document", "no-code", "unseen", "doubtful", "pilot", "model", "settled", "other-coder", "other-round",
    "loose-consensus", "counted-once",
)  # fmt: skip
_NUMBER = {reason: number for number, reason in enumerate(REASONS)}


@dataclass(frozen=True)
class Picked:
    """By coding the rule that picked it (0: none), the piece in which its coder counts, and else the reason (its number in REASONS).

    `beyond` is the choice by which those that lie `across` a border were picked."""

    rule: Ints
    home: Ints
    across: Bools
    reason: Ints
    instead: Ints
    beyond: Chosen


def excluded(codings: Numbered, rules: CountRules) -> Ints:
    """The reason why a coding can't count anywhere, 0 where it can."""
    reason = np.zeros(len(codings), np.int64)
    tests = {
        "no-document": codings.document < 0,
        "no-code": codings.code < 0,
        "unseen": codings.flag("unseen"),
        "doubtful": codings.flag("doubtful"),
        "pilot": np.isin(codings.round, sorted(rules.pilot)),
        "model": ~codings.coders.counting[codings.coder] if len(codings) else np.zeros(0, dtype=bool),
    }
    for name, holds in tests.items():
        reason[holds & (reason == 0)] = _NUMBER[name]
    return reason


def picked(
    codings: Numbered,
    piece: Ints,
    last: Ints,
    reason: Ints,
    act: Decided,
    settled: Settled,
    chosen: Chosen,
) -> Picked:
    """The rules in their order, then what no side of a border chose."""
    may = reason == 0
    office = codings.coder == codings.coders.consensus
    in_settled = may & (settled.at(codings.code, piece) >= 0)
    rule = np.where(in_settled & office, 1, 0)
    by_decision = may & ~in_settled & (act.standing >= 0)
    rule[by_decision] = 2
    in_play = np.flatnonzero(may & ~in_settled & ~act.concerned)
    wanted = chosen.round[piece[in_play], codings.coder[in_play]]
    taken = in_play[wanted == codings.round[in_play]]
    rule[taken] = chosen.rule[piece[taken]]
    left = may & ~act.settled & (rule == 0)
    beyond = with_those_that_reach_in(chosen, codings, piece, last, left, settled)
    found = crossing(codings, piece, last, left, rule > 0, beyond, settled)
    across = (found.home >= 0) & (found.instead < 0)
    rule[across] = np.where(_is_settled(settled, codings, found.home, across), 1, chosen.rule[found.home[across]])
    home = np.where(across, found.home, piece)
    why = reason.copy()
    why[in_settled | (may & act.settled)] = _NUMBER["settled"]
    why[in_play] = np.where(wanted >= 0, _NUMBER["other-round"], _NUMBER["other-coder"])
    why[in_play[(wanted < 0) & office[in_play]]] = _NUMBER["loose-consensus"]
    why[found.instead >= 0] = _NUMBER["counted-once"]
    why[rule > 0] = 0
    return Picked(rule, home, across, why, found.instead, beyond)


def _is_settled(settled: Settled, codings: Numbered, home: Ints, rows: Bools) -> Bools:
    return settled.at(codings.code[rows], home[rows]) >= 0
