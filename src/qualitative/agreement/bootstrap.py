"""Intervals by resampling whole documents, because the sentences of one interview are not independent.

Each resample draws as many documents as there are, with replacement, and its coefficient is measured in its own standard errors (the
studentised bootstrap: Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application, pp. 194-195; Field, C. A., & Welsh, A. H.
(2007). Bootstrapping clustered data. Journal of the Royal Statistical Society B 69(3), 369-390). The plain percentile form covers too seldom
with the numbers of documents that qualitative studies have: `benchmarks/agreement_coverage.py` shows both beside the naive one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qualitative.agreement.chance import TOLERANCE, Terms, beyond_chance
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.agreement.variance import Interval
from qualitative.arrays import Floats, Ints

__all__ = [
    "MIN_DOCUMENTS",
    "MIN_WITH_CODE",
    "RESAMPLES",
    "Resampled",
    "Sampled",
    "document_weights",
    "enough_documents",
    "percentile_interval",
    "pooled",
    "studentised_interval",
]

RESAMPLES = 1000
# measured by benchmarks/agreement_coverage.py for intervals at 95 %: with 12 documents and more, 93-96 % hold the true kappa (the plain
# percentile form 86-94 %, the naive one 57-63 %); with 4 to 10 documents 84-94 %; where the code occurs in fewer than 6 documents, 91 %
MIN_DOCUMENTS = 12
MIN_WITH_CODE = 6
STEP = 1e-4  # of a unit table's size: small against any count that matters, large against rounding
DEFINED = 0.95  # of the resamples must define the coefficient, or their spread speaks for a part of them only


@dataclass(frozen=True)
class Sampled:
    """Observed and expected agreement in the data (row 0) and in each resample, and how they follow what the documents hold.

    One more of pattern p moves them by `slope_observed[b, p]` and `slope_expected[b, p]`; document d holds `counts[d, p]` of it.
    """

    observed: Floats
    expected: Floats
    slope_observed: Floats
    slope_expected: Floats
    counts: Floats

    @property
    def values(self) -> Floats:
        """The coefficient in the data, then in each resample; NaN where undefined."""
        return beyond_chance(Terms(self.observed, self.expected))

    def errors(self, weights: Floats) -> Floats:
        """Its standard error in each: sqrt(D / (D - 1) sum_d w_d z_d^2), z_d being what document d adds to the coefficient."""
        room = 1 - self.expected
        room = np.where(room <= TOLERANCE, np.nan, room)[:, None]
        # derivative of 1 - (1 - observed) / (1 - expected)
        slope = self.slope_observed / room - (1 - self.observed[:, None]) / room**2 * self.slope_expected
        z = slope @ self.counts.T
        n = weights.shape[1]
        found: Floats = np.sqrt(n / (n - 1) * np.einsum("bd,bd,bd->b", weights, z, z))
        return found


def document_weights(documents: int, resamples: int = RESAMPLES, seed: int = 0) -> Floats:
    """How often each document is drawn: row 0 is the data, each once; then one row a resample, adding up to `documents`."""
    alike = np.full(documents, 1 / max(documents, 1))
    drawn = np.random.default_rng(seed).multinomial(documents, alike, size=resamples)
    return np.concatenate([np.ones((1, documents)), drawn])


class Resampled:
    """One label's unit table in the data and in each resample, and a little around each: what every coefficient is computed from.

    `counts[d, p]` says how often document d shows the answers `patterns[p]`.
    """

    def __init__(self, patterns: Ints, counts: Floats, weights: Floats) -> None:
        totals = weights @ counts
        # a table a little fuller and one a little emptier for each pattern: their difference is the slope
        shifts = np.eye(len(patterns))[:, None, :] * STEP * np.maximum(totals.sum(1), 1)[:, None]
        around = np.stack([totals + shifts, np.maximum(totals - shifts, 0)])
        self.counts = counts
        self.here = Ratings(patterns, (0, 1), totals)
        self.near = Ratings(patterns, (0, 1), around)
        self.width = np.diagonal(around[0] - around[1], axis1=0, axis2=2)

    def terms(self, terms: Callable[[Ratings], Terms]) -> Sampled:
        """A coefficient's terms; by how much a document moves them follows from differences, so that it needs nothing but its formula."""
        found, near = terms(self.here), terms(self.near)
        observed, expected = ((each[0] - each[1]).T / self.width for each in (near.observed, near.expected))
        return Sampled(found.observed, found.expected, observed, expected, self.counts)


def pooled(parts: Sequence[Sampled]) -> Sampled:
    """Observed and expected agreement averaged over codes before they are compared.

    De Vries, H., Elliott, M. N., Kanouse, D. E., & Teleki, S. S. (2008). Using pooled kappa to summarize interrater agreement across many
    items. Field Methods 20(3), 272-282; p. 275.
    """
    n = len(parts)
    return Sampled(
        np.sum([part.observed for part in parts], axis=0) / n,
        np.sum([part.expected for part in parts], axis=0) / n,
        np.concatenate([part.slope_observed for part in parts], axis=1) / n,
        np.concatenate([part.slope_expected for part in parts], axis=1) / n,
        np.concatenate([part.counts for part in parts], axis=1),
    )


def enough_documents(documents: int, with_code: int) -> None:
    """May there be an interval? Raises StatisticError with the reason that simulation gives."""
    if documents < MIN_DOCUMENTS:
        raise refusal("few-documents", n=documents, least=MIN_DOCUMENTS)
    if with_code < MIN_WITH_CODE:
        raise refusal("few-with-code", n=with_code, least=MIN_WITH_CODE)


def studentised_interval(samples: Sampled, weights: Floats, level: float = 0.95, lowest: float = -1.0) -> Interval:
    """theta - q_high se, theta - q_low se, with q the quantiles of (theta_b - theta) / se_b; cut at `lowest` and 1."""
    values, errors = samples.values, samples.errors(weights)
    _spreads(values, errors)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (values[1:] - values[0]) / errors[1:]
    low, high = np.quantile(t[np.isfinite(t)], [(1 - level) / 2, (1 + level) / 2])
    found = Interval(float(values[0] - high * errors[0]), float(values[0] - low * errors[0]))
    if found.low <= lowest and found.high >= 1:
        raise refusal("whole-scale")
    return Interval(max(lowest, found.low), min(1.0, found.high))


def percentile_interval(samples: Sampled, level: float = 0.95) -> Interval:
    """The quantiles of the resampled coefficients themselves; kept to show why the studentised form is used."""
    values = samples.values
    _spreads(values, np.ones_like(values))
    low, high = np.nanquantile(values[1:], [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def _spreads(values: Floats, errors: Floats) -> None:
    """May there be an interval? Only where the resamples define the coefficient and differ."""
    usable = np.isfinite(values[1:]) & (errors[1:] > 0)
    if not errors[0] > TOLERANCE or np.nanmax(values[1:]) - np.nanmin(values[1:]) < TOLERANCE:
        raise refusal("no-spread")
    if usable.mean() < DEFINED:
        raise refusal("few-resamples", share=f"{usable.mean():.0%}")
