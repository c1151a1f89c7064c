"""Cohen's kappa: two coders, each with their own habits.

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1), 37-46; p. 40.
"""

from __future__ import annotations

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, two_coders
from qualitative.agreement.ratings import Ratings, nonzero, total
from qualitative.arrays import Floats

__all__ = ["cohens_kappa", "margins", "terms"]


def margins(ratings: Ratings) -> tuple[Floats, Floats]:
    """(p_1k, p_2k): how often each of two coders used category k, over units that both answered."""
    given = (
        np.stack([ratings.values == k for k in range(len(ratings.categories))], axis=-1)
        * ratings.pairable[:, None, None]
    )
    used = ratings.weights @ given.reshape(len(given), -1) / nonzero(ratings.n)[..., None]
    return used[..., : len(ratings.categories)], used[..., len(ratings.categories) :]


def terms(ratings: Ratings) -> Terms:
    """p_o, and p_e = sum_k p_1k p_2k."""
    first, second = margins(ratings)
    return Terms(ratings.observed, total(first * second))


def cohens_kappa(ratings: Ratings) -> float:
    """Cohen's kappa over units that both coders answered. Raises StatisticError where it is undefined.

    >>> from qualitative.agreement.ratings import ratings_of
    >>> round(cohens_kappa(ratings_of(["001111111100001111110000", "000011110000000110000000"])), 3)
    0.385
    """
    return coefficient(ratings, two_coders, terms)
