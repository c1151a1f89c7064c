"""Whether a code was looked for by who coded under an earlier version. Pure.

A version has the code and it was neither retired nor merged away there; or it has what the code came from: all codes that were merged
into it, and of a part the code that was split (whose codings wait for a decision). A code that was in the codebook before it took in
others must have been there itself; one that was added only to take them in, before any version was named with it, need not. An edit that widens a code (`reread`) must be in
the version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qualitative.codebook.history import places
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replayed import Replayed

__all__ = ["Descent", "was_looked_for"]


@dataclass(frozen=True)
class _Source:
    """A code that went into another by the operation at `place`; `made_for`: the other was added only to take it in."""

    key: str
    place: int
    made_for: bool


class Descent:
    """What each code of the head came from, and which operations widened it."""

    def __init__(self, head: Replayed) -> None:
        self._links, self.draft = head.links, head.draft
        self._history, self._names = head.draft.history, head.draft.names

    @cached_property
    def sources(self) -> Mapping[str, list[_Source]]:
        """By code, what went into it."""
        found: dict[str, list[_Source]] = {}
        for other, into in self._links.merged.items():
            found.setdefault(into, []).append(self._source(other, into, "merged"))
        for other in self.draft.codes:
            for part in self.draft.value(other, "split") or ():
                if part != other:
                    found.setdefault(part, []).append(self._source(other, part, "split"))
        return found

    @cached_property
    def widened(self) -> Mapping[str, int]:
        """By code, the set of operations that widened it."""
        found: dict[str, int] = {}
        for place, operation in enumerate(self._history.operations):
            if operation.fields.get("reread") is True:
                for key in self._about(place):
                    found[key] = found.get(key, 0) | 1 << place
        return found

    def _source(self, other: str, into: str, field: str) -> _Source:
        place = self.draft.written(other, field)[-1].place
        return _Source(other, place, self._was_made_for(into, place))

    def _was_made_for(self, key: str, place: int) -> bool:
        """Whether between adding a code and the operation that led others into it codes were only added, or that code described."""
        added = self.draft.written(key, "retired")[0].place
        upon = self._history.upon
        acts = self._act(added) | self._act(place)
        between = (one for one in places(upon[place] & ~acts) if upon[one] >> added & 1)
        return all(self._only_prepares(one, key) for one in between)

    def _only_prepares(self, place: int, key: str) -> bool:
        op = self._history.operations[place].op
        # a version that was named with the code, or a use that was ended and begun again, gave it a meaning of its own
        return op == "add" or (op not in ("version", "retire", "restore") and key in self._about(place))

    def _act(self, place: int) -> int:
        operation = self._history.operations[place]
        return self._history.acts[operation.act or operation.id]

    def _about(self, place: int) -> list[str]:
        """The codes that an operation is about."""
        operation = self._history.operations[place]
        names = OPERATIONS[operation.op].codes(operation.fields)
        keys = (self._names.key(name, self._history.upon[place]) for name in names)
        return [key for key in keys if key is not None]


def was_looked_for(key: str, descent: Descent, then: Replayed, asked: frozenset[str] = frozenset()) -> bool:
    """Whether a code of the head was looked for under the version `then`. `asked` are codes on the way here."""
    known = then.draft.version
    if descent.widened.get(key, 0) & ~known:
        return False
    later = [source for source in descent.sources.get(key, ()) if not known >> source.place & 1]
    was_there = key in then.draft.codes
    if was_there and not _was_usable(key, descent, then):
        return False
    if not was_there and not any(source.made_for for source in later):
        return False
    asked |= {key}
    return all(was_looked_for(source.key, descent, then, asked) for source in later if source.key not in asked)


def _was_usable(key: str, descent: Descent, then: Replayed) -> bool:
    """Whether a code of a version could be given there; a theme could not, and is asked for only if it still is one."""
    kinds = [draft.value(key, "kind") or "code" for draft in (then.draft, descent.draft)]
    if key in then.links.merged or then.draft.value(key, "retired"):
        return False
    return kinds[0] == "code" or kinds[0] == kinds[1]
