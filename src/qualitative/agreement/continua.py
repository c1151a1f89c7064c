"""The alphas for unitized continua of 2016: do coders cut the same segments out of a text, and give them the same values?

Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua: further developments.
Quality & Quantity 50(6), 2347-2364. Four coefficients, from the lengths on which segments of different coders meet:

- u-alpha (eq. 5): of all segments and the gaps between them, which segments there are and what value they have;
- |u-alpha (eq. 6): of what was taken to matter at all, whatever its value, against the gaps;
- cu-alpha (eq. 11): of the values, where both coders cut something out;
- (k)u-alpha (eq. 13b): of one value, there.

Segments of one coder exclude each other. In what could be expected by chance no segment is paired with itself; a gap has no structure, so that
only each of its characters is not. Documents are laid end to end, and no segment reaches from one into the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qualitative.agreement.bootstrap import Sampled
from qualitative.agreement.chance import Terms
from qualitative.agreement.reasons import refusal
from qualitative.agreement.unitizing import Continuum
from qualitative.arrays import Floats, Ints

__all__ = ["FAMILY", "Coincidences", "coincidences", "sampled_coincidences"]

STEP = 1e-5  # of a document: its difference gives the slope
GAP = -1


@dataclass(frozen=True)
class Coincidences:
    """Sums by document (rows) and value (columns), over pairs of coders divided by m - 1.

    `length` is m L; `gaps` what is gap, `gaps_met` where gaps meet gaps. `given` is what has the value, `met` where it meets itself, `squares`
    the sum of squared lengths of its segments; `paired` is what meets any value, and `paired_squares` the sum of squares of how much of a
    segment does.
    """

    values: tuple[str, ...]
    length: Floats
    gaps: Floats
    gaps_met: Floats
    given: Floats
    met: Floats
    squares: Floats
    paired: Floats
    paired_squares: Floats

    def unitizing(self, w: Floats) -> Terms:
        """u-alpha: 1 - D_o and 1 - D_e."""
        total, gaps, given = w @ self.length, w @ self.gaps, w @ self.given
        alike = w @ self.gaps_met + (w @ self.met).sum(-1)
        own = gaps + (w @ self.squares).sum(-1)
        return Terms(alike / total, (gaps**2 + (given**2).sum(-1) - own) / (total**2 - own))

    def relevance(self, w: Floats) -> Terms:
        """|u-alpha."""
        total, gaps = w @ self.length, w @ self.gaps
        own = gaps + (w @ self.squares).sum(-1)
        return Terms(1 - (gaps - w @ self.gaps_met) / total, 1 - gaps * (total - gaps) / (total**2 - own))

    def coding(self, w: Floats) -> Terms:
        """cu-alpha."""
        paired, own = w @ self.paired, (w @ self.paired_squares).sum(-1)
        total = paired.sum(-1)
        return Terms((w @ self.met).sum(-1) / total, ((paired**2).sum(-1) - own) / (total**2 - own))

    def of_value(self, value: str) -> Callable[[Floats], Terms]:
        """(k)u-alpha of one value."""
        k = self.values.index(value)

        def terms(w: Floats) -> Terms:
            paired, own = w @ self.paired, w @ self.paired_squares[:, k]
            total, mine = paired.sum(-1), paired[..., k]
            return Terms((w @ self.met[:, k]) / mine, 1 - mine * (total - mine) / (mine * total - own))

        return terms

    def coverage(self, value: str | None = None) -> float:
        """The share of the continuum (None), or of what has the value, on which cu-alpha or (k)u-alpha rests: where it meets a value."""
        if value is None:
            return float(self.paired.sum() / self.length.sum())
        k = self.values.index(value)
        given = self.given[:, k].sum()
        return float(self.paired[:, k].sum() / given) if given else 0.0


FAMILY = ("u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha")


def coincidences(
    continua: Sequence[Continuum], owner: Ints, documents: int, coders: int, values: Sequence[str]
) -> Coincidences:
    """The sums of `values` in the continua of so many coders; `owner` is the document of each.

    Raises StatisticError where a coder gave two of the values to the same words.
    """
    shape = (documents, len(values))
    found = Coincidences(tuple(values), *(np.zeros(documents) for _ in range(3)), *(np.zeros(shape) for _ in range(5)))
    for continuum, d in zip(continua, owner, strict=True):
        segments = [_exclusive(continuum, coder, values) for coder in range(coders)]
        _add(found, int(d), continuum, segments)
    return found


def _exclusive(continuum: Continuum, coder: int, values: Sequence[str]) -> Ints:
    """The segments of a coder in order: rows (start, end, value). Raises StatisticError where two overlap."""
    rows = sorted(
        (start, end, k)
        for k, value in enumerate(values)
        if value in continuum.segments
        for start, end in continuum.segments[value][coder]
    )
    for (_, end, first), (start, _, second) in pairwise(rows):
        if start < end:
            raise refusal("same-words", one=values[first], other=values[second])
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _add(found: Coincidences, d: int, continuum: Continuum, segments: Sequence[Ints]) -> None:
    """Add one continuum to the sums of document d: between two neighbouring ends every coder has one value, or a gap."""
    m = len(segments)
    ends = [continuum.begin, continuum.end, *(int(one) for rows in segments for one in rows[:, :2].ravel())]
    edges = np.unique(np.array(ends))
    length = np.diff(edges).astype(float)
    value = np.stack([_values_at(rows, edges[:-1]) for rows in segments])
    gaps = (value == GAP).sum(0)
    found.length[d] += m * length.sum()
    found.gaps[d] += length @ gaps
    found.gaps_met[d] += length @ (gaps * (gaps - 1)) / (m - 1)
    for k in np.unique(value[value != GAP]):
        have = (value == k).sum(0)
        found.given[d, k] += length @ have
        found.met[d, k] += length @ (have * (have - 1)) / (m - 1)
        found.paired[d, k] += length @ (have * (m - gaps - 1)) / (m - 1)
    for coder, rows in enumerate(segments):
        # how much of a segment others cut out, by each of them
        covered = np.cumsum(np.concatenate([np.zeros((m, 1)), (value != GAP) * length], axis=1), axis=1)
        inside = covered[:, np.searchsorted(edges, rows[:, 1])] - covered[:, np.searchsorted(edges, rows[:, 0])]
        others = np.delete(inside, coder, axis=0)
        np.add.at(found.squares[d], rows[:, 2], ((rows[:, 1] - rows[:, 0]) ** 2).astype(float))
        np.add.at(found.paired_squares[d], rows[:, 2], (others**2).sum(0) / (m - 1))


def _values_at(rows: Ints, places: Ints) -> Ints:
    """The value that one coder gave at each place; GAP where none."""
    if not len(rows):
        return np.full(len(places), GAP)
    at = np.searchsorted(rows[:, 0], places, "right") - 1
    inside = (at >= 0) & (places < rows[np.maximum(at, 0), 1])
    found: Ints = np.where(inside, rows[np.maximum(at, 0), 2], GAP)
    return found


def sampled_coincidences(terms: Callable[[Floats], Terms], weights: Floats) -> Sampled:
    """Observed and expected agreement in the data and in each resample, and by how much each document moves them (differences)."""
    here = terms(weights)
    documents = weights.shape[1]
    observed, expected = np.zeros(weights.shape), np.zeros(weights.shape)
    for d in range(documents):
        step = np.zeros(documents)
        step[d] = STEP
        more, less = terms(weights + step), terms(weights - step)
        observed[:, d] = (more.observed - less.observed) / (2 * STEP)
        expected[:, d] = (more.expected - less.expected) / (2 * STEP)
    return Sampled(here.observed, here.expected, observed, expected, np.eye(documents))
