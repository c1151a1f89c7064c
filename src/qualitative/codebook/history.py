"""The operations of a codebook's history, in an order that any two machines agree on. Pure.

An operation names those that it was made upon, its parents; so two branches that git merged are one history. A version is a set of
operations that holds the parents of each of its own: all that the operations which an event names rest upon. Such sets are whole
numbers here, a bit for each operation in its place of the order, because thousands of them are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any

__all__ = ["History", "Operation", "places"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of the codebook: who made it, when and why, upon which operations; `fields` are those of its kind.

    `act` is the id of the first of several that were made at once.
    """

    id: str
    parents: tuple[str, ...]
    op: str
    by: str = ""
    at: str = ""
    why: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    act: str | None = None
    v: int = 2


class History:
    """All operations that are at hand, `operations` in order: each after its parents, the smallest id first among those that may come next.

    `earlier` says that they were read from format 1, whose events name numbers. A parent that is not at hand counts for nothing
    (`missing`); where operations name each other in a circle, the smallest id goes first.
    """

    def __init__(self, operations: Iterable[Operation] = (), *, earlier: bool = False) -> None:
        known = {operation.id: operation for operation in operations}
        self.operations = tuple(_in_order(known))
        self.earlier = earlier
        self.place = {operation.id: place for place, operation in enumerate(self.operations)}
        self.missing = {p: o.id for o in reversed(self.operations) for p in o.parents if p not in known}
        self.upon: list[int] = []  # of each place: all that the operation rests upon, and itself
        for place, operation in enumerate(self.operations):
            self.upon.append(self.set_of(operation.parents) | 1 << place)

    @property
    def everything(self) -> int:
        """The set of all operations."""
        return (1 << len(self.operations)) - 1

    def set_of(self, ids: Iterable[str]) -> int:
        """All that these operations rest upon, with themselves; an id that is not at hand counts for nothing."""
        found = 0
        for id in ids:
            place = self.place.get(id)
            if place is not None and place < len(self.upon):
                found |= self.upon[place]
        return found

    def tips(self, some: int) -> tuple[str, ...]:
        """The operations of a set that no other of it was made upon."""
        inside = [self.operations[place] for place in places(some)]
        below = {parent for operation in inside for parent in operation.parents}
        return tuple(operation.id for operation in inside if operation.id not in below)

    @cached_property
    def acts(self) -> dict[str, int]:
        """By act (the operation's own id where it was made alone), the set of its operations, in the order of the last of each."""
        found: dict[str, int] = {}
        for place, operation in enumerate(self.operations):
            act = operation.act or operation.id
            found[act] = found.pop(act, 0) | 1 << place
        return found

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The tips of all."""
        return self.tips(self.everything)

    def are_apart(self, one: int, other: int) -> bool:
        """Whether of two operations (places) neither was made upon the other."""
        return not (self.upon[one] >> other & 1 or self.upon[other] >> one & 1)


def places(some: int) -> Iterator[int]:
    """The places of the operations in a set, in order."""
    text = bin(some)[:1:-1]  # far faster for large sets than taking bit after bit away
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def _in_order(known: Mapping[str, Operation]) -> Iterator[Operation]:
    waits_for = {id: len({p for p in operation.parents if p in known}) for id, operation in known.items()}
    children: dict[str, list[str]] = {}
    for id, operation in known.items():
        for parent in {p for p in operation.parents if p in known}:
            children.setdefault(parent, []).append(id)
    ready = [id for id, count in waits_for.items() if not count]
    heapify(ready)
    stuck = iter(sorted(known))
    given: set[str] = set()
    while len(given) < len(known):
        id = heappop(ready) if ready else next(id for id in stuck if id not in given)
        if id in given:
            continue
        given.add(id)
        yield known[id]
        for child in children.get(id, ()):
            waits_for[child] -= 1
            if not waits_for[child]:
                heappush(ready, child)
