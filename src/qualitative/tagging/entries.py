"""What the tagger reads of a codebook: for each code its id, its words and its place in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qualitative.codebook.tree import Codebook
from qualitative.errors import TaggerError
from qualitative.model import Code

__all__ = ["Entry", "ancestors", "entries_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code as the tagger sees it: prose (name, definition, what to include) and keywords, in whatever languages there are."""

    id: str
    prose: tuple[str, ...]
    keywords: tuple[str, ...]
    parent: str | None = None

    def as_mapping(self) -> dict[str, Any]:
        """The entry as `entries_of` takes it."""
        return {"id": self.id, "definition": self.prose, "keywords": self.keywords, "parent": self.parent}


def entries_of(codebook: Codebook | Iterable[Mapping[str, Any]]) -> list[Entry]:
    """The codes that may be suggested. Raises TaggerError for an entry without an id, or two with the same."""
    if isinstance(codebook, Codebook):
        return [_of_code(codebook, codebook[code]) for code in codebook.usable()]
    if not isinstance(codebook, Iterable) or isinstance(codebook, (str, bytes)):
        raise TaggerError(
            f"the codebook is {str(codebook)[:40]!r}; give a Codebook, or a list of mappings with id, definition, keywords"
        )
    entries = [_of_mapping(entry) for entry in codebook]
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise TaggerError(f"code {_shown(entry.id)} stands twice in the codebook; ids must differ")
        seen.add(entry.id)
    return entries


def ancestors(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """For each code the codes above it, nearest first; a parent that can't be suggested is left out."""
    parents = {entry.id: entry.parent for entry in entries}
    above: dict[str, list[str]] = {}
    for code, parent in parents.items():
        found: list[str] = []
        while parent in parents and parent not in found and parent != code:
            found.append(parent)
            parent = parents[parent]
        above[code] = found
    return above


def _of_code(codebook: Codebook, code: Code) -> Entry:
    usable = set(codebook.usable())
    prose = [*code.name.values(), *code.definition.values(), *code.include.values()]
    parent = next((above for above in codebook.ancestors(code.id) if above in usable), None)
    return Entry(code.id, tuple(prose), tuple(word for words in code.keywords.values() for word in words), parent)


def _of_mapping(entry: Mapping[str, Any]) -> Entry:
    if not isinstance(entry, Mapping) or not entry.get("id"):
        raise TaggerError(
            f"codebook entry {str(entry)[:60]!r} has no id; give each a mapping with id, definition, keywords"
        )
    if not isinstance(entry["id"], str):
        raise TaggerError(
            f'code id {_shown(entry["id"])} is of type {type(entry["id"]).__name__}; give ids as text, such as "1"'
        )
    if not is_text(entry["id"]):
        raise TaggerError(f"code id {_shown(entry['id'])} holds half a character; write it anew")
    parent = entry.get("parent")
    if parent is not None and not isinstance(parent, str) and parent == parent:  # NaN is a table's empty cell
        raise TaggerError(
            f"the parent of code {_shown(entry['id'])} is {str(parent)[:40]!r}; give the id of one code, or None"
        )
    prose = [text for key in ("name", "definition", "include") for text in _texts(entry.get(key))]
    return Entry(
        entry["id"], tuple(prose), tuple(_texts(entry.get("keywords"))), parent if isinstance(parent, str) else None
    )


def is_text(text: str) -> bool:
    """Whether `text` can be written as UTF-8: lone surrogates can't."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _shown(value: object) -> str:
    """The beginning of a value, for a message."""
    return repr(value)[:60]


def _texts(value: Any) -> list[str]:
    """A text, a list of them, or a mapping from language to either, as one flat list."""
    if value is None or (value != value and isinstance(value, float)):  # NaN is a table's empty cell
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = value.values()
    if not isinstance(value, Iterable):
        raise TaggerError(f"codebook holds {_shown(value)} where a text or a list of texts is due; write it as text")
    return [text for part in value for text in _texts(part)]
