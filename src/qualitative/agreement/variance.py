"""Analytic intervals: the coefficient as a mean over units, linearised, with units taken as independent.

Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., ch. 5; Gwet (2008), as in `gwet`. Units of running text are not independent,
so these intervals are for units that are: documents, or items drawn one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from qualitative.agreement.chance import TOLERANCE, Terms, beyond_chance
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.arrays import Floats

__all__ = ["Interval", "Variance", "analytic_interval", "linearised", "paired", "standard_error"]


class Interval(NamedTuple):
    """Both ends of an interval."""

    low: float
    high: float


@dataclass(frozen=True)
class Variance:
    """`influence` gives one value a unit, whose mean is the coefficient and whose spread gives its variance (Gwet 2014, p. 139).

    `answers` is how many answers a unit needs to count.
    """

    influence: Callable[[Ratings], Floats]
    answers: int = 1

    def weights(self, ratings: Ratings) -> Floats:
        """How often each unit counts: 0 where too few coders answered."""
        return ratings.weights * (ratings.answers >= self.answers)


def linearised(terms: Callable[[Ratings], Terms], unit_chance: Callable[[Ratings], Floats]) -> Variance:
    """The variance of a coefficient corrected for chance: `unit_chance` says what each unit adds to p_e.

    (n / n') (a_u - p_e) / (1 - p_e) - 2 (1 - kappa) (p_e|u - p_e) / (1 - p_e), a_u and p_e only where two answered.
    """

    def influence(ratings: Ratings) -> Floats:
        found, chance = terms(ratings), unit_chance(ratings)
        n = ratings.weights @ (ratings.answers >= 1)
        room = 1 - found.expected
        own = n / ratings.n * (ratings.agreeing - found.expected * ratings.pairable) / room
        return own - 2 * (1 - beyond_chance(found)) * (chance - found.expected) / room

    return Variance(influence)


def paired(variance: Variance) -> Variance:
    """The variance of a coefficient that takes only units which both of two coders answered: of these, and of these alone.

    Where nothing is missing, the forms for many coders are those for two (Conger's kappa Cohen's, Fleiss' kappa Scott's pi).
    """

    def influence(ratings: Ratings) -> Floats:
        return variance.influence(ratings.with_weights(ratings.weights * ratings.pairable)) * ratings.pairable

    return Variance(influence, answers=2)


def standard_error(ratings: Ratings, variance: Variance) -> float:
    """The square root of sum_u w_u (kappa*_u - kappa)^2 / (n (n - 1)), n counting the units with answers enough."""
    x, w = variance.influence(ratings), variance.weights(ratings)
    n = float(w.sum())
    if n < 2:
        raise refusal("two-units", n=int(n))
    return float(np.sqrt((w * (x - (w @ x) / n) ** 2).sum() / (n * (n - 1))))


def analytic_interval(ratings: Ratings, variance: Variance, value: float, level: float = 0.95) -> Interval:
    """value -+ t se, cut at 1, with n - 1 degrees of freedom. `value` is what the coefficient is for these ratings."""
    from scipy.stats import t

    error = standard_error(ratings, variance)
    if not error > TOLERANCE:
        raise refusal("units-alike")
    half = float(t.ppf((1 + level) / 2, float(variance.weights(ratings).sum()) - 1)) * error
    return Interval(value - half, min(1.0, value + half))
