"""The Brennan-Prediger coefficient: chance gives every category alike (also known as S, or PABAK for two categories).

Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives. Educational and Psychological
Measurement 41(3), 687-699; p. 693.
"""

from __future__ import annotations

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, has_pairs
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.arrays import Floats

__all__ = ["brennan_prediger", "terms", "two_categories", "unit_chance"]


def two_categories(ratings: Ratings) -> None:
    """May it? Only where a coder could have chosen between two categories, used or not."""
    has_pairs(ratings)
    if len(ratings.categories) < 2:
        raise refusal("one-category", value=ratings.categories[0])


def terms(ratings: Ratings) -> Terms:
    """p_a, and p_e = 1 / q for q categories."""
    return Terms(ratings.observed, np.full_like(ratings.observed, 1 / len(ratings.categories)))


def unit_chance(ratings: Ratings) -> Floats:
    """1 / q for every unit: chance does not depend on the data."""
    return np.full(len(ratings.values), 1 / len(ratings.categories))


def brennan_prediger(ratings: Ratings) -> float:
    """The Brennan-Prediger coefficient over the categories that `ratings` names. Raises StatisticError where it is undefined."""
    return coefficient(ratings, two_categories, terms)
