"""What identifies people in a study, grouped by value, with every place in context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.codings.log import event_paths
from qualitative.corpus.documents import document_paths
from qualitative.corpus.files import read_text, shown
from qualitative.errors import PrivacyError
from qualitative.folder import Folder
from qualitative.privacy.key import Key
from qualitative.text.identifiers import KINDS, Identifier, find_identifiers

__all__ = ["Sighting", "elsewhere", "prose_files", "strings_of", "survey"]

CONTEXT = 40


@dataclass
class Sighting:
    """One person's number, name or address: how it is written, and where (file and line, with context)."""

    kind: str
    value: str
    written: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)


def survey(folder: Folder, key: Key) -> list[Sighting]:
    """Everything that looks like an identifier in documents, events and tables, and has no decision yet or has a pseudonym."""
    found: dict[tuple[str, str], Sighting] = {}
    for place, text in _texts(folder):
        for one in find_identifiers(text, key.names):
            if key.is_kept(one):
                continue
            sighting = found.setdefault((one.kind, one.value), Sighting(one.kind, one.value))
            if one.text not in sighting.written:
                sighting.written.append(one.text)
            line = place if ":" in place else f"{place}:{text.count(chr(10), 0, one.start) + 1}"
            sighting.places.append((line, _context(text, one)))
    return sorted(found.values(), key=lambda sighting: (KINDS.index(sighting.kind), sighting.value))


def prose_files(folder: Folder) -> list[Path]:
    """Files besides documents and events whose text is searched and replaced as it is: tables, notes beside the corpus."""
    found = [
        path for pattern in ("*.csv", "*.md", "tables/*") for path in folder.corpus.glob(pattern) if path.is_file()
    ]
    return sorted({path for path in found if path.suffix in (".csv", ".md", ".txt")})


def elsewhere(folder: Folder, texts: list[str]) -> list[str]:
    """Files outside the corpus that hold one of `texts`: they are not rewritten, but made anew or changed by hand."""
    places = [
        path
        for name in ("notebooks", "reports", "codebook")
        for path in sorted((folder.root / name).rglob("*"))
        if path.is_file()
    ]
    held = [path for path in places if any(text.encode() in path.read_bytes() for text in texts)]
    return [shown(path, folder.root) for path in held]


def strings_of(value: Any) -> Iterator[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)


def _texts(folder: Folder) -> Iterator[tuple[str, str]]:
    """(place, text): whole files by their name, strings of events by file and id."""
    for path in [*document_paths(folder.corpus), *prose_files(folder)]:
        yield shown(path, folder.root), read_text(path, PrivacyError, folder.root)
    for path in event_paths(folder.codings_folder):
        document = folder.documents.get(path.stem)
        for event in folder.events_of(path)[0]:
            # the quote of a coding on the present text stands in that text
            current = document is not None and event.get("text") == document.hash
            for key in ("note",) if current else ("note", "quote"):
                if key in event:
                    yield f"{shown(path, folder.root)}: {event['id']}", event[key]


def _context(text: str, one: Identifier) -> str:
    before, after = text[max(0, one.start - CONTEXT) : one.start], text[one.end : one.end + CONTEXT]
    return " ".join(f"…{before}[{one.text}]{after}…".split())
