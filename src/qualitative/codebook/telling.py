"""The history of a codebook as it is told: each operation with its number, who made it when and why, and what it did. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from qualitative.codebook.compare import describe
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.versions import Versions

__all__ = ["Told", "told_operations"]


@dataclass(frozen=True)
class Told:
    """One operation. `number` is that of the version which first holds it (None: none does), `moved` the number that it got in the place of one
    that was taken, `apart` are the numbers of those made on other branches meanwhile."""

    number: int | None
    at: str
    by: str
    codes: tuple[str, ...]
    said: str
    why: str
    moved: int | None = None
    apart: tuple[int, ...] = ()


def told_operations(versions: Versions, language: str = "en") -> list[Told]:
    """All operations in their order, said in `language`."""
    found, history, numbers = [], versions.history, versions.numbers
    for place, made in enumerate(history.operations):
        apart = {n for other, n in numbers.first.items() if other < place and history.are_apart(place, other)}
        ids = OPERATIONS[made.op].codes(made.fields)
        now = versions.names.now_called(ids, history.upon[place], history.everything)
        said = describe({"op": made.op, **made.fields}, language) + now
        number = numbers.first.get(place)
        found.append(
            Told(number, made.at, made.by, tuple(ids), said, made.why, numbers.moved.get(made.id), tuple(sorted(apart)))
        )
    return found
