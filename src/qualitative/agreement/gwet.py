"""Gwet's AC1: chance agreement only on units that are hard to code; steady where a category is rare.

Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of
Mathematical and Statistical Psychology 61(1), 29-48; eqs. 4-5. With missing answers as in Gwet (2014), Handbook, 4th ed., p. 61.
"""

from __future__ import annotations

import numpy as np

from qualitative.agreement.brennan_prediger import two_categories
from qualitative.agreement.chance import Terms, coefficient
from qualitative.agreement.ratings import Ratings, total
from qualitative.arrays import Floats

__all__ = ["gwets_ac1", "terms", "unit_chance"]


def terms(ratings: Ratings) -> Terms:
    """p_a, and p_e = sum_k pi_k (1 - pi_k) / (q - 1)."""
    pi, q = ratings.shares, len(ratings.categories)
    return Terms(ratings.observed, total(pi * (1 - pi)) / (q - 1))


def unit_chance(ratings: Ratings) -> Floats:
    """sum_k (1 - pi_k) r_uk / r_u / (q - 1): what each unit adds to p_e, for the variance (Gwet 2008, eq. 26)."""
    shares = ratings.counts / np.where(ratings.answers == 0, 1, ratings.answers)[:, None]
    return shares @ (1 - ratings.shares) / (len(ratings.categories) - 1)


def gwets_ac1(ratings: Ratings) -> float:
    """Gwet's AC1 over the categories that `ratings` names. Raises StatisticError where it is undefined."""
    return coefficient(ratings, two_categories, terms)
