"""Why a kappa is low: how uneven the categories are, and how differently two coders use them.

Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology 46(5), 423-429; p. 425.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from qualitative.agreement.chance import has_pairs
from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.arrays import Floats

__all__ = ["bias_index", "prevalence_index"]


def prevalence_index(ratings: Ratings) -> float:
    """|a - d| / n for two categories: 0 where both are as common, near 1 where one is rare. For more coders, the mean over pairs."""
    _two_categories(ratings)
    return float(np.mean([abs(both[1, 1] - both[0, 0]) / both.sum() for both in _tables(ratings)]))


def bias_index(ratings: Ratings) -> float:
    """|b - c| / n: by how much one coder uses a category more often than the other. For more coders, the mean over pairs."""
    _two_categories(ratings)
    return float(np.mean([abs(both[1, 0] - both[0, 1]) / both.sum() for both in _tables(ratings)]))


def _two_categories(ratings: Ratings) -> None:
    """May it?"""
    has_pairs(ratings)
    if len(ratings.categories) != 2:
        raise refusal("two-categories", n=len(ratings.categories))


def _tables(ratings: Ratings) -> list[Floats]:
    """The 2 x 2 table of each pair of coders that answered a unit together."""
    tables = []
    for g, h in combinations(range(ratings.coders), 2):
        pair = ratings.values[:, [g, h]]
        together = (pair >= 0).all(1)
        table = np.zeros((2, 2))
        np.add.at(table, tuple(pair[together].T), ratings.weights[together])
        if table.sum() > 0:
            tables.append(table)
    return tables
