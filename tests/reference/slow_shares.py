"""Shares and their intervals by the slow road: plain loops and fractions from the formulas, sharing no code with `analysis.prevalence`."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, log, sqrt

Z = 1.959964


def wilson(p: float, n: float) -> tuple[float, float]:
    """Wilson 1927: the two roots of (p - x)^2 = z^2 x (1 - x) / n, by bisection."""

    def beyond(x: float) -> float:
        return (p - x) ** 2 - Z**2 * x * (1 - x) / n

    def root(outside: float, inside: float) -> float:
        for _ in range(200):
            middle = (outside + inside) / 2
            outside, inside = (middle, inside) if beyond(middle) > 0 else (outside, middle)
        return inside

    return root(0.0, p) if p > 0 else 0.0, root(1.0, p) if p < 1 else 1.0


def weight_of(y: list[float], f: list[float]) -> float:
    """cov(y, f) / var(f), between 0 and 1."""
    n = len(y)
    my, mf = sum(y) / n, sum(f) / n
    var = sum((b - mf) ** 2 for b in f)
    return min(max(sum((a - my) * (b - mf) for a, b in zip(y, f, strict=True)) / var, 0), 1) if var else 0.0


def corpus(y: list[float], f: list[float], everywhere: list[float]) -> tuple[float, float, float, float, float]:
    """(human low, human high, estimate, low, high) of the share in a finite corpus."""
    n, size = len(y), len(everywhere)
    p = sum(y) / n
    left = 1 - n / size
    human = wilson(p, n / left)
    w = weight_of(y, f)
    e = [a - w * b for a, b in zip(y, f, strict=True)]
    me = sum(e) / n
    spread = sum((a - p) ** 2 for a in y) / (n - 1)
    remains = sum((a - me) ** 2 for a in e) / (n - 2) / spread
    estimate = p + w * (sum(everywhere) / size - sum(f) / n)
    ends = wilson(estimate, n / left / remains)
    if remains >= 1 or ends[1] - ends[0] > 1.02 * (human[1] - human[0]):
        return (*human, p, *human)
    return (*human, estimate, *ends)


def between(moves: list[tuple[int, float]]) -> float:
    """D / (D - 1) times the sum of squares of what each document adds."""
    sums: dict[int, float] = {}
    for document, move in moves:
        sums[document] = sums.get(document, 0.0) + move
    return len(sums) / (len(sums) - 1) * sum(one**2 for one in sums.values())


def in_log_odds(p: float, variance: float, t: float) -> tuple[float, float]:
    """logit(p) -+ t se / (p (1 - p)), back again."""
    middle, reach = log(p / (1 - p)), t * sqrt(variance) / (p * (1 - p))
    return 1 / (1 + exp(-(middle - reach))), 1 / (1 + exp(-(middle + reach)))


def documents(
    y: list[float], places: list[int], f: list[float], everywhere: list[float], all_places: list[int], t: float
) -> tuple[float, float, float, float, float]:
    """The same of documents like these; `t` is the quantile for the number of documents, all of which were drawn from."""
    n, size = len(y), len(everywhere)
    p, mean = sum(y) / n, sum(everywhere) / size
    human = in_log_odds(p, between([(d, (a - p) / n) for d, a in zip(places, y, strict=True)]), t)
    w = weight_of(y, f)
    e = [a - w * b for a, b in zip(y, f, strict=True)]
    me = sum(e) / n
    estimate = p + w * (mean - sum(f) / n)
    moves = [(d, (a - me) / n) for d, a in zip(places, e, strict=True)]
    moves += [(d, w * (b - mean) / size) for d, b in zip(all_places, everywhere, strict=True)]
    ends = in_log_odds(estimate, between(moves), t)
    if ends[1] - ends[0] > 1.02 * (human[1] - human[0]):
        return (*human, p, *human)
    return (*human, estimate, *ends)


def chance(x: int, drawn: int, size: int, k: int) -> Fraction:
    """Of x among `drawn` from `size` of which k have it."""
    return Fraction(comb(k, x) * comb(size - k, drawn - x), comb(size, drawn))


def persons(positives: int, drawn: int, size: int) -> tuple[Fraction, Fraction]:
    """The least and greatest K / N that a two-sided exact test at 5 % does not reject."""
    held = []
    for k in range(size + 1):
        own = chance(positives, drawn, size, k)
        others = (chance(x, drawn, size, k) for x in range(drawn + 1))
        if own and sum(one for one in others if one <= own) > Fraction(1, 20):
            held.append(Fraction(k, size))
    return held[0], held[-1]
