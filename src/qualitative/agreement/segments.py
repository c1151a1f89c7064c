"""Segments as such: whether two coders cut out the same ones, whatever lies between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.agreement.bootstrap import Sampled
from qualitative.agreement.overlap import Matches, matched_segments
from qualitative.agreement.unitizing import Continuum, Unitized, merged
from qualitative.arrays import Floats, Ints
from qualitative.units import Done

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["continua", "matches_by_document", "sampled_share", "sampled_unitized", "shared_stretches", "without"]

Stretch = tuple[int, int]


def shared_stretches(done: Done, document: str, round: int, coders: Sequence[str]) -> list[Stretch]:
    """The stretches of a document that all `coders` marked done in that round."""
    shared: list[Stretch] | None = None
    for coder in coders:
        own = merged(done.get((coder, document, round), ()))
        shared = own if shared is None else _intersection(shared, own)
    return shared or []


def without(stretches: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """What is left of stretches where others are taken out.

    >>> without([(0, 10), (12, 20)], [(4, 6), (9, 15)])
    [(0, 4), (6, 9), (15, 20)]
    """
    left = merged(stretches)
    for start, end in taken:
        left = [part for a, b in left for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return left


def continua(
    codings: pd.DataFrame, done: Done, coders: Sequence[str], labels: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[Continuum]]:
    """(document of each, the stretches that all coders marked done as continua) with each coder's blind segments by label.

    A segment that touches one that was not blind is left out on both sides: whether the coders agree on it can't be known.
    """
    chosen = codings[codings["coder"].isin(coders) & codings["code"].isin(labels)]
    groups: dict[object, pd.DataFrame] = dict(iter(chosen.groupby(["document", "round"])))
    documents, found = [], []
    for document, round in sorted({(d, r) for c, d, r in done if c in coders}):
        for begin, end in shared_stretches(done, document, round, coders):
            own = groups.get((document, round))
            documents.append(document)
            segments = {} if own is None else _by_label(own, coders, labels, begin, end)
            found.append(Continuum(begin, end, segments))
    return documents, found


def matches_by_document(
    documents: Sequence[str], found: Sequence[Continuum], labels: Sequence[str], threshold: float
) -> dict[str, Floats]:
    """Per label, one row a document: matching segments, those of the reference coder, those of the other."""
    order = {document: i for i, document in enumerate(dict.fromkeys(documents))}
    table = {label: np.zeros((len(order), 3)) for label in labels}
    for document, continuum in zip(documents, found, strict=True):
        for label, (reference, other) in continuum.segments.items():
            pairs = matched_segments(reference, other, threshold)
            table[label][order[document]] += Matches(len(pairs), len(reference), len(other))
    return table


def sampled_share(part: Floats, whole: Floats, weights: Floats) -> Sampled:
    """A share, sum of `part` / sum of `whole` over documents, in the data and in each resample."""
    below = weights @ whole
    below = np.where(below == 0, np.nan, below)
    share = weights @ part / below
    moves = (part - share[:, None] * whole) / below[:, None]
    return Sampled(share, np.zeros_like(share), moves, np.zeros_like(moves), np.eye(len(part)))


def sampled_unitized(parts: Sequence[Unitized], weights: Floats, owner: Ints) -> Sampled:
    """Alpha for unitizing of one code or of several, whose D_o and D_e are added; `owner` is the document of each continuum."""
    each = weights[:, owner]
    moves = [part.moves(each) for part in parts]
    # a document may hold several continua: its row adds them up
    belongs = np.eye(weights.shape[1])[owner].T
    return Sampled(
        1 - np.sum([part.observed(each) for part in parts], axis=0),
        1 - np.sum([part.expected(each) for part in parts], axis=0),
        -np.sum([observed for observed, _ in moves], axis=0),
        -np.sum([expected for _, expected in moves], axis=0),
        belongs,
    )


def _by_label(
    rows: pd.DataFrame, coders: Sequence[str], labels: Mapping[str, Sequence[str]], begin: int, end: int
) -> dict[str, list[list[Stretch]]]:
    found: dict[str, list[list[Stretch]]] = {}
    seen: dict[str, list[Stretch]] = {}
    columns = rows[["coder", "code", "start", "end", "blind"]]
    for coder, code, starts, ends, blind in columns.itertuples(index=False, name=None):
        start, stop = max(starts, begin), min(ends, end)
        for label in labels[code] if start < stop else ():
            own = found.setdefault(label, [[] for _ in coders])
            if blind:
                own[coders.index(coder)].append((start, stop))
            else:
                seen.setdefault(label, []).append((start, stop))
    for label, stretches in seen.items():
        found[label] = [[s for s in own if not _touches(s, stretches)] for own in found[label]]
    return {label: [merged(own) for own in by_coder] for label, by_coder in found.items()}


def _touches(segment: Stretch, others: Sequence[Stretch]) -> bool:
    return any(segment[0] < end and start < segment[1] for start, end in others)


def _intersection(a: Sequence[Stretch], b: Sequence[Stretch]) -> list[Stretch]:
    both = [(max(s, t), min(e, f)) for s, e in a for t, f in b]
    return [(start, end) for start, end in both if start < end]
