"""Whether a code was looked for under an earlier version. Pure."""

from __future__ import annotations

from qualitative.codebook.history import places
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replay import Replayed

__all__ = ["Reading"]


class Reading:
    """The codebook as it is now, and the version under which somebody read."""

    def __init__(self, now: Replayed, then: Replayed) -> None:
        self._now, self._then = now, then
        self._history, self._names = now.draft.history, now.draft.names
        self._known = then.draft.version
        self._came_from = self._sources()
        self._widened = self._widenings()

    def was_looked_for(self, key: str, asked: frozenset[str] = frozenset()) -> bool:
        """Whether the code, or all that it came from, was there to be given. `asked` are codes on the way here."""
        if self._widened.get(key, 0) & ~self._known:
            return False
        sources = [(other, place) for other, place in self._came_from.get(key, ()) if not self._known >> place & 1]
        if not self._was_usable(key):
            new = key not in self._then.draft.codes
            if not new or not any(self._was_made_for(key, place) for _, place in sources):
                return False
        return all(self.was_looked_for(other, asked | {key}) for other, _ in sources if other not in asked | {key})

    def _was_usable(self, key: str) -> bool:
        draft = self._then.draft
        return key in draft.codes and key not in self._then.links.merged and not draft.value(key, "retired")

    def _sources(self) -> dict[str, list[tuple[str, int]]]:
        """By code, what went into it: other codes, each with the operation that led them there."""
        found: dict[str, list[tuple[str, int]]] = {}
        draft = self._now.draft
        for other, into in self._now.links.merged.items():
            found.setdefault(into, []).append((other, draft.written(other, "merged")[-1].place))
        for other in draft.codes:
            for part in draft.value(other, "split") or ():
                if part != other:
                    found.setdefault(part, []).append((other, draft.written(other, "split")[-1].place))
        return found

    def _widenings(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for place in places(self._now.draft.version):
            operation = self._history.operations[place]
            if operation.fields.get("reread") is True:
                for name in OPERATIONS[operation.op].codes(operation.fields):
                    key = self._names.key(name, self._history.upon[place])
                    if key is not None:
                        found[key] = found.get(key, 0) | 1 << place
        return found

    def _was_made_for(self, key: str, place: int) -> bool:
        """Whether a code was added to take in what the operation at `place` led into it: nothing else was done between."""
        added = self._now.draft.written(key, "retired")[0].place
        upon = self._history.upon
        between = upon[place] & ~upon[added] & ~(1 << place)
        around = self._act(added) | self._act(place)
        return all(around >> other & 1 or self._is_about(key, other) for other in places(between))

    def _act(self, place: int) -> int:
        """The operations made at once with the one at `place`."""
        act = self._history.operations[place].act
        made = enumerate(self._history.operations)
        return sum(1 << other for other, operation in made if act and operation.act == act) | 1 << place

    def _is_about(self, key: str, place: int) -> bool:
        """Whether an operation is about the code, adds another, or only fixes a number."""
        operation = self._history.operations[place]
        if operation.op in ("add", "version"):
            return True
        names = OPERATIONS[operation.op].codes(operation.fields)
        return key in [self._names.key(name, self._history.upon[place]) for name in names]
