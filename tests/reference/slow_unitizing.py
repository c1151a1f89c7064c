"""The unitizing alphas of Krippendorff, Mathet, Bouvry & Widlöcher (2016), one character after the other and in fractions.

A coder is a list of (value, start, end) that exclude each other; what lies between is gap. The matrices of observed and expected coincidences
are filled cell by cell, and the coefficients read off them by equations 5, 6, 11 and 13b.
"""

from __future__ import annotations

from fractions import Fraction

GAP = ""
Coder = list[tuple[str, int, int]]


def tiled(coder: Coder, length: int) -> list[tuple[str, int, int]]:
    """The segments of a coder with the gaps between them."""
    found, place = [], 0
    for value, start, end in sorted(coder, key=lambda one: one[1]):
        found += [(GAP, place, start)] if start > place else []
        found.append((value, start, end))
        place = end
    return [*found, (GAP, place, length)] if place < length else found


def meets(g: tuple[str, int, int], h: tuple[str, int, int]) -> int:
    """On how many characters two segments meet."""
    return sum(h[1] <= place < h[2] for place in range(g[1], g[2]))


class Matrices:
    """Observed and expected coincidences of all segments, and of values where they meet values."""

    def __init__(self, coders: list[Coder], length: int) -> None:
        m = len(coders)
        whole = [tiled(coder, length) for coder in coders]
        self.values = sorted({value for coder in whole for value, _, _ in coder})
        self.seen = {(c, k): Fraction(0) for c in self.values for k in self.values}
        squares = dict.fromkeys(self.values, Fraction(0))
        met = dict.fromkeys(self.values, Fraction(0))
        for i, one in enumerate(whole):
            for g in one:
                squares[g[0]] += (g[2] - g[1]) ** 2 if g[0] != GAP else g[2] - g[1]
                for j, other in enumerate(whole):
                    if i != j:
                        for h in other:
                            self.seen[g[0], h[0]] += Fraction(meets(g, h), m - 1)
                        if g[0] != GAP:
                            met[g[0]] += Fraction(sum(meets(g, h) for h in other if h[0] != GAP) ** 2, m - 1)
        self.total = Fraction(m * length)
        self.margin = {c: sum(self.seen[c, k] for k in self.values) for c in self.values}
        self.expected = _expected(self.margin, squares, self.total)
        self.coded = [value for value in self.values if value != GAP]
        self.paired = {c: sum(self.seen[c, k] for k in self.coded) for c in self.coded}
        self.paired_total = sum(self.paired.values(), Fraction(0))
        self.paired_expected = _expected(self.paired, met, self.paired_total)

    def u(self) -> Fraction:
        seen, chance = (sum(matrix[c, c] for c in self.values) for matrix in (self.seen, self.expected))
        return 1 - (self.total - seen) / (self.total - chance)

    def bar_u(self) -> Fraction:
        seen = sum(self.seen[GAP, c] for c in self.coded)
        return 1 - seen / sum(self.expected[GAP, c] for c in self.coded)

    def cu(self) -> Fraction:
        seen, chance = (sum(matrix[c, c] for c in self.coded) for matrix in (self.seen, self.paired_expected))
        return 1 - (self.paired_total - seen) / (self.paired_total - chance)

    def ku(self, k: str) -> Fraction:
        apart = self.paired[k] - self.seen[k, k]
        row = sum(self.paired_expected[k, c] for c in self.coded)
        return 1 - row / self.paired[k] * apart / (row - self.paired_expected[k, k])


def _expected(margin: dict, squares: dict, total: Fraction) -> dict:
    """Every length with every other, none of a segment with itself."""
    itself = sum((squares[c] for c in margin), Fraction(0))
    return {
        (c, k): total * (margin[c] * margin[k] - (squares[c] if c == k else 0)) / (total**2 - itself)
        for c in margin
        for k in margin
    }
