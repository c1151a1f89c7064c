"""Lists of entries in YAML, each with the line that it begins on, so that errors lead to the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from qualitative.corpus.files import parse_yaml, read_text, shown
from qualitative.errors import FindingError, did_you_mean
from qualitative.i18n import LANGUAGES
from qualitative.model import is_id

__all__ = ["Entry", "check_entry", "list_entries", "parsed", "read_entries"]

Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Entry:
    """One mapping of the list; `fail` makes an error that leads to its line."""

    data: Mapping[str, Any]
    name: str
    lines: tuple[str, ...]
    first: int
    languages: tuple[str, ...] = LANGUAGES

    def fail(self, problem: str, key: str | None = None) -> FindingError:
        """An error at the line of `key`, or of the entry."""
        offset = next((i for i, text in enumerate(self.lines) if key and text.strip(" -").startswith(f"{key}:")), 0)
        return FindingError(f"{self.name}:{self.first + offset}: {self.data.get('id')}: {problem}")

    def texts(self, key: str) -> dict[str, str]:
        """A text in each language of the study. Raises FindingError where one is missing."""
        value = self.data.get(key)
        if not isinstance(value, Mapping) or not all(isinstance(value.get(code), str) for code in self.languages):
            raise self.fail(f"{key} must hold a text for each of {', '.join(self.languages)}", key)
        return {code: value[code] for code in self.languages}

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; one word alone counts as a list."""
        value = self.data.get(key) or []
        return tuple(str(word) for word in ([value] if isinstance(value, str | int) else value))


def parsed(entry: Entry, parse: Callable[[Entry], Parsed]) -> Parsed:
    """What `parse` makes of an entry. Raises FindingError at its line also where a field has the wrong shape."""
    try:
        return parse(entry)
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise entry.fail(f"a field has the wrong shape ({problem}); compare it with another entry") from None


def read_entries(
    path: Path, keys: Iterable[str], root: Path | None = None, languages: tuple[str, ...] = LANGUAGES
) -> list[Entry]:
    """The entries of a YAML list of mappings with unique ids and known `keys`; an absent file is an empty list.

    `languages` are those of the study, in each of which a text is asked for.
    """
    entries = list_entries(path, root, languages)
    seen: set[str] = set()
    for entry in entries:
        check_entry(entry, keys, seen)
    return entries


def check_entry(entry: Entry, keys: Iterable[str], seen: set[str]) -> None:
    """Raise FindingError for an id that is malformed or already `seen`, or an unknown key; then add the id to `seen`."""
    if not is_id(entry.data.get("id")) or entry.data["id"] in seen:
        raise entry.fail("the id is missing, malformed or used twice; use a–z, 0–9 and -")
    seen.add(entry.data["id"])
    for key in entry.data:
        if key not in keys:
            raise entry.fail(f"unknown key {key!r}; {did_you_mean(str(key), keys)}", str(key))


def list_entries(path: Path, root: Path | None = None, languages: tuple[str, ...] = LANGUAGES) -> list[Entry]:
    """The entries of a YAML list of mappings, unchecked. Raises FindingError where the file is no such list."""
    if not path.exists():
        return []
    name, text = shown(path, root), read_text(path, FindingError, root)
    data = parse_yaml(text, name, FindingError) or []
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise FindingError(f"{name}:1: not a list of entries that begin with `- id: …`")
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    bounds = (
        list(zip(starts, [*starts[1:], len(lines)], strict=False)) if len(starts) == len(data) else [(0, 0)] * len(data)
    )
    return [
        Entry(item, name, tuple(lines[first:last]), first + 1, languages)
        for item, (first, last) in zip(data, bounds, strict=True)
    ]
