"""The table of codings that count: joined ones as one row, with whom they stand for and by which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools, Ints, Objects
from qualitative.counting.choosing import NOBODY, SEVERAL, Chosen
from qualitative.counting.codings import Numbered
from qualitative.counting.decisions import Decided
from qualitative.counting.joining import joined
from qualitative.counting.lying import lying_in
from qualitative.counting.picking import Picked
from qualitative.counting.pieces import Marks
from qualitative.counting.settled import Settled, alike

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Groups", "Known", "counted_table", "waiting_table"]

OWN = ("settles", "unseen", "doubtful")  # columns that only counting needs


@dataclass(frozen=True)
class Known:
    """All that is known once the rules have spoken: by coding, by piece, by mark; `looked` by code and stamp."""

    codings: Numbered
    piece: Ints
    picks: Picked
    decided: Decided
    settled: Settled
    chosen: Chosen
    marks: Marks
    looked: Bools


@dataclass(frozen=True)
class Groups:
    """The picked codings (`rows`), the group that each belongs to, and the oldest coding of each group."""

    rows: Ints
    leader: Ints
    group: Ints

    @classmethod
    def of(cls, known: Known) -> Groups:
        """The groups by the age of their oldest coding."""
        rows = np.flatnonzero(known.picks.rule > 0)
        numbers = joined(known.codings, rows, known.piece, known.picks.rule == 2)
        _, first, group = np.unique(numbers, return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        return cls(rows, rows[first[order]], place[group.reshape(-1)])

    def across_borders(self, piece: Ints) -> Ints:
        """The oldest codings of the groups whose codings begin in different pieces."""
        differ = piece[self.rows] != piece[self.leader[self.group]]
        found: Ints = self.leader[np.unique(self.group[differ])]
        return found


def waiting_table(table: pd.DataFrame, waiting: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Where codings that count may yet become a part (`code`) of what was split: code, document, start, end."""
    import pandas as pd

    columns = ["code", "document", "start", "end"]
    if not waiting:
        return pd.DataFrame(columns=columns)
    parts = [{part for id in members for part in waiting.get(id, ())} for members in table["members"]]
    listed = pd.Series([sorted(some) for some in parts], index=table.index, dtype=object)
    found = table.assign(code=listed)[columns].explode("code").dropna(subset="code")
    return found.reset_index(drop=True)


def counted_table(known: Known, groups: Groups, passages: pd.DataFrame | None) -> pd.DataFrame:
    """One row a coding that counts, by id; columns as `Counted.table` says."""
    import pandas as pd

    codings, picks = known.codings, known.picks
    rows, leader, group = groups.rows, groups.leader, groups.group
    table = codings.table.iloc[leader].drop(columns=[name for name in OWN if name in codings.table.columns])
    table = table.reset_index(drop=True)
    for name, values, widest in (("start", codings.start, np.minimum), ("end", codings.end, np.maximum)):
        span = values[leader].copy()
        widest.at(span, group, values[rows])
        table[name] = span
    for name, found in lying_in(table, passages).items():
        table[name] = found
    coder = codings.coder[rows]
    table["coders"] = _tuples(np.array(codings.coders.ids, dtype=object), codings.coder[leader], group, coder)
    table["members"] = _tuples(codings.ids, leader, group, rows)
    table["rule"] = picks.rule[leader]
    table["settled_by"] = pd.Series(_settled_by(known, leader), dtype="str")
    given = np.zeros((len(leader), len(codings.coders.ids)), dtype=bool)
    given[group, coder] = True
    for name, holds in (("agreed", _agreed(known, rows, given[group])), ("across", picks.across[rows])):
        table[name] = np.bincount(group[holds], minlength=len(leader)) > 0
    return table


def _tuples(names: Objects, leader: Ints, group: Ints, items: Ints) -> Objects:
    """For each group the names of its items, sorted."""
    made = np.empty(len(leader), dtype=object)
    made[:] = [(name,) for name in names[leader].tolist()]
    size = np.bincount(group, minlength=len(leader))
    several = np.flatnonzero(size[group] > 1)
    several = several[np.argsort(group[several], kind="stable")]
    ends = np.flatnonzero(np.diff(group[several], append=-1)) + 1
    for begin, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=False):
        here = several[begin:end]
        made[group[here[0]]] = tuple(sorted(names[items[here]]))
    return made


def _settled_by(known: Known, rows: Ints) -> Objects:
    found = np.full(len(rows), None, dtype=object)
    picks = known.picks
    first = picks.rule[rows] == 1
    marks = known.settled.at(known.codings.code[rows[first]], picks.home[rows[first]])
    found[first] = [known.marks.done[mark].id for mark in marks.tolist()]
    second = picks.rule[rows] == 2
    found[second] = [known.decided.decisions[act].id for act in known.decided.standing[rows[second]].tolist()]
    return found


def _agreed(known: Known, rows: Ints, given: Bools) -> Bools:
    """Whether a coding counts at the lower end: all who read its piece for its code gave it, where several did."""
    rule, home, code = known.picks.rule[rows], known.picks.home[rows], known.codings.code[rows]
    sure = rule < SEVERAL
    classes, of = alike(known.looked)
    for number, seen in enumerate(classes):
        here = np.flatnonzero((rule == SEVERAL) & (of[code] == number))
        readers = _readers(known, seen)
        alone = ~readers.any(
            axis=1
        )  # nobody looked for it, and yet somebody found it: all who read stand for those who looked
        readers[alone] = known.chosen.counts[alone]
        sure[here] = ~(readers[home[here]] & ~given[here]).any(axis=1)
    # where nobody marked anything done, those who coded there stand for those who read
    for choice, held in ((known.chosen, ~known.picks.across[rows]), (known.picks.beyond, known.picks.across[rows])):
        here = np.flatnonzero((rule == NOBODY) & held)
        sure[here] = ~(choice.counts[home[here]] & ~given[here]).any(axis=1)
    return sure


def _readers(known: Known, seen: Bools) -> Bools:
    """By piece and coder, whether the coder counts there and looked for the codes of one class."""
    marks, chosen = known.marks, known.chosen
    if not len(marks):
        return np.zeros_like(chosen.counts)
    mark = marks.by_piece(marks.order(seen[marks.stamp]), *chosen.counts.shape)
    found: Bools = chosen.counts & (mark >= 0) & (marks.round[mark] == chosen.round)
    return found
