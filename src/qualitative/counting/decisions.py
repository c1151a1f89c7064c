"""What decisions settle: the codings that they name, and those of the same code that directly overlap these and are older.

Where several decisions concern a coding, the newest has the last word: the coding stands if that one left it, and is settled if not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.codings import Coders, Numbered, spans_of
from qualitative.counting.ranges import newest_over
from qualitative.counting.records import CountRules, Decision

__all__ = ["Decided", "decided"]

SETTLES = ("accept", "adjudicate", "reject", "retire")  # placing words, or a part of a split code, settles nothing


@dataclass(frozen=True)
class Decided:
    """By coding: whether a decision settled it, and the number of the decision that left it standing (-1: none)."""

    decisions: tuple[Decision, ...]
    settled: Bools
    standing: Ints
    newer: Bools  # overlaps what was decided for its code, and is newer than that

    @property
    def concerned(self) -> Bools:
        """Whether a decision concerns the coding at all."""
        return self.settled | (self.standing >= 0)


def decided(codings: Numbered, decisions: Iterable[Decision], coders: Coders, rules: CountRules) -> Decided:
    """What the decisions of those who count left of the codings, in whatever round they were recorded: pilot codings count nowhere anyway."""
    results = dict(_results(codings, coders, rules))
    acts = [act for act in decisions if act.verdict in SETTLES and act.of]
    numbers = coders.numbers((act.coder for act in acts), "a decision")
    acts = [act for act, number in zip(acts, numbers.tolist(), strict=True) if coders.counting[number]]
    acts += list(_unrecorded(codings, results, acts, rules))
    acts.sort(key=lambda act: act.id)
    named, by = _named(codings, acts)
    accepts = np.array([act.verdict == "accept" for act in acts], dtype=bool)
    kept = np.full(len(codings), -1, np.int64)
    np.maximum.at(kept, named[accepts[by]], by[accepts[by]])
    for row, number in _whose(codings, results, acts):
        kept[row] = max(kept[row], number)
    gone = np.full(len(codings), -1, np.int64)
    np.maximum.at(gone, named[~accepts[by]], by[~accepts[by]])
    over = _overlapping(codings, named, by, len(acts))
    older = np.searchsorted(codings.ids, np.array([act.id for act in acts], dtype=object)) if acts else np.empty(0, int)
    is_older = np.zeros(len(codings), dtype=bool)
    touched = over >= 0
    is_older[touched] = np.flatnonzero(touched) < older[over[touched]]
    last = np.maximum(gone, np.where(is_older, over, -1))
    standing = np.where((kept >= 0) & (kept >= last), kept, -1)
    settled = (last >= 0) & (standing < 0)
    return Decided(tuple(acts), settled, standing, touched & ~is_older & ~settled & (standing < 0))


def _results(codings: Numbered, coders: Coders, rules: CountRules) -> Iterator[tuple[int, frozenset[str]]]:
    """The consensus's codings that settle others."""
    if coders.consensus < 0 or not coders.counting[coders.consensus] or "settles" not in codings.table.columns:
        return
    settles = codings.table["settles"].to_numpy(object)
    for row in np.flatnonzero((codings.coder == coders.consensus) & ~np.isin(codings.round, sorted(rules.pilot))):
        if len(settles[row]):
            yield int(row), frozenset(settles[row])


def _unrecorded(
    codings: Numbered, results: dict[int, frozenset[str]], acts: list[Decision], rules: CountRules
) -> Iterator[Decision]:
    """A decision for codings of the consensus that settle others without one: they were written, and what should follow was not."""
    decided = {row for row, _ in _whose(codings, results, acts)}
    alone: dict[frozenset[str], list[str]] = defaultdict(list)
    for row, settles in results.items():
        if row not in decided:
            alone[settles].append(codings.ids[row])
    for settles, ids in alone.items():
        yield Decision(max(ids), rules.consensus, "adjudicate", tuple(sorted(settles)))


def _whose(codings: Numbered, results: dict[int, frozenset[str]], acts: list[Decision]) -> Iterator[tuple[int, int]]:
    """(coding of the consensus, the decision that it belongs to): the first one after it on what it settles."""
    about: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, act in sorted(enumerate(acts), key=lambda each: each[1].id):
        if act.verdict == "adjudicate":
            for id in act.of:
                about[id].append((act.id, number))
    for row, settles in results.items():
        here = (codings.ids[row], -1)  # an unrecorded decision has the id of its coding
        found = [(about[id], bisect_right(about[id], here)) for id in settles if id in about]
        after = [acts_on[at] for acts_on, at in found if at < len(acts_on)]
        if after:
            yield row, min(after)[1]


def _named(codings: Numbered, acts: list[Decision]) -> tuple[Ints, Ints]:
    """(row of a named coding that still stands, number of the decision), pair by pair."""
    import pandas as pd

    names = [id for act in acts for id in act.of]
    by = np.repeat(np.arange(len(acts)), [len(act.of) for act in acts])
    rows = pd.Index(codings.ids).get_indexer(pd.Index(names, dtype=object))
    return rows[rows >= 0].astype(np.int64), by[rows >= 0]


def _overlapping(codings: Numbered, named: Ints, by: Ints, acts: int) -> Ints:
    """By coding the newest decision that names one of the same code that overlaps it, else -1."""
    known = (codings.document >= 0) & (codings.code >= 0)
    keep = known[named]
    named, by = named[keep], by[keep]
    found = np.full(len(codings), -1, np.int64)
    if len(named):
        starts, ends = spans_of(codings.group, codings.start), spans_of(codings.group, codings.end)
        rows = np.flatnonzero(known)
        found[rows] = newest_over(starts[named], ends[named], by, starts[rows], ends[rows])
    return found
