"""95 % intervals of shares: of a corpus from a random draw of it, of persons from a random draw of them, of a population of documents. Pure."""

from __future__ import annotations

from math import comb

import numpy as np

from qualitative.arrays import Floats
from qualitative.errors import StatisticError

__all__ = ["exact_interval", "logit_interval", "student", "wilson_interval"]

Z = 1.959964


def wilson_interval(positives: float, drawn: float, z: float = Z) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); `drawn` is how many independent draws it is worth.

    >>> [round(end, 3) for end in wilson_interval(1, 10)]
    [0.018, 0.404]
    """
    share = positives / drawn
    middle = (share + z**2 / (2 * drawn)) / (1 + z**2 / drawn)
    half = z / (1 + z**2 / drawn) * np.sqrt(share * (1 - share) / drawn + z**2 / (4 * drawn**2))
    return float(max(middle - half, 0)) if share > 0 else 0.0, float(min(middle + half, 1)) if share < 1 else 1.0


def logit_interval(
    share: float, variance: float, clusters: int, drawn: int, *, independent: bool = False
) -> tuple[float, float]:
    """The 95 % interval of a share whose variance rests on so many clusters: symmetric in the log odds, t with clusters - 1 degrees of freedom.

    As in Korn, E. L., & Graubard, B. I. (1999), Analysis of health surveys, p. 66. A share of 0 or 1 is taken as half a positive from it.
    `independent`: the variance is at least that of so many independent draws.
    """
    inside = min(max(share, 1 / (2 * drawn)), 1 - 1 / (2 * drawn))
    odds, spread = np.log(inside / (1 - inside)), inside * (1 - inside)
    reach = student(clusters) * np.sqrt(max(variance, spread / drawn if independent else 0.0)) / spread
    low, high = 1 / (1 + np.exp(-(odds - reach))), 1 / (1 + np.exp(-(odds + reach)))
    return float(low if share > 0 else 0.0), float(high if share < 1 else 1.0)


def student(clusters: int) -> float:
    """The 97.5 % quantile of t with clusters - 1 degrees of freedom."""
    from scipy.stats import t

    return float(t.ppf(0.975, max(clusters - 1, 1)))


def exact_interval(positives: int, drawn: int, size: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of a share among `size`, of whom `drawn` were drawn without replacement; it never holds the share more seldom than `level`.

    It runs over the numbers K under which what was drawn is not among the least likely draws that make up 1 - level (hypergeometric; the
    test that Sterne 1954 inverts, Biometrika 41, 275-278).

    >>> exact_interval(2, 4, 4)
    (0.5, 0.5)
    >>> [round(end, 2) for end in exact_interval(2, 6, 20)]
    [0.1, 0.65]
    """
    if not 0 <= positives <= drawn <= size or not drawn:
        raise StatisticError(f"{positives} of {drawn} drawn from {size} is no draw")
    held = [
        k / size
        for k in range(positives, size - (drawn - positives) + 1)
        if _as_unlikely(positives, drawn, size, k) > 1 - level
    ]
    return held[0], held[-1]


def _as_unlikely(positives: int, drawn: int, size: int, k: int) -> float:
    """The chance of a draw that is no likelier than the one with `positives`, where k of `size` have it."""
    ways: Floats = np.array([float(comb(k, x) * comb(size - k, drawn - x)) for x in range(drawn + 1)])
    # equal chances come out equal but for rounding
    return float(ways[ways <= ways[positives] * (1 + 1e-9)].sum() / ways.sum())
