"""How far a word's counts in two groups differ: the log-likelihood that ranks words everywhere here. Pure."""

from __future__ import annotations

from math import log

__all__ = ["log_likelihood"]


def log_likelihood(a: int, b: int, total: int, other: int) -> float:
    """Log-likelihood of a unit seen `a` times among `total` and `b` times among `other` (Dunning 1993; Rayson and Garside 2000).

    0 where both groups have the same share; 6.63 corresponds to p = .01. Both totals are above 0.

    >>> round(log_likelihood(10, 0, 10, 10), 2), log_likelihood(3, 3, 10, 10)
    (13.86, 0.0)
    """
    expected = [n * (a + b) / (total + other) for n in (total, other)]
    return 2 * sum(n * log(n / e) for n, e in zip((a, b), expected, strict=True) if n)
