"""Fleiss' kappa: Scott's pi for any number of coders.

Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5), 378-382; eqs. 4-7.
With missing answers as in Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., p. 53.
"""

from __future__ import annotations

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, varies
from qualitative.agreement.ratings import Ratings, total
from qualitative.arrays import Floats

__all__ = ["fleiss_kappa", "terms", "unit_chance"]


def terms(ratings: Ratings) -> Terms:
    """p_a, and p_e = sum_k pi_k^2."""
    return Terms(ratings.observed, total(ratings.shares**2))


def unit_chance(ratings: Ratings) -> Floats:
    """sum_k pi_k r_uk / r_u: what each unit adds to p_e, for the variance (Gwet 2014, p. 140)."""
    return ratings.counts @ ratings.shares / np.where(ratings.answers == 0, 1, ratings.answers)


def fleiss_kappa(ratings: Ratings) -> float:
    """Fleiss' kappa; with two coders and no gaps it is Scott's pi. Raises StatisticError where it is undefined."""
    return coefficient(ratings, varies, terms)
