"""Unitizing: codings become a table of units, each coded, not coded or missing for each coder.

Every kind of unit is an index: characters are counted one by one, tokens, sentences, turns and documents by their spans. A coding
covers a range of that index, a stretch marked done likewise, so one sweep over the ends of ranges serves them all, and no array has
the length of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools, Floats, Ints
from qualitative.errors import StatisticError, did_you_mean
from qualitative.model import Document
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["UNITS", "Scale", "UnitTable", "scale_of", "unit_table"]

UNITS = ("turn", "sentence", "token", "character", "document", "segment")
MISSING = -1
Cutter = Callable[[str, str], Sequence[tuple[int, int]]]  # (text, language) → spans
Done = Mapping[tuple[str, str, int], Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Scale:
    """The units of one document in order. `fine`: each code point of a span is a unit; otherwise each span is one."""

    starts: Ints
    ends: Ints
    fine: bool

    @property
    def length(self) -> int:
        """How many units there are."""
        return int((self.ends - self.starts).sum()) if self.fine else len(self.starts)

    def touched(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Half-open ranges of the units that `start:end` touch by at least one code point."""
        first, last = np.searchsorted(self.ends, start, "right"), np.searchsorted(self.starts, end, "left")
        return (self._position(start, first), self._position(end, last - 1, 1)) if self.fine else (first, last)

    def within(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Half-open ranges of the units that lie wholly in `start:end`."""
        if self.fine:
            return self.touched(start, end)
        return np.searchsorted(self.starts, start, "left"), np.searchsorted(self.ends, end, "right")

    def _position(self, place: Ints, span: Ints, beyond: int = 0) -> Ints:
        """The units before `place`, which lies in `span` or in the gap beside it."""
        if not len(self.starts):  # no turn of the speakers that are kept
            return np.zeros(len(place), np.int64)
        before = np.concatenate([[0], np.cumsum(self.ends - self.starts)])
        inside = np.clip(span, 0, len(self.starts) - 1)
        offset = np.clip(place, self.starts[inside], self.ends[inside]) - self.starts[inside]
        found = before[inside] + offset
        return np.where(span < 0, 0, np.where(span >= len(self.starts), before[-1], found))


def scale_of(
    document: Document,
    unit: str,
    sentences: Cutter | None = None,
    tokens: Cutter | None = None,
    roles: Collection[str] | None = None,
) -> Scale:
    """The units of a document, none where no speaker has one of `roles`. Labels, timestamps and blank lines are no units; `roles` keeps the turns of some speakers only.

    `sentences` and `tokens` cut the text of one turn, in the language of the document, into spans. Raises StatisticError for an unknown unit.
    """
    turns = [(t.start, t.end) for t in turns_of(document) if roles is None or t.role is None or t.role in roles]
    if unit in ("character", "segment", "turn"):
        spans = turns
    elif unit == "document":
        spans = [(turns[0][0], turns[-1][1])] if turns else []
    elif unit in ("sentence", "token"):
        cut = sentences if unit == "sentence" else tokens
        if cut is None:
            raise StatisticError(f"unit {unit!r} needs a function that cuts a text into {unit}s; give `{unit}s=`")
        spans = [
            (start + a, start + b) for start, end in turns for a, b in cut(document.text[start:end], document.language)
        ]
    else:
        raise StatisticError(f"unit {unit!r} is unknown; {did_you_mean(unit, UNITS)}")
    edges = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Scale(edges[:, 0], edges[:, 1], unit in ("character", "segment"))


@dataclass(frozen=True)
class UnitTable:
    """How often each pattern of answers occurs, by stratum (a document in one round) and label (a code or a branch).

    `patterns[p, c]` is 1 where coder c gave the label, 0 where c marked the unit done without it, -1 where c's answer is missing;
    `counts[s, l, p]` is the number of units.
    """

    unit: str
    coders: tuple[str, ...]
    labels: tuple[str, ...]
    documents: tuple[str, ...]
    rounds: tuple[int, ...]
    patterns: Ints
    counts: Floats

    def only(self, keep: Bools) -> UnitTable:
        """The strata where `keep` holds."""
        chosen = np.flatnonzero(keep)
        return UnitTable(
            self.unit,
            self.coders,
            self.labels,
            tuple(self.documents[i] for i in chosen),
            tuple(self.rounds[i] for i in chosen),
            self.patterns,
            self.counts[chosen],
        )


def unit_table(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    *,
    unit: str,
    coders: Sequence[str],
    labels: Mapping[str, Sequence[str]],
) -> UnitTable:
    """The unit table of `codings` (columns coder, document, round, code, start, end, blind).

    `labels` says under which labels a code counts: itself, its branch, or both. Rounds are kept apart. A unit counts as not coded only
    where the coder marked it done; a unit under a coding that was not blind is missing for that coder and label.
    """
    strata = sorted({(document, round) for coder, document, round in done if coder in coders and document in scales})
    names = tuple(dict.fromkeys(label for members in labels.values() for label in members))
    ranges = _Ranges(strata, names, coders, scales)
    ranges.add_codings(codings, labels)
    ranges.add_done(done)
    patterns, counts = ranges.sweep()
    documents, rounds = zip(*strata, strict=True) if strata else ((), ())
    return UnitTable(unit, tuple(coders), names, documents, rounds, patterns, counts)


class _Ranges:
    """Collects the ranges of codings and of done stretches, then counts patterns of coders in one sweep over their ends."""

    def __init__(
        self,
        strata: list[tuple[str, int]],
        labels: Sequence[str],
        coders: Sequence[str],
        scales: Mapping[str, Scale],
    ) -> None:
        self._strata = {stratum: i for i, stratum in enumerate(strata)}
        self._labels = {label: i for i, label in enumerate(labels)}
        self._coders = {coder: i for i, coder in enumerate(coders)}
        self._scales = scales
        self._done: list[tuple[int, int, int, int]] = []
        none: Ints = np.empty(0, np.int64)
        self._group, self._coder, self._start, self._end = none, none, none, none
        self._blind = np.empty(0, bool)

    def add_codings(self, codings: pd.DataFrame, labels: Mapping[str, Sequence[str]]) -> None:
        """The ranges that codings touch, once for each label of their code."""
        import pandas as pd

        codings = codings[codings["coder"].isin(self._coders) & codings["code"].isin(labels)]
        keys = pd.MultiIndex.from_arrays([codings["document"], codings["round"]])
        stratum: Ints = np.full(len(keys), -1)
        if self._strata:
            stratum = pd.MultiIndex.from_tuples(self._strata, names=["document", "round"]).get_indexer(keys)
        known = stratum >= 0
        codings, stratum = codings[known], stratum[known]
        start, end = self._touched(codings["document"], codings["start"].to_numpy(), codings["end"].to_numpy())
        codes, names = pd.factorize(codings["code"])
        members = [np.array([self._labels[label] for label in labels[name]]) for name in names]
        times = np.array([len(member) for member in members], dtype=np.int64)[codes]
        row = np.repeat(np.arange(len(codes)), times)
        label: Ints = np.concatenate([members[code] for code in codes]) if len(codes) and times.max() > 1 else _single(members, codes)  # fmt: skip
        coder = codings["coder"].map(self._coders).to_numpy().astype(np.int64, copy=False)
        keep = (start < end)[row]
        row, label = row[keep], label[keep]
        self._group = stratum[row] * len(self._labels) + label
        self._coder, self._start, self._end = coder[row], start[row], end[row]
        self._blind = codings["blind"].to_numpy(bool)[row]

    def add_done(self, done: Done) -> None:
        """The units that lie wholly in stretches marked done."""
        for (coder, document, round), stretches in done.items():
            if coder in self._coders and (document, round) in self._strata and stretches:
                edges = np.array(stretches, dtype=np.int64)
                ranges = zip(*self._scales[document].within(edges[:, 0], edges[:, 1]), strict=True)
                place = self._strata[document, round], self._coders[coder]
                self._done += [(*place, int(a), int(b)) for a, b in ranges if a < b]

    def sweep(self) -> tuple[Ints, Floats]:
        """(patterns, counts): the lengths between neighbouring ends, added up by who covers them."""
        m, n_labels = len(self._coders), len(self._labels)
        done = np.array(self._done, dtype=np.int64).reshape(-1, 4)
        groups, index = np.unique(self._group, return_inverse=True)
        # strata without a single coding of a label share the lengths of their stretches marked done
        base = _lengths(done[:, 0], done[:, 1] + m * 2, done[:, 2:], len(self._strata), m)
        own = _copies(done, groups // max(n_labels, 1))
        cover = np.where(self._blind, self._coder, self._coder + m)
        group = np.concatenate([index, own[:, 0]])
        kind = np.concatenate([cover, own[:, 1] + m * 2])
        edges = np.concatenate([np.stack([self._start, self._end], 1).reshape(-1, 2), own[:, 2:]])
        coded = _lengths(group, kind, edges, len(groups), m)
        codes = np.union1d(base.keys, coded.keys)
        counts = np.repeat(base.spread(codes)[:, None, :], n_labels, axis=1)
        counts.reshape(-1, len(codes))[groups] = coded.spread(codes)
        digits = codes[:, None] // 3 ** np.arange(m) % 3
        return np.where(digits == 2, MISSING, digits), counts

    def _touched(self, documents: pd.Series, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        first, last = np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
        for document, rows in (
            documents.reset_index(drop=True).groupby(documents.to_numpy(), sort=False).indices.items()
        ):
            first[rows], last[rows] = self._scales[str(document)].touched(start[rows], end[rows])
        return first, last


@dataclass(frozen=True)
class _Lengths:
    """Lengths by group and pattern, of the patterns that occur."""

    keys: Ints
    table: Floats

    def spread(self, keys: Ints) -> Floats:
        wide = np.zeros((len(self.table), len(keys)))
        wide[:, np.searchsorted(keys, self.keys)] = self.table
        return wide


def _single(members: list[Ints], codes: Ints) -> Ints:
    return np.array([member[0] for member in members], dtype=np.int64)[codes] if members else np.empty(0, np.int64)


def _copies(done: Ints, strata: Ints) -> Ints:
    """The done ranges of each group's stratum, as rows (group, coder, start, end)."""
    done = done[np.argsort(done[:, 0], kind="stable")]
    first, last = np.searchsorted(done[:, 0], strata, "left"), np.searchsorted(done[:, 0], strata, "right")
    times = last - first
    group = np.repeat(np.arange(len(strata)), times)
    row = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times) + np.repeat(first, times)
    return np.column_stack([group, done[row, 1:]])


def _lengths(group: Ints, kind: Ints, edges: Ints, n_groups: int, m: int) -> _Lengths:
    """Sweep over the ends of ranges: kind c covers blindly, m + c openly, 2m + c marks done, for each coder c."""
    # one number sorts by group, then by place: no text has 2^32 units
    place = np.concatenate([group << 32 | edges[:, 0], group << 32 | edges[:, 1]])
    order = np.argsort(place)
    place = place[order]
    length = np.diff(place, append=place[-1:])
    where = place >> 32
    length[:-1][where[1:] != where[:-1]] = 0
    kind, step = np.concatenate([kind, kind])[order], np.where(order < len(group), 1, -1).astype(np.int32)
    # each coder is a digit in base 3: 0 not coded, 1 coded, 2 missing
    pattern = np.zeros(len(place), np.int64)
    for coder in range(m):
        covers, opens, marks = (np.cumsum(np.where(kind == coder + m * k, step, 0)) > 0 for k in range(3))
        pattern += 3**coder * np.where(marks & ~opens, covers, 2)
    keys, index = np.unique(pattern, return_inverse=True)
    table = np.bincount(where * len(keys) + index, weights=length, minlength=n_groups * len(keys))
    return _Lengths(keys, np.asarray(table, np.float64).reshape(n_groups, len(keys)))
