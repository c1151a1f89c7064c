"""A query as a tree. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["All", "Any", "Comparison", "Not", "Query", "Term", "Value", "Within", "iter_terms", "side_by_side"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term; `is_open` where it ended in a star, so that it stands for all that begin so."""

    text: str
    is_open: bool = False

    def __str__(self) -> str:
        quoted = self.text.replace("\\", "\\\\").replace('"', '\\"')
        is_plain = self.text and not any(mark.isspace() or mark in '(),"*' for mark in self.text)
        return f"{self.text}*" if self.is_open else self.text if is_plain else f'"{quoted}"'


@dataclass(frozen=True, slots=True)
class Term:
    """`field:value,value`: any of the values. `inflected` (`text~:`) looks for words in all their forms."""

    field: str
    values: tuple[Value, ...]
    inflected: bool = False

    def __str__(self) -> str:
        return f"{self.field}{'~' * self.inflected}:{','.join(map(str, self.values))}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`person.age >= 30`: an attribute of the person, case or document against a value; with `=` against any of several."""

    of: str
    name: str
    relation: str
    values: tuple[Value, ...]

    def __str__(self) -> str:
        return f"{self.of}.{self.name} {self.relation} {','.join(map(str, self.values))}"


@dataclass(frozen=True, slots=True)
class Not:
    """The rows that `part` is false of."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """The rows that every part is true of."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The rows that some part is true of."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The rows beside which, in the same `scope` (passage, person, document, case, or near), some row satisfies `part`."""

    scope: str
    part: Query


Query = Term | Comparison | Not | All | Any | Within


def iter_terms(query: Query, *, positive: bool = True) -> Iterator[tuple[Term | Comparison, bool]]:
    """(term, whether it is asked for rather than denied) of a query, left to right."""
    if isinstance(query, Term | Comparison):
        yield query, positive
    elif isinstance(query, Not):
        yield from iter_terms(query.part, positive=not positive)
    elif isinstance(query, Within):
        yield from iter_terms(query.part, positive=positive)
    else:
        for part in query.parts:
            yield from iter_terms(part, positive=positive)


def side_by_side(query: Query, *, positive: bool = True) -> Iterator[tuple[Query, ...]]:
    """For each place of a query the parts that must be true of one row together, brackets around some of them taken off.

    What a `not` denies must not be true, and is left out.
    """
    beside = tuple(_beside(query))
    if positive:
        yield beside
    for part in beside:
        if isinstance(part, Not):
            yield from side_by_side(part.part, positive=not positive)
        elif isinstance(part, Within):
            yield from side_by_side(part.part, positive=positive)
        elif isinstance(part, Any):
            for one in part.parts:
                yield from side_by_side(one, positive=positive)


def _beside(query: Query) -> Iterator[Query]:
    if isinstance(query, All):
        for part in query.parts:
            yield from _beside(part)
    else:
        yield query
