"""The numbers by which people call versions. Pure.

Acts (operations made at once) are counted along the order. What a branch brings may come before what was there, so that numbers shift;
a number that was shown is therefore fixed by a `version` operation, and those below it with it. Where two branches fixed one number for
different codebooks, the operation that comes first keeps it and the other gets the next free one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
        inside = (number for number, other in self.versions.items() if not other & ~some & self.counting)
        return max(inside, default=0)


def number_versions(history: History) -> Numbers:
    """The numbers of all versions of a history; the newest is the head."""
    numbers = Numbers()
    numbers.counting = sum(1 << place for place, made in enumerate(history.operations) if made.op != "version")
    fixed = _fixed(history, numbers)
    numbers.fixed = frozenset(fixed)
    acts = _acts(history)
    last, counted = 0, 0
    for number, some in sorted(fixed.items()):
        for act in acts:
            if last + 1 < number and act & some & ~counted & numbers.counting:
                last += 1
                numbers.versions[last] = counted & some | act & some
                counted |= act & some
        numbers.versions[number] = some
        last, counted = number, counted | some
    for act in acts:
        if act & ~counted & numbers.counting:
            last += 1
            counted |= act
            numbers.versions[last] = counted
    if counted & ~numbers.versions.get(last, 0) & numbers.counting:
        numbers.versions[last + 1] = counted  # two branches that were each fixed, now together
    numbers.first = _first(numbers)
    return numbers


def _fixed(history: History, numbers: Numbers) -> dict[int, int]:
    """By number, the versions that `version` operations fix."""
    asked = [
        (operation.id, number)
        for operation in history.operations
        if operation.op == "version" and type(number := operation.fields.get("number")) is int and number > 0
    ]
    highest = max((number for _, number in asked), default=0)
    fixed: dict[int, int] = {}
    for id, number in asked:
        some = history.upon[history.place[id]]
        if number in fixed and (fixed[number] ^ some) & numbers.counting:
            highest = number = highest + 1
            numbers.moved[id] = number
        fixed.setdefault(number, some)
    return fixed


def _acts(history: History) -> list[int]:
    """Each act with all that it rests upon, in the order of its last operation."""
    found: dict[str, int] = {}
    for place, operation in enumerate(history.operations):
        if operation.op != "version":
            act = operation.act or operation.id
            found[act] = found.pop(act, 0) | history.upon[place]
    return list(found.values())


def _first(numbers: Numbers) -> dict[int, int]:
    found: dict[int, int] = {}
    held = ~numbers.counting
    for number, some in sorted(numbers.versions.items()):
        found |= dict.fromkeys(places(some & ~held), number)
        held |= some
    return found
