"""The form that all coefficients share, (observed - expected) / (1 - expected), and what stands where it is undefined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qualitative.agreement.ratings import Ratings
from qualitative.agreement.reasons import refusal
from qualitative.arrays import Floats

__all__ = ["Terms", "beyond_chance", "coefficient", "has_pairs", "two_coders", "varies"]

TOLERANCE = 1e-12  # expected agreement nearer to 1 than this is 1: the difference is rounding


@dataclass(frozen=True)
class Terms:
    """Observed and expected agreement; arrays where the ratings have several rows of weights."""

    observed: Floats
    expected: Floats


def beyond_chance(terms: Terms) -> Floats:
    """(observed - expected) / (1 - expected), NaN where nothing can be expected beyond chance: for arrays of samples only."""
    room = 1 - np.asarray(terms.expected)
    found: Floats = (terms.observed - terms.expected) / np.where(room <= TOLERANCE, np.nan, room)
    return found


def coefficient(ratings: Ratings, may: Callable[[Ratings], None], terms: Callable[[Ratings], Terms]) -> float:
    """The coefficient of one sample, after `may` has let it pass."""
    may(ratings)
    return float(beyond_chance(terms(ratings)))


def has_pairs(ratings: Ratings) -> None:
    """May it? Only where some unit has two answers."""
    if ratings.coders < 2:
        raise refusal("two-coders", n=ratings.coders)
    if not float(np.sum(ratings.n)) > 0:
        raise refusal("no-pairs")


def varies(ratings: Ratings) -> None:
    """May it? Only where the answers that can be paired differ: otherwise all agreement is expected and nothing is left to measure."""
    has_pairs(ratings)
    used = ((ratings.weights * ratings.pairable) @ ratings.counts) > 0
    if used.sum() < 2:
        value = ratings.categories[int(np.argmax(used))]
        raise refusal("no-variation", value=value)


def two_coders(ratings: Ratings) -> None:
    """May it? Only for two coders whose answers vary."""
    if ratings.coders != 2:
        raise refusal("for-two-coders", n=ratings.coders)
    varies(ratings)
