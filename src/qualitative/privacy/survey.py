"""What identifies people in a study, grouped by value, with every place in context."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from qualitative.codebook.stored import history_paths
from qualitative.codings.log import event_paths
from qualitative.corpus.documents import document_paths
from qualitative.corpus.files import read_text, shown
from qualitative.errors import PrivacyError
from qualitative.folder import Folder
from qualitative.privacy.key import Key
from qualitative.text.identifiers import KINDS, Identifier, find_identifiers

__all__ = ["Sighting", "derived_files", "elsewhere", "named_in_ids", "prose_files", "strings_of", "survey"]

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
    """Files besides documents and events whose text is searched and replaced: cases, tables, notes, the study's settings, the codebook
    with its history, the claims and their assessments."""
    patterns = ("corpus/*", "corpus/tables/*", "codebook/*", "reports/*", "study.yaml")
    found = [path for pattern in patterns for path in folder.root.glob(pattern) if path.is_file()]
    return sorted({path for path in found if path.suffix in (".csv", ".md", ".txt", ".yaml")})


def derived_files(folder: Folder) -> list[Path]:
    """Reports that lie in `reports/out`, made anew with one command, and copies that a migration kept of how files were: git ignores both."""
    places = (folder.root / "reports/out", folder.root / "migrated")
    return sorted(path for place in places for path in place.rglob("*") if path.is_file())


def named_in_ids(folder: Folder, key: Key) -> list[str]:
    """Sentences on ids (also names of files and folders) that hold a name of the key; only a person can rename them."""
    names = {
        re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") for name in (*key.names, *key.given.get("name", {}))
    }
    ids = {"document": folder.documents, "coder": folder.settings.coders, "case": folder.cases.index}
    return [
        f"the id of {kind} {id!r} holds a name: put another in its place, in the files' names and in all that refers to it"
        for kind, known in ids.items()
        for id in known
        if any(name and f"-{name}-" in f"-{id}-" for name in names)
    ]


def elsewhere(folder: Folder, texts: list[str]) -> list[str]:
    """Files outside the corpus that hold one of `texts`: they are not rewritten, but made anew or changed by hand."""
    names = ("notebooks", "reports", "codebook", "incoming", "corpus/originals", "study.yaml")
    places = [path for name in names for path in _files_of(folder.root / name)]
    wanted = [form for text in texts for form in _forms(text)]
    return [
        shown(path, folder.root) for path in places if any(form in data for data in _contents(path) for form in wanted)
    ]


def _files_of(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())


def _forms(text: str) -> set[bytes]:
    """A text as files hold it: plain, escaped in HTML, escaped in JSON."""
    return {text.encode(), escape(text).encode(), json.dumps(text)[1:-1].encode()}


def _contents(path: Path) -> list[bytes]:
    """What a file holds: its bytes, and what is packed in it (DOCX, ODT and bundles are archives)."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


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
    for path in [*document_paths(folder.corpus), *prose_files(folder), *history_paths(folder.codebook_folder)]:
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
