"""What operations say of each code, field by field, with who said it last and who said it apart from whom. Pure.

Operations come in the order of the history. A field holds what was written last. Its `front` is what was said of it by operations of
which none was made upon another: where the front does not agree, two people contradict each other, and until somebody decides, what
comes later in the order holds. An operation may also claim what it rests upon (an edit: that the code was not merged away); a claim
stands in the front, so that it contradicts, but changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qualitative.codebook.codes import BY_PART, DEFAULTS
from qualitative.codebook.history import History
from qualitative.codebook.names import Names
from qualitative.errors import CodebookError, did_you_mean
from qualitative.model import Code

__all__ = ["Draft", "Field", "Said"]

Field = tuple[str, str]  # a field of a code, and the part of it (a language, a class), or an empty text


@dataclass(frozen=True, slots=True)
class Said:
    """What the operation at a place says of a field."""

    place: int
    value: Any


@dataclass
class _Held:
    """One field of one code: everything written, and the front."""

    written: list[Said] = field(default_factory=list)
    front: list[Said] = field(default_factory=list)


class Draft:
    """The codes of one version in the making. Codes go by key (see `names`); those that were merged away stay."""

    def __init__(self, history: History, names: Names, version: int) -> None:
        self.history, self.names, self.version = history, names, version
        self.codes: dict[str, dict[Field, _Held]] = {}
        self.place = 0  # of the operation that is being read
        self._rests = (-1, 0)  # the place, and what the operation there rests upon

    def key(self, name: Any) -> str:
        """The code that the operation being read means by `name`. Raises CodebookError where there is none."""
        key = None
        if isinstance(name, str):
            # where what it was made upon is not all at hand, another branch may tell
            key = self.names.key(name, self.history.upon[self.place]) or self.names.key(name, self.version)
        if key is None or key not in self.codes:
            known = [self.name(key) for key in self.codes if not self.value(key, "merged")]
            raise CodebookError(f"code {name!r} does not exist at this point; {did_you_mean(str(name), known)}")
        return key

    def standing(self, name: Any) -> str:
        """As `key`, but a code that was merged into another does not stand any more."""
        key = self.key(name)
        if self.value(key, "merged"):
            raise CodebookError(
                f"code {name!r} does not exist at this point; it was merged into {self.name(self.end(key))}"
            )
        return key

    def name(self, key: str) -> str:
        """How a code is called in this version."""
        return self.names.name(key, self.version)

    def value(self, key: str, field: str, part: str = "") -> Any:
        """What a field holds; None where nothing was written."""
        held = self.codes[key].get((field, part))
        return held.written[-1].value if held and held.written else None

    def parts(self, key: str, field: str) -> dict[str, Any]:
        """What the parts of a field hold, without the empty ones."""
        values = {part: self.value(key, name, part) for name, part in self.codes[key] if name == field}
        return {part: value for part, value in values.items() if value}

    def write(self, key: str, field: str, value: Any, part: str = "") -> None:
        """Let the operation being read set a field."""
        held = self._held(key, field, part)
        held.written.append(Said(self.place, value))
        self._to_front(held, value)

    def write_fields(self, key: str, fields: dict[str, Any]) -> None:
        """Let the operation being read set fields of a code, part by part where they have parts."""
        for name, value in fields.items():
            if name in BY_PART:
                for part, one in value.items():
                    self.write(key, name, one, part)
            else:
                self.write(key, name, value)

    def claim(self, key: str, field: str, value: Any) -> None:
        """Let the operation being read rest upon a field's value, unless those before it had said otherwise."""
        held, upon = self._held(key, field, ""), self._upon()
        if all(said.value == value for said in held.front if upon >> said.place & 1):
            self._to_front(held, value)

    def is_used(self, id: str) -> bool:
        """Whether a code has, or had, this id."""
        return self.names.key(id, self.version) in self.codes

    def above(self, key: str) -> set[str]:
        """A code with all those above it, as far as merges tell where they are now."""
        found: set[str] = set()
        above: str | None = key
        while above is not None and above not in found:
            found.add(above)
            above = self.value(above, "parent")
            above = self.end(above) if above in self.codes else None
        return found

    def end(self, key: str) -> str:
        """What a code became through merges."""
        seen = {key}
        while (into := self.value(key, "merged")) and into not in seen and into in self.codes:
            key = into
            seen.add(key)
        return key

    def iter_fronts(self) -> Iterator[tuple[str, Field, list[Said]]]:
        """Each code and field with what was said of it apart, where more than one operation did."""
        for key, fields in self.codes.items():
            for name, held in fields.items():
                if len(held.front) > 1:
                    yield key, name, held.front

    def written(self, key: str, field: str) -> list[Said]:
        """All that was ever written into a field, in order."""
        held = self.codes[key].get((field, ""))
        return held.written if held else []

    def code(self, key: str, parent: str | None) -> Code:
        """A code as it stands, under `parent` (an id of this version)."""
        plain: dict[str, Any] = {field: self.value(key, field) or default for field, default in DEFAULTS.items()}
        prose: dict[str, Any] = {field: self.parts(key, field) for field in BY_PART}
        prose["keywords"] = {language: tuple(words) for language, words in prose["keywords"].items()}
        plain["scale"] = tuple(plain["scale"])
        return Code(id=self.name(key), parent=parent, retired=bool(self.value(key, "retired")), **plain, **prose)

    def _upon(self) -> int:
        """What the operation being read rests upon."""
        if self._rests[0] != self.place:
            upon = self.history.upon[self.place]
            for added in self.names.same:
                upon |= added if upon & added else 0
            self._rests = (self.place, upon)
        return self._rests[1]

    def _held(self, key: str, field: str, part: str) -> _Held:
        return self.codes.setdefault(key, {}).setdefault((field, part), _Held())

    def _to_front(self, held: _Held, value: Any) -> None:
        upon = self._upon()
        held.front = [said for said in held.front if not upon >> said.place & 1]
        held.front.append(Said(self.place, value))
