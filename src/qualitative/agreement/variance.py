"""Analytic intervals: the coefficient as a mean over units, linearised, with units taken as independent.

Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., ch. 5 (for alpha: pp. 141-143); Gwet (2008), as in `gwet`. Units of running
text are not independent, so these intervals are for units that are: documents, or items drawn one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from qualitative.agreement import brennan_prediger, conger, fleiss, gwet, krippendorff
from qualitative.agreement.chance import TOLERANCE, Terms, beyond_chance
from qualitative.agreement.distances import nominal
from qualitative.agreement.ratings import Ratings
from qualitative.errors import StatisticError, did_you_mean

__all__ = ["ANALYTIC", "Interval", "analytic_interval", "influence", "standard_error"]

_PARTS = {"kappa": conger, "fleiss": fleiss, "pi": fleiss, "brennan_prediger": brennan_prediger, "ac1": gwet}
ANALYTIC = ("percent", *_PARTS, "alpha")


class Interval(NamedTuple):
    """Both ends of an interval."""

    low: float
    high: float


def influence(ratings: Ratings, name: str) -> np.ndarray:
    """kappa*_u: one value a unit, whose mean is the coefficient and whose spread gives its variance (Gwet 2014, p. 139)."""
    if name == "alpha":
        return _alpha_influence(ratings)
    if name == "percent":
        none = np.zeros(len(ratings.values))
        return _linearised(ratings, Terms(ratings.observed, np.float64(0)), none)
    if name not in _PARTS:
        raise StatisticError(f"no analytic interval is known for {name!r}; {did_you_mean(name, ANALYTIC)}")
    part = _PARTS[name]
    return _linearised(ratings, part.terms(ratings), part.unit_chance(ratings))


def standard_error(ratings: Ratings, name: str) -> float:
    """The square root of sum_u w_u (kappa*_u - kappa)^2 / (n (n - 1)), n counting all units with an answer (for alpha: with two)."""
    x = influence(ratings, name)
    w = ratings.weights * ((ratings.answers >= 2) if name == "alpha" else (ratings.answers >= 1))
    n = w.sum()
    if n < 2:
        raise StatisticError(f"a variance needs two units with answers; there is {n:g}")
    return float(np.sqrt((w * (x - (w @ x) / n) ** 2).sum() / (n * (n - 1))))


def analytic_interval(ratings: Ratings, name: str, value: float, level: float = 0.95) -> Interval:
    """value -+ t se, cut at 1, with n - 1 degrees of freedom. `value` is the coefficient that `name` gave for these ratings."""
    from scipy.stats import t

    units = ratings.weights @ ((ratings.answers >= 2) if name == "alpha" else (ratings.answers >= 1))
    error = standard_error(ratings, name)
    if not error > TOLERANCE:
        raise StatisticError("the units do not differ in agreement: they show no spread to take an interval from")
    half = float(t.ppf((1 + level) / 2, units - 1)) * error
    return Interval(value - half, min(1.0, value + half))


def _linearised(ratings: Ratings, terms: Terms, chance: np.ndarray) -> np.ndarray:
    """(n / n') (a_u - p_e) / (1 - p_e) - 2 (1 - kappa) (p_e|u - p_e) / (1 - p_e), a_u and p_e only where two answered."""
    n = ratings.weights @ (ratings.answers >= 1)
    room = 1 - terms.expected
    own = n / ratings.n * (ratings.agreeing - terms.expected * ratings.pairable) / room
    return own - 2 * (1 - beyond_chance(terms)) * (chance - terms.expected) / room


def _alpha_influence(ratings: Ratings, metric: Callable = nominal) -> np.ndarray:
    """The same for alpha, over units with two or more answers; r is their mean number (Gwet 2014, p. 143)."""
    n_k = krippendorff.pairable_values(ratings)
    # the formula is in terms of agreement weights, alpha's distance the other way round
    likeness = 1 - metric(ratings.categories, n_k)
    r = n_k.sum() / ratings.n
    share = n_k / n_k.sum()
    p_e = share @ likeness @ share
    answers = np.where(ratings.answers < 2, 2, ratings.answers)
    pairs = (ratings.counts * (ratings.counts @ likeness - 1)).sum(1) / (r * (answers - 1))
    p_a = ratings.weights @ (pairs * ratings.pairable) / ratings.n
    corrected = (1 - 1 / n_k.sum()) * p_a + 1 / n_k.sum()
    excess = (ratings.answers - r) / r
    own = (pairs - corrected * excess - p_e) / (1 - p_e)
    chance = ratings.counts @ likeness @ share / r - p_e * excess
    return (own - 2 * (1 - (p_a - p_e) / (1 - p_e)) * (chance - p_e) / (1 - p_e)) * ratings.pairable
