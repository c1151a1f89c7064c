"""What is left of those who were hidden: as it was written, and what may be them too; how many of each, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualitative.folder import Folder
from qualitative.privacy.key import Key
from qualitative.privacy.places import ROOMS, Text, iter_texts
from qualitative.text.folding import fold
from qualitative.text.identifiers import find_identifiers, folded_value
from qualitative.text.identifiers.names import find_names
from qualitative.text.identifiers.near import NearMiss, find_near

__all__ = ["AS_IT_IS", "Left", "left_of", "may_be"]

AS_IT_IS = "as it is written"


@dataclass
class Left:
    """One way of writing that stayed: whose it is or may be, how it differs (AS_IT_IS or one of near.WAYS), and where, by room."""

    name: str
    how: str
    written: str
    rooms: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """In how many places it stands."""
        return sum(map(len, self.rooms.values()))


def left_of(folder: Folder, key: Key) -> list[Left]:
    """Everything that the study still holds of the names and numbers of the key, what was kept on purpose left out; what is certain first."""
    found: dict[tuple[str, str, str], Left] = {}
    for text in iter_texts(folder, whole=True):
        for name, how, written, start in [*_certain(text, key), *_near(text, key)]:
            one = found.setdefault((name, how, folded_value(written)), Left(name, how, written))
            one.rooms.setdefault(text.room, []).append(text.place(start))
    for one in found.values():
        one.rooms = {room: one.rooms[room] for room in ROOMS if room in one.rooms}
    return sorted(found.values(), key=lambda one: (one.how != AS_IT_IS, one.name, -one.count, one.written))


def may_be(folder: Folder, key: Key) -> list[Left]:
    """Only what may be one of the names too, before anything is replaced."""
    return [one for one in left_of(folder, key) if one.how != AS_IT_IS]


def _certain(text: Text, key: Key) -> Iterable[tuple[str, str, str, int]]:
    kinds = [kind for kind, given in key.given.items() if given and kind != "name"]
    names = {folded_value(name): name for name in key.names}
    for one in find_identifiers(text.text, key.names, kinds=["name", *kinds], language=text.language):
        known = one.kind == "name" or one.value in key.given.get(one.kind, {})
        if known and not key.is_kept(one) and one.start >= text.head:
            yield names.get(one.value, one.text), AS_IT_IS, one.text, one.start


def _near(text: Text, key: Key) -> Iterable[tuple[str, str, str, int]]:
    near = find_near(text.text, key.names) if key.names else []
    if not near:
        return
    kept = set(key.kept.get("name", ()))
    pseudonyms = [word for given in key.given.values() for word in given.values()]
    covered = [(one.start, one.end) for one in find_names(text.text, fold(text.text), [*pseudonyms, *key.names])]
    for one in near:
        if one.start >= text.head and one.value not in kept and not _is_covered(one, covered):
            yield one.name, one.how, one.text, one.start


def _is_covered(one: NearMiss, covered: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in covered)
