"""Conger's kappa: Cohen's kappa for more than two coders.

Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological Bulletin 88(2), 322-328; p. 325.
With missing answers as in Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., p. 55.
"""

from __future__ import annotations

import numpy as np

from qualitative.agreement.chance import Terms, coefficient, varies
from qualitative.agreement.ratings import Ratings, nonzero
from qualitative.arrays import Floats

__all__ = ["congers_kappa", "terms", "unit_chance"]


def terms(ratings: Ratings) -> Terms:
    """p_a, and p_e = the mean of p_gk p_hk over pairs of coders g, h, summed over categories k."""
    p, m = _margins(ratings), ratings.coders
    pairs = p.sum(-2) ** 2 - (p**2).sum(-2)
    return Terms(ratings.observed, pairs.sum(-1) / (m * (m - 1)))


def unit_chance(ratings: Ratings) -> Floats:
    """What each unit adds to p_e, for the variance (Gwet 2014, p. 141): its answers against the margins of the other coders."""
    p, m = _margins(ratings), ratings.coders
    n, answered = ratings.weights.sum(), ratings.values >= 0
    n_g = ratings.weights @ answered
    total = np.zeros(len(ratings.values))
    for k in range(len(ratings.categories)):
        given = (ratings.values == k) - (answered - n_g / n) * p[:, k]
        total += (given * n / n_g * (p[:, k].sum() - p[:, k])).sum(1)
    return total / (m * (m - 1))


def congers_kappa(ratings: Ratings) -> float:
    """Conger's kappa; with two coders and no gaps it is Cohen's. Raises StatisticError where it is undefined."""
    return coefficient(ratings, varies, terms)


def _margins(ratings: Ratings) -> Floats:
    """p_gk: how often coder g used category k, over all of g's answers; shape (..., coders, categories)."""
    given = np.stack([ratings.values == k for k in range(len(ratings.categories))], axis=-1)
    used: Floats = (ratings.weights @ given.reshape(len(given), -1)).reshape(
        *ratings.weights.shape[:-1], *given.shape[1:]
    )
    return used / nonzero(used.sum(-1))[..., None]
