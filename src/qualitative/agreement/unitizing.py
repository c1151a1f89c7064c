"""Krippendorff's alpha for unitizing of 1995, which weighs squared distances of ends (those of 2016 stand in `continua`).

Krippendorff, K. (2004). Content analysis, 2nd ed., pp. 251-256; Krippendorff, K. (1995). On the reliability of unitizing continuous data.
Sociological Methodology 25, 47-76. Several documents are continua laid end to end; a gap never reaches across two of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualitative.agreement.reasons import refusal
from qualitative.arrays import Floats

__all__ = ["Continuum", "Unitized", "alpha_unitizing", "alpha_unitizing_by_code", "merged", "unitized"]

Segments = Sequence[Sequence[tuple[int, int]]]  # per coder, half-open


@dataclass(frozen=True)
class Continuum:
    """One document from `begin` to `end`, with the segments of each coder by code: `segments[code][coder]`."""

    begin: int
    end: int
    segments: Mapping[str, Segments]


def alpha_unitizing_by_code(continua: Sequence[Continuum], code: str) -> float:
    """1 - D_o / D_e of one code. Raises StatisticError where no coder used it, or it fills everything."""
    return _alpha([unitized(continua, code)], f"code {code!r}")


def alpha_unitizing(continua: Sequence[Continuum]) -> float:
    """1 - sum D_o / sum D_e over all codes (Krippendorff 2004, p. 255)."""
    codes = sorted({code for continuum in continua for code in continuum.segments}, key=str)
    return _alpha([unitized(continua, code) for code in codes], "any code")


@dataclass(frozen=True)
class Unitized:
    """One code's segments, added up by document d, for D_o and D_e under any weights w of the documents.

    `length` is how long the continuum is; `differences` sum_ij delta^2; `units`, `cubes` and `squares` count the units and add up
    2 l^3 - 3 l^2 + l and l (l - 1); `room[d, e]` is what the units of d find in the gaps of e: l^2 (l_gap - l + 1) for each gap that holds l.
    """

    coders: int
    length: Floats
    differences: Floats
    units: Floats
    cubes: Floats
    squares: Floats
    room: Floats

    def observed(self, w: Floats) -> Floats:
        """D_o = sum_ij delta^2 / (m (m - 1) L^2)."""
        return w @ self.differences / (self.coders * (self.coders - 1) * (w @ self.length) ** 2)

    def expected(self, w: Floats) -> Floats:
        """D_e = 2 / L * ((N - 1) / 3 * sum(2 l^3 - 3 l^2 + l) + sum l^2 (l_gap - l + 1)) / (m L (m L - 1) - sum l (l - 1))."""
        return 2 / (w @ self.length) * self.pairings(w) / self.places(w)

    def pairings(self, w: Floats) -> Floats:
        """The numerator: every unit against every other unit and every gap that could hold it."""
        found: Floats = (w @ self.units - 1) / 3 * (w @ self.cubes) + ((w @ self.room) * w).sum(-1)
        return found

    def places(self, w: Floats) -> Floats:
        """The denominator: the places where two sections could lie."""
        total = self.coders * (w @ self.length)
        return total * (total - 1) - w @ self.squares

    def moves(self, w: Floats) -> tuple[Floats, Floats]:
        """By how much each document moves D_o and D_e: their derivatives by w."""
        length = (w @ self.length)[..., None]
        observed = (
            self.differences / (self.coders * (self.coders - 1) * length**2)
            - 2 * self.observed(w)[..., None] * self.length / length
        )
        cubes, units = (w @ self.cubes)[..., None], (w @ self.units)[..., None]
        pairings = self.units * cubes / 3 + (units - 1) / 3 * self.cubes + w @ (self.room + self.room.T)
        places = self.coders * self.length * (2 * self.coders * length - 1) - self.squares
        share = self.pairings(w)[..., None] * (self.length / length + places / self.places(w)[..., None])
        return observed, 2 / (length * self.places(w)[..., None]) * (pairings - share)


def unitized(continua: Sequence[Continuum], code: str) -> Unitized:
    """The sums of one code over documents."""
    sections = [_sections(continuum, code) for continuum in continua]
    units = [np.concatenate([tile[tile[:, 2] == 1, 1] for tile in coders]) for coders in sections]
    gaps = [np.concatenate([tile[tile[:, 2] == 0, 1] for tile in coders]) for coders in sections]
    return Unitized(
        coders=max((len(coders) for coders in sections), default=0),
        length=np.array([continuum.end - continuum.begin for continuum in continua], dtype=float),
        differences=np.array([_differences_of(coders) for coders in sections]),
        units=np.array([float(len(length)) for length in units]),
        cubes=np.array([(2 * length**3 - 3 * length**2 + length).sum() for length in units]),
        squares=np.array([(length * (length - 1)).sum() for length in units]),
        room=_room(units, gaps),
    )


def _alpha(parts: Sequence[Unitized], what: str) -> float:
    """May it, and what is it?"""
    each = np.ones(len(parts[0].length)) if parts else np.ones(0)
    expected = sum(float(part.expected(each)) for part in parts)
    if not expected > 0:
        raise refusal("no-segment-or-all", what=what)
    return 1 - sum(float(part.observed(each)) for part in parts) / expected


def _room(units: Sequence[Floats], gaps: Sequence[Floats]) -> Floats:
    """l^2 (l_gap - l + 1), summed over the units l of each document and the gaps of each that are at least as long."""
    room = np.zeros((len(units), len(gaps)))
    lengths, owner = np.concatenate([*units, []]), np.repeat(np.arange(len(units)), [len(length) for length in units])
    # gaps sorted from the longest: those that hold a unit come first, so that a running sum answers for each unit at once
    for e, found in enumerate(gaps):
        gap = np.sort(found)[::-1]
        longer = np.searchsorted(-gap, -lengths, "right")
        sums = np.concatenate([[0], np.cumsum(gap)])[longer] - (lengths - 1) * longer
        room[:, e] = np.bincount(owner, lengths**2 * sums, minlength=len(units))
    return room


def _sections(continuum: Continuum, code: str) -> list[Floats]:
    """Per coder, rows (begin, length, is a unit) that cover the continuum: units of the code and the gaps between them."""
    return [
        _tile(continuum.begin, continuum.end, segments) for segments in continuum.segments.get(code, _none(continuum))
    ]


def _none(continuum: Continuum) -> Segments:
    coders = max((len(segments) for segments in continuum.segments.values()), default=2)
    return [[] for _ in range(coders)]


def _tile(begin: int, end: int, segments: Sequence[tuple[int, int]]) -> Floats:
    rows, place = [], begin
    for start, stop in merged(segments):
        if start > place:
            rows.append((place, start - place, 0))
        rows.append((start, stop - start, 1))
        place = stop
    if end > place:
        rows.append((place, end - place, 0))
    return np.array(rows, dtype=float).reshape(-1, 3)


def merged(segments: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Segments of one code by one coder, with overlapping ones made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(segments):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _differences_of(coders: list[Floats]) -> float:
    """sum of delta^2 over sections of different coders: squared ends of units that meet; a unit's squared length inside a gap."""
    return float(sum(_differences(g, h) for i, g in enumerate(coders) for j, h in enumerate(coders) if i != j))


def _differences(g: Floats, h: Floats) -> float:
    units, gaps = g[g[:, 2] == 1], h[h[:, 2] == 0]
    others = h[h[:, 2] == 1]
    if not len(units):
        return 0.0
    begin, end = units[:, :1], units[:, :1] + units[:, 1:2]
    meet = (begin < others[:, 0] + others[:, 1]) & (others[:, 0] < end)
    ends = (begin - others[:, 0]) ** 2 + (end - others[:, 0] - others[:, 1]) ** 2
    inside = (gaps[:, 0] <= begin) & (end <= gaps[:, 0] + gaps[:, 1])
    # a unit in the other's gap counts in both directions, as g's unit here and as h's gap when the coders change places
    return float((meet * ends).sum() + 2 * (inside * units[:, 1:2] ** 2).sum())
