"""Percentage agreement: how often two coders say the same. It makes no allowance for chance."""

from __future__ import annotations

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, has_pairs
from qualitative.agreement.ratings import Ratings
from qualitative.arrays import Floats

__all__ = ["percent", "terms", "unit_chance"]


def terms(ratings: Ratings) -> Terms:
    """p_a; nothing is put down to chance."""
    return Terms(ratings.observed, np.zeros_like(ratings.observed))


def unit_chance(ratings: Ratings) -> Floats:
    """0 for every unit, for the variance."""
    return np.zeros(len(ratings.values))


def percent(ratings: Ratings) -> float:
    """The share of agreeing pairs of answers, between 0 and 1. Raises StatisticError without a unit answered twice.

    >>> from qualitative.agreement.ratings import ratings_of
    >>> percent(ratings_of(["aabb", "aaba"]))
    0.75
    """
    return coefficient(ratings, has_pairs, terms)
