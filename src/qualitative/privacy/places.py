"""Every text of a study, room by room: what is searched for those who must not be known, and where something is left."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualitative.codebook.stored import history_paths
from qualitative.codings.log import event_paths
from qualitative.corpus.documents import document_paths
from qualitative.corpus.files import read_text, shown
from qualitative.errors import PrivacyError
from qualitative.folder import Folder

__all__ = [
    "ROOMS",
    "Cell",
    "Text",
    "cells",
    "data_files",
    "derived_files",
    "iter_texts",
    "places_of",
    "prose_files",
    "strings_of",
]

ROOMS = (
    "texts",
    "codings",
    "memos",
    "codebook",
    "claims",
    "cases",
    "persons",
    "tables",
    "edits",
    "exchange",
    "settings",
    "other",
)
_STRINGS = ("note", "why", "origin")  # of an event, beside its quote
_DATA = (".json", ".jsonl", ".xml", ".qde")


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its room, its file, the id of an event or the line it begins at, and how many characters before it are no part of it."""

    room: str
    file: str
    text: str
    line: int = 1
    event: str = ""
    head: int = 0
    language: str | None = None

    def place(self, start: int) -> str:
        """Where a character of it stands, as a person looks it up."""
        if self.event:
            return f"{self.file}: {self.event}"
        return f"{self.file}:{self.line + self.text.count(chr(10), self.head, start)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a CSV file: `line` it begins in, what its column is called, what it holds."""

    line: int
    row: int
    column: int
    head: str
    text: str


def prose_files(folder: Folder) -> list[Path]:
    """Files besides documents and events whose text is searched and replaced: cases, persons, tables, notes, the study's settings, the
    codebook, the claims and their assessments."""
    patterns = (
        "corpus/*",
        "corpus/private/*",
        "corpus/tables/*",
        "corpus/samples/*",
        "codebook/*",
        "reports/*",
        "study.yaml",
    )
    found = [path for pattern in patterns for path in folder.root.glob(pattern) if path.is_file()]
    return sorted({path for path in found if path.suffix in (".csv", ".md", ".txt", ".yaml")})


def data_files(folder: Folder) -> list[Path]:
    """What came with an import and has no place of its own, and what persons answered: JSON, JSON lines and XML."""
    found = [*folder.corpus.glob("*.jsonl"), *(folder.corpus / "exchange").rglob("*")]
    return sorted(path for path in found if path.is_file() and path.suffix in (*_DATA, ".txt", ".md", ".csv"))


def derived_files(folder: Folder) -> list[Path]:
    """Reports that lie in `reports/out`, made anew with one command, and copies that a migration kept of how files were: git ignores both."""
    places = (folder.root / "reports/out", folder.root / "migrated")
    return sorted(path for place in places for path in place.rglob("*") if path.is_file())


def iter_texts(folder: Folder, *, whole: bool = False) -> Iterator[Text]:
    """Every text once: the quote of a coding on the present text stands in that text, and is given only where `whole` is asked for."""
    for path in document_paths(folder.corpus):
        document = folder.documents.get(path.stem)
        text = read_text(path, PrivacyError, folder.root)
        yield Text("texts", shown(path, folder.root), text, language=document.language if document else None)
    for path in [*prose_files(folder), *data_files(folder)]:
        yield from _of_file(path, folder)
    for path in history_paths(folder.codebook_folder):
        yield Text("codebook", shown(path, folder.root), read_text(path, PrivacyError, folder.root))
    for path in sorted((folder.corpus / "edits").glob("*.jsonl")) if whole else []:
        yield from _of_file(path, folder)
    for path in event_paths(folder.codings_folder):
        yield from _of_events(path, folder, whole)


def cells(text: str) -> Iterator[Cell]:
    """The cells of a CSV text below its head; the head's own have no name."""
    reader = csv.reader(io.StringIO(text))
    head: list[str] = []
    line = 1
    for row, values in enumerate(reader):
        for column, value in enumerate(values):
            yield Cell(line, row, column, head[column] if row and column < len(head) else "", value)
        head = head or values
        line = reader.line_num + 1


def places_of(folder: Folder) -> tuple[str, ...]:
    """What the cases of the study are called: their ids and the columns that name them; these are never hidden unasked."""
    table = folder.cases
    named = [column for column in table.columns if column == "name" or column.startswith("name_")]
    names = [str(value) for column in named for value in table[column].dropna()]
    return tuple(dict.fromkeys([*(str(case).replace("-", " ") for case in table.index), *names]))


def strings_of(value: Any) -> Iterator[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from strings_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)


def _room(path: Path, folder: Folder) -> str:
    top, *rest = path.relative_to(folder.root).parts
    if top == "corpus":
        named = {
            "cases.csv": "cases",
            "persons.csv": "persons",
            "private": "persons",
            "tables": "tables",
            "edits": "edits",
            "exchange": "exchange",
        }
        return named.get(rest[0], "other")
    return {"codebook": "codebook", "reports": "claims", "study.yaml": "settings"}.get(top, "other")


def _of_file(path: Path, folder: Folder) -> Iterator[Text]:
    room, name, text = _room(path, folder), shown(path, folder.root), read_text(path, PrivacyError, folder.root)
    if path.suffix == ".csv":
        for cell in cells(text):
            before = f"{cell.head}: " if cell.head else ""  # what the column is called says what a number is
            yield Text(room, name, before + cell.text, cell.line, head=len(before))
    elif path.suffix in (".json", ".jsonl"):
        for line, part in enumerate(text.split("\n") if path.suffix == ".jsonl" else [text], 1):
            yield from (Text(room, name, string, line) for string in strings_of(_parsed(part)))
    else:
        yield Text(room, name, html.unescape(text) if path.suffix in (".xml", ".qde") else text)


def _parsed(text: str) -> Any:
    """JSON as data; a line that is none as the text that it is."""
    try:
        return json.loads(text) if text.strip() else None
    except (ValueError, RecursionError):
        return text


def _of_events(path: Path, folder: Folder, whole: bool) -> Iterator[Text]:
    document, name = folder.documents.get(path.stem), shown(path, folder.root)
    language = document.language if document else None
    for event in folder.events_of(path)[0]:
        room = "memos" if event["event"] == "memo" else "codings"
        current = document is not None and event.get("text") == document.hash and not whole
        fields = _STRINGS if current else (*_STRINGS, "quote")
        held: Mapping[str, object] = event
        for string in strings_of([held[field] for field in fields if field in held]):
            yield Text(room, name, string, event=event["id"], language=language)
