"""The numbers by which people call versions. Pure.

Acts (operations made at once) are counted along the order. What a branch brings may come before what was there, so that numbers shift;
a number that was shown is therefore fixed by a `version` operation, and those below it with it. Where two branches fixed one number for
different codebooks, the operation that comes first keeps it and the other gets the next free one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from qualitative.codebook.history import History, places

__all__ = ["Numbers", "number_versions"]


@dataclass
class Numbers:
    """`versions`: by number the set of operations; `first`: by place of an operation the number of the version that first holds it.

    `fixed` are the numbers that can't shift; `moved` maps a `version` operation whose number was taken to the number it got.
    """

    versions: dict[int, int] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    fixed: frozenset[int] = frozenset()
    moved: dict[str, int] = field(default_factory=dict)
    counting: int = 0  # the operations that make a version another: all but `version`

    @property
    def newest(self) -> int:
        """The number of the head; 0 where there is no operation."""
        return max(self.versions, default=0)

    def of(self, some: int) -> int:
        """The number of a version; of one that has none, that of the newest in it."""
        descending = sorted(self.versions, reverse=True)
        return next((number for number in descending if not self.versions[number] & ~some & self.counting), 0)


def number_versions(history: History) -> Numbers:
    """The numbers of all versions of a history; the newest is the head."""
    numbers = Numbers()
    numbers.counting = sum(1 << place for place, made in enumerate(history.operations) if made.op != "version")
    asked = {place: made.fields.get("number") for place, made in enumerate(history.operations) if made.op == "version"}
    highest = max((number for number in asked.values() if _is_number(number)), default=0)
    for place, number in asked.items():
        if _is_number(number):
            some = history.upon[place]
            if (numbers.versions.get(number, some) ^ some) & numbers.counting:
                highest = number = highest + 1
                numbers.moved[history.operations[place].id] = number
            else:
                _fix_lower(history, numbers, some, number)
            numbers.versions.setdefault(number, some)
    numbers.fixed = frozenset(numbers.versions)
    _count_on(history, numbers)
    numbers.first = _first(numbers)
    return numbers


def _is_number(number: object) -> TypeGuard[int]:
    return type(number) is int and number > 0


def _fix_lower(history: History, numbers: Numbers, some: int, number: int) -> None:
    """Give the numbers below a fixed one to what was counted on its way, where they are free."""
    base = numbers.of(some)
    for own, reached in enumerate(_acts(history, some & numbers.counting, numbers.versions.get(base, 0)), base + 1):
        if own >= number:
            return
        numbers.versions.setdefault(own, reached)


def _count_on(history: History, numbers: Numbers) -> None:
    """Number what no `version` operation fixed."""
    counted, last = 0, numbers.newest
    for some in numbers.versions.values():
        counted |= some
    for reached in _acts(history, numbers.counting, counted):
        last += 1
        numbers.versions[last] = counted = reached
    if counted & ~numbers.versions.get(last, 0) & numbers.counting:
        numbers.versions[last + 1] = counted  # two branches that were each fixed, now together


def _acts(history: History, some: int, reached: int) -> Iterator[int]:
    """The sets that come about as the acts of `some` are added to `reached`, one after the other."""
    for place in places(some & ~reached):
        if not reached >> place & 1:
            operation = history.operations[place]
            for made in places(history.acts[operation.act or operation.id] & some):
                reached |= history.upon[made]
            yield reached


def _first(numbers: Numbers) -> dict[int, int]:
    found: dict[int, int] = {}
    held = ~numbers.counting
    for number, some in sorted(numbers.versions.items()):
        found |= dict.fromkeys(places(some & ~held), number)
        held |= some
    return found
