"""Krippendorff's alpha: any number of coders, gaps, and any distance between values.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, pp. 1-9; Hayes, A. F., & Krippendorff, K.
(2007). Answering the call for a standard reliability measure for coding data. Communication Methods and Measures 1(1), 77-89.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, varies
from qualitative.agreement.distances import distance
from qualitative.agreement.ratings import Ratings, nonzero, total

__all__ = ["krippendorffs_alpha", "pairable_values", "terms", "unit_disagreement"]


def pairable_values(ratings: Ratings) -> np.ndarray:
    """n_k: how many answers fall into category k, over units with two or more."""
    return (ratings.weights * ratings.pairable) @ ratings.counts


def unit_disagreement(ratings: Ratings, delta: np.ndarray) -> np.ndarray:
    """sum_ck n_uc n_uk delta^2_ck / (m_u - 1): the distances within unit u; 0 where nothing can be paired."""
    spread = ((ratings.counts @ delta) * ratings.counts).sum(1)
    return spread * ratings.pairable / np.where(ratings.answers < 2, 1, ratings.answers - 1)


def terms(ratings: Ratings, metric: str = "nominal") -> Terms:
    """1 - D_o and 1 - D_e, so that (observed - expected) / (1 - expected) = 1 - D_o / D_e."""
    if ratings.weights.ndim > 1 and metric == "ordinal":  # its distance depends on how often each value occurs
        each = [terms(ratings.with_weights(row), metric) for row in ratings.weights]
        return Terms(np.array([t.observed for t in each]), np.array([t.expected for t in each]))
    # only answers that can be paired count, as in the coincidence matrix
    n_k = pairable_values(ratings)
    n = total(n_k)
    delta = distance(metric)(ratings.categories, n_k)
    observed = ratings.weights @ unit_disagreement(ratings, delta) / nonzero(n)
    expected = total((n_k @ delta) * n_k) / nonzero(n * (n - 1))
    return Terms(1 - observed, 1 - expected)


def krippendorffs_alpha(ratings: Ratings, metric: str = "nominal") -> float | np.ndarray:
    """alpha = 1 - D_o / D_e; `metric` is nominal, ordinal, interval, ratio, or jaccard or masi for sets of codes.

    Ordinal ranks follow the order of `ratings.categories`. Raises StatisticError where alpha is undefined.

    >>> from qualitative.agreement.ratings import ratings_of, total
    >>> round(krippendorffs_alpha(ratings_of(["001111111100001111110000", "000011110000000110000000"])), 3)
    0.329
    """
    return coefficient(ratings, varies, partial(terms, metric=metric))
