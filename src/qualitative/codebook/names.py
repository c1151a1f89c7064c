"""Which code an id means: two branches may each have added a code of the same id, and what was coded under either keeps its meaning. Pure.

Adds of one id with the same content are one code. Of different ones the first in the order has the id, the next are shown as `id-2`,
`id-3`; under a version that holds only one of them, that one has the id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qualitative.codebook.colours import COLOURS
from qualitative.codebook.history import History, Operation

__all__ = ["Names", "Twins"]

LONGEST = 64  # of an id


@dataclass
class Twins:
    """The adds of one id: `members` maps each code (a key) to the set of operations that added it."""

    id: str
    members: dict[str, int]


class Names:
    """From an id under a version to a key that means the same code in the whole history, and back."""

    def __init__(self, history: History) -> None:
        self._added: dict[str, int] = {}  # by id: the operations that added a code of this id
        adds: dict[str, list[tuple[int, Operation]]] = {}
        for place, operation in enumerate(history.operations):
            id = _added_id(operation)
            if id is not None:
                adds.setdefault(id, []).append((place, operation))
                self._added[id] = self._added.get(id, 0) | 1 << place
        grouped = [_twins(id, found) for id, found in adds.items() if len(found) > 1]
        self.twins = {twins.id: twins for twins in grouped if len(twins.members) > 1}
        # who built upon one of several adds that say the same has seen them all
        self.same = [added for twins in grouped for added in twins.members.values() if added & (added - 1)]
        self._names = lru_cache(maxsize=None)(self._shown)

    def key_of_add(self, id: str, place: int) -> str:
        """The key of the code that the operation at `place` added."""
        members = self.twins[id].members if id in self.twins else {id: 0}
        return next((key for key, added in members.items() if added >> place & 1), id)

    def key(self, name: str, under: int) -> str | None:
        """The code that `name` means under a version; None where there is no such code."""
        if not self.twins:
            return name if self._added.get(name, 0) & under else None
        shown = self._names(under)
        if name in shown.values():
            return next(key for key, other in shown.items() if other == name)
        return name if name not in self.twins and self._added.get(name, 0) & under else None

    def name(self, key: str, under: int) -> str:
        """How a code is called under a version."""
        return self._names(under).get(key, key) if self.twins else key

    def now_called(self, ids: Iterable[str], then: int, under: int) -> str:
        """` (x is x-2 now)`, for the ids of one version that mean codes called otherwise under another; empty where there are none."""
        keys = {id: self.key(id, then) for id in ids} if self.twins else {}
        now = {id: self.name(key, under) for id, key in keys.items() if key is not None}
        changed = [f"{id} is {name} now" for id, name in now.items() if name != id]
        return f" ({', '.join(changed)})" if changed else ""

    def _shown(self, under: int) -> dict[str, str]:
        """The ids of all twins under a version."""
        taken = {id for id, added in self._added.items() if added & under}
        shown: dict[str, str] = {}
        for id, twins in sorted(self.twins.items()):
            here = [
                key
                for _, key in sorted(
                    (_first(added & under), key) for key, added in twins.members.items() if added & under
                )
            ]
            for count, key in enumerate(here, 1):
                shown[key] = id if count == 1 else _free(id, count, taken)
                taken.add(shown[key])
        return shown


def _added_id(operation: Operation) -> str | None:
    code = operation.fields.get("code")
    id = code.get("id") if operation.op == "add" and isinstance(code, Mapping) else None
    return id if isinstance(id, str) else None


def _twins(id: str, adds: list[tuple[int, Operation]]) -> Twins:
    keys: dict[str, str] = {}
    members: dict[str, int] = {}
    for place, operation in adds:
        content = json.dumps(_content(operation.fields["code"]), sort_keys=True, default=str)
        key = keys.setdefault(content, operation.id if keys else id)
        members[key] = members.get(key, 0) | 1 << place
    return Twins(id, members)


def _content(code: Mapping[str, Any]) -> dict[str, Any]:
    """What a code says, whichever empty fields were written, and whichever of the usual colours was free on its branch."""
    said = {key: value for key, value in code.items() if value not in (None, "", {}, [])}
    return {key: value for key, value in said.items() if key != "colour" or value not in COLOURS}


def _first(some: int) -> int:
    return (some & -some).bit_length() - 1


def _free(id: str, count: int, taken: set[str]) -> str:
    while True:
        end = f"-{count}"
        name = id[: LONGEST - len(end)] + end
        if name not in taken:
            return name
        count += 1
