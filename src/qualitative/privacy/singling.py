"""Combinations of attributes that single a person out: fewer than `k` persons share them (k-anonymity, Sweeney 2002). Pure.

Only the smallest combinations are told: where the age alone singles somebody out, age with anything else does too. A missing value is shared
with nobody and tells nothing, so it takes no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LEAST", "Combination", "Singled", "shared_by", "singled_out"]

LEAST = 3  # persons who should share what tells them apart, where study.yaml says nothing
MOST = 3  # attributes of a combination
MANY = 16  # columns from which only pairs are tried, so that the time stays bounded


@dataclass(frozen=True, slots=True)
class Combination:
    """Values of some columns that `persons`, fewer than k, share."""

    columns: tuple[str, ...]
    values: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Singled:
    """What was found: all smallest combinations, of how many persons, by which columns, and how many columns were combined at most."""

    found: tuple[Combination, ...]
    persons: int
    columns: tuple[str, ...]
    most: int
    k: int

    @property
    def singled(self) -> tuple[str, ...]:
        """Everybody whom some combination singles out."""
        return tuple(sorted({person for one in self.found for person in one.persons}))

    def by_columns(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Columns -> the persons whom they single out, the most telling first."""
        persons: dict[tuple[str, ...], set[str]] = {}
        for one in self.found:
            persons.setdefault(one.columns, set()).update(one.persons)
        order = sorted(persons, key=lambda columns: (-len(persons[columns]), len(columns), columns))
        return {columns: tuple(sorted(persons[columns])) for columns in order}


def singled_out(table: pd.DataFrame, k: int = LEAST, most: int = MOST) -> Singled:
    """The smallest combinations of up to `most` columns that fewer than `k` rows share. `table` has an index of persons."""
    texts = table.astype("object").where(table.notna(), None)
    columns = [name for name in texts.columns if texts[name].notna().any()]
    most = min(most, 2 if len(columns) > MANY else most)
    known: dict[str, list[frozenset[str]]] = {str(person): [] for person in texts.index}
    found = []
    for size in range(1, most + 1):
        for chosen in combinations(columns, size):
            for values, persons in _groups(texts, chosen):
                new = [one for one in persons if not any(less <= set(chosen) for less in known[one])]
                if len(persons) < k and new:
                    found.append(Combination(chosen, values, tuple(persons)))
                    for person in persons:
                        known[person].append(frozenset(chosen))
    return Singled(tuple(found), len(texts), tuple(columns), most, k)


def shared_by(table: pd.DataFrame) -> int:
    """By how many persons the rarest combination of all columns is shared; 0 for no persons."""
    sizes = [len(persons) for _, persons in _groups(table, list(table.columns))] if len(table.columns) else [len(table)]
    return min(sizes, default=0)


def _groups(table: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(values, persons) of the rows without a gap in `columns`, in order."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for person, *values in table[list(columns)].itertuples():
        if all(value is not None and value == value for value in values):
            groups.setdefault(tuple(map(str, values)), []).append(str(person))
    yield from sorted(groups.items())
