"""What coders said of units, in the one shape that every coefficient takes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qualitative.arrays import Floats, Ints
from qualitative.errors import StatisticError

__all__ = ["Ratings", "nonzero", "ratings_of", "total"]

MISSING = -1


@dataclass(frozen=True)
class Ratings:
    """Units by coders: `values[u, c]` is the place in `categories` of what coder c said of unit u, -1 where c said nothing.

    `weights[..., u]` is how many such units there are, so that a row can stand for many characters. With more than one dimension,
    every row of weights is a sample of its own and each coefficient comes out as an array: that is how the bootstrap runs.
    """

    values: Ints
    categories: tuple[Hashable, ...]
    weights: Floats

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.values.shape[1])

    @cached_property
    def counts(self) -> Floats:
        """r_uk: how many coders put unit u into category k."""
        given = [(self.values == k).sum(1) for k in range(len(self.categories))]
        return np.stack(given, axis=1).astype(float) if given else np.zeros((len(self.values), 0))

    @cached_property
    def answers(self) -> Floats:
        """r_u: how many coders said anything of unit u."""
        found: Floats = self.counts.sum(1)
        return found

    @cached_property
    def pairable(self) -> Floats:
        """1 where at least two coders answered, so that they can agree."""
        return (self.answers >= 2).astype(float)

    @cached_property
    def n(self) -> Floats:
        """How many units at least two coders answered."""
        return self.weights @ self.pairable

    @cached_property
    def observed(self) -> Floats:
        """p_a: the mean over those units of the share of pairs of coders that agree, a_u (Gwet 2014, p. 53)."""
        return self.weights @ (self.agreeing * self.pairable) / nonzero(self.n)

    @cached_property
    def agreeing(self) -> Floats:
        """a_u = sum_k r_uk (r_uk - 1) / (r_u (r_u - 1)): the share of pairs of coders that agree on unit u (Fleiss 1971, eq. 2)."""
        r = self.answers
        found: Floats = (self.counts * (self.counts - 1)).sum(1) / np.where(r < 2, 1, r * (r - 1))
        return found

    @cached_property
    def shares(self) -> Floats:
        """pi_k: the mean over units of the share of answers in category k (Gwet 2014, p. 53)."""
        answered = self.answers > 0
        share = self.counts / np.where(answered, self.answers, 1)[:, None]
        return self.weights @ share / nonzero(self.weights @ answered)[..., None]

    def with_weights(self, weights: Floats) -> Ratings:
        """The same answers, counted otherwise."""
        return Ratings(self.values, self.categories, weights)


def ratings_of(
    rows: Iterable[Sequence[Hashable]],
    missing: Hashable = None,
    categories: Sequence[Hashable] | None = None,
    weights: Sequence[float] | None = None,
) -> Ratings:
    """Ratings from one row a coder, as published tables print them. `categories` names those that nobody used, too.

    >>> ratings_of(["aab", "abb"]).counts.tolist()
    [[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]]
    """
    table = [list(row) for row in rows]
    if not table or not any(table):
        raise StatisticError("there are no ratings: give one row a coder, with a value for each unit")
    if len({len(row) for row in table}) != 1:
        raise StatisticError(f"the coders answered {[len(row) for row in table]} units; give each one value a unit")
    found = {value for row in table for value in row if value != missing and value == value}
    if not found and not categories:
        raise StatisticError("nobody answered anything: every value is missing, so that there is nothing to compare")
    known = tuple(categories) if categories is not None else tuple(sorted(found, key=_order))
    if not found <= set(known):
        raise StatisticError(f"value {min(map(str, found - set(known)))!r} is not among the categories {known!r}")
    place = {value: k for k, value in enumerate(known)}
    values = np.array([[place.get(value, MISSING) for value in row] for row in table]).T
    return Ratings(values, known, np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float))


def total(values: Floats) -> Floats:
    """The sum over categories, the last axis; a product with ones takes a fifth of the time of summing so short an axis."""
    return values @ np.ones(values.shape[-1])


def nonzero(value: Floats) -> Floats:
    """`value`, with NaN in place of 0, to divide by where a sample may be empty."""
    return np.where(value == 0, np.nan, value)


def _order(value: Hashable) -> tuple[int, Any]:
    if isinstance(value, frozenset):
        return (len(value), sorted(map(str, value)))
    return (0, value)
