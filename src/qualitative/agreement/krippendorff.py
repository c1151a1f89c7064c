"""Krippendorff's alpha: any number of coders, gaps, and any distance between values.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, pp. 1-9; Hayes, A. F., & Krippendorff, K.
(2007). Answering the call for a standard reliability measure for coding data. Communication Methods and Measures 1(1), 77-89.
Its variance as in Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., pp. 141-143.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, varies
from qualitative.agreement.distances import distance
from qualitative.agreement.ratings import Ratings, nonzero, total
from qualitative.arrays import Floats

__all__ = ["influence", "krippendorffs_alpha", "pairable_values", "terms", "unit_disagreement"]


def pairable_values(ratings: Ratings) -> Floats:
    """n_k: how many answers fall into category k, over units with two or more."""
    return (ratings.weights * ratings.pairable) @ ratings.counts


def unit_disagreement(ratings: Ratings, delta: Floats) -> Floats:
    """sum_ck n_uc n_uk delta^2_ck / (m_u - 1): the distances within unit u; 0 where nothing can be paired."""
    spread: Floats = ((ratings.counts @ delta) * ratings.counts).sum(1)
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


def influence(ratings: Ratings, metric: str = "nominal") -> Floats:
    """One value a unit, whose mean over units with two or more answers is alpha and whose spread gives its variance (Gwet 2014, pp. 141-143)."""
    n_k = pairable_values(ratings)
    # the formula is in terms of agreement weights, alpha's distance the other way round
    likeness = 1 - distance(metric)(ratings.categories, n_k)
    r = n_k.sum() / ratings.n  # the mean number of answers
    share = n_k / n_k.sum()
    p_e = share @ likeness @ share
    answers = np.where(ratings.answers < 2, 2, ratings.answers)
    pairs = (ratings.counts * (ratings.counts @ likeness - 1)).sum(1) / (r * (answers - 1))
    p_a = ratings.weights @ (pairs * ratings.pairable) / ratings.n
    corrected = (1 - 1 / n_k.sum()) * p_a + 1 / n_k.sum()
    excess = (ratings.answers - r) / r
    own = (pairs - corrected * excess - p_e) / (1 - p_e)
    chance = ratings.counts @ likeness @ share / r - p_e * excess
    found: Floats = (own - 2 * (1 - (p_a - p_e) / (1 - p_e)) * (chance - p_e) / (1 - p_e)) * ratings.pairable
    return found


def krippendorffs_alpha(ratings: Ratings, metric: str = "nominal") -> float:
    """alpha = 1 - D_o / D_e; `metric` is nominal, ordinal, interval, ratio, or jaccard or masi for sets of codes.

    Ordinal ranks follow the order of `ratings.categories`. Raises StatisticError where alpha is undefined.

    >>> from qualitative.agreement.ratings import ratings_of
    >>> round(krippendorffs_alpha(ratings_of(["001111111100001111110000", "000011110000000110000000"])), 3)
    0.329
    """
    return coefficient(ratings, varies, partial(terms, metric=metric))
