"""Agreement by the slow road: fractions, from the formulas of the papers, on answers as a spreadsheet holds them. It shares no code with `agreement`.

`answers` is a list of units; each is a dict coder -> set of codes that they gave it, without the coder where they did not read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Unit = dict[str, set[str]]


def both_read(answers: Sequence[Unit], a: str, b: str) -> list[Unit]:
    """The units that both coders read."""
    return [unit for unit in answers if a in unit and b in unit]


def used(answers: Sequence[Unit], a: str, b: str) -> list[str]:
    """The codes that either gave where both read."""
    return sorted({code for unit in both_read(answers, a, b) for coder in (a, b) for code in unit[coder]})


def table(answers: Sequence[Unit], a: str, b: str, code: str) -> tuple[int, int, int, int]:
    """How many units have the code by both, by a alone, by b alone, by neither."""
    found = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for unit in both_read(answers, a, b):
        found[code in unit[a], code in unit[b]] += 1
    return found[True, True], found[True, False], found[False, True], found[False, False]


def positives(four: tuple[int, int, int, int]) -> int:
    """Units that at least one gave the code."""
    return four[0] + four[1] + four[2]


def observed(four: tuple[int, int, int, int]) -> Fraction:
    """The share of units on which they say the same."""
    return Fraction(four[0] + four[3], sum(four))


def by_margins(four: tuple[int, int, int, int]) -> Fraction:
    """Cohen (1960): the chance that two coders with these margins say the same."""
    n = sum(four)
    p, q = Fraction(four[0] + four[1], n), Fraction(four[0] + four[2], n)
    return p * q + (1 - p) * (1 - q)


def by_values(four: tuple[int, int, int, int]) -> Fraction:
    """Krippendorff (2011): the chance that two of all 2 n values, drawn without replacement, are the same."""
    yes, no = 2 * four[0] + four[1] + four[2], 2 * four[3] + four[1] + four[2]
    return Fraction(yes * (yes - 1) + no * (no - 1), (yes + no) * (yes + no - 1))


def beyond(seen: Fraction, chance: Fraction) -> Fraction | None:
    """(observed - expected) / (1 - expected); None where nothing is left beyond chance."""
    return None if chance == 1 else (seen - chance) / (1 - chance)


def kappa(four: tuple[int, int, int, int]) -> Fraction | None:
    """Cohen's kappa of one code."""
    return beyond(observed(four), by_margins(four))


def alpha(four: tuple[int, int, int, int]) -> Fraction | None:
    """Krippendorff's alpha of one code, nominal."""
    return beyond(observed(four), by_values(four))


def averaged(fours: Sequence[tuple[int, int, int, int]], chance=by_margins) -> Fraction | None:
    """De Vries et al. (2008): observed and expected agreement are averaged over codes, and then compared."""
    n = len(fours)
    return beyond(sum(map(observed, fours)) / n, sum(map(chance, fours)) / n)


def flattened(fours: Sequence[tuple[int, int, int, int]], chance=by_margins) -> Fraction | None:
    """One table of all decisions: each unit once for each code."""
    four = tuple(sum(part) for part in zip(*fours, strict=True))
    return beyond(observed(four), chance(four))  # type: ignore[arg-type]
