"""Read a Taguette project (SQLite): documents, tags with their descriptions, highlights.

Taguette counts UTF-8 bytes of a document's text with its HTML left out. Every highlight is checked against the snippet that Taguette kept;
one that does not fit is reported, never moved. The file is a stranger's: it is opened read-only, only plain tables are read, and nothing
of its HTML is kept but text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from qualitative.errors import OffsetError, ReaderError
from qualitative.offsets import utf8_map

__all__ = ["Highlight", "Project", "TaguetteDocument", "plain_text", "read_taguette"]

_TABLES = {"projects", "documents", "tags", "highlights", "highlight_tags"}
_LARGEST = 100_000_000  # bytes of one value
_STEPS = 200_000_000  # of SQLite's machine, all queries together


@dataclass(frozen=True, slots=True)
class Highlight:
    """A segment of a document (half-open code points of its plain text), its quote, the tags it has and who made it."""

    start: int
    end: int
    quote: str
    tags: tuple[int, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TaguetteDocument:
    """A document's plain text and its highlights."""

    name: str
    description: str
    created: str
    text: str
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True)
class Project:
    """One project: `tags` maps their numbers to (name, description); `problems` tells what did not fit."""

    name: str
    description: str
    documents: list[TaguetteDocument]
    tags: dict[int, tuple[str, str]]
    problems: list[str] = field(default_factory=list)

    @property
    def codings(self) -> int:
        """How many times a tag was given to a highlight."""
        return sum(len(highlight.tags) for document in self.documents for highlight in document.highlights)


def read_taguette(path: Path, project: int | None = None) -> Project:
    """The project of a Taguette file (`project` is its number where there are several). Raises ReaderError where it is none."""
    try:
        with closing(_opened(path)) as database:
            return _project(database, path, project)
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, OverflowError) as failure:
        raise ReaderError(f"{path.name} can't be read as a Taguette project: {failure}; export it anew") from None


def plain_text(html: str) -> str:
    """The text of HTML, as Taguette counts it: text nodes one after the other, character references resolved.

    >>> plain_text("<p>Satu &amp; dua</p>\\n<p>tiga</p>")
    'Satu & dua\\ntiga'
    """
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file() or path.read_bytes()[:16] != b"SQLite format 3\0":
        raise ReaderError(f"{path.name} is no SQLite file; export the project from Taguette as SQLite3")
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("pragma trusted_schema=off")
    database.execute("pragma query_only=on")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    steps = iter(range(_STEPS // 100_000))
    database.set_progress_handler(lambda: next(steps, None) is None, 100_000)
    tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
    if not tables >= _TABLES:
        missing = ", ".join(sorted(_TABLES - tables))
        database.close()
        raise ReaderError(f"{path.name} is no Taguette project: it has no table {missing}")
    return database


def _project(database: sqlite3.Connection, path: Path, wanted: int | None) -> Project:
    projects = {
        n: (_text(name), _text(about))
        for n, name, about in database.execute("select id, name, description from projects")
    }
    if wanted is None and len(projects) == 1:
        wanted = next(iter(projects))
    if wanted not in projects:
        known = ", ".join(f"{n} ({name})" for n, (name, _) in list(projects.items())[:8]) or "none"
        raise ReaderError(f"{path.name} has the projects {known}; choose one with --project")
    tags = {
        n: (_text(name), _text(about))
        for n, name, about in database.execute(
            "select id, path, description from tags where project_id = ? order by id", [wanted]
        )
    }
    found = Project(*projects[wanted], [], tags)
    makers = dict(_makers(database))
    rows = database.execute(
        "select id, name, description, created, contents from documents where project_id = ? order by id", [wanted]
    ).fetchall()
    for number, name, about, created, html in rows:
        text = plain_text(_text(html))
        highlights = tuple(_highlights(database, number, _text(name), text, found, makers))
        found.documents.append(TaguetteDocument(_text(name), _text(about), _text(created), text, highlights))
    return found


def _highlights(
    database: sqlite3.Connection, document: int, name: str, text: str, project: Project, makers: dict[int, str]
) -> Iterator[Highlight]:
    given: dict[int, list[int]] = {}
    for highlight, tag in database.execute(
        "select t.highlight_id, t.tag_id from highlight_tags t join highlights h on h.id = t.highlight_id"
        " where h.document_id = ? order by t.highlight_id, t.tag_id", [document],
    ):  # fmt: skip
        given.setdefault(highlight, []).append(tag)
    places = utf8_map(text)
    rows = database.execute(
        "select id, start_offset, end_offset, snippet from highlights where document_id = ? order by id", [document]
    )
    for number, first, last, snippet in rows.fetchall():
        where = f"{name}: highlight {number} at bytes {first}-{last}"
        try:
            start, end = places.to_code_points(int(first)), places.to_code_points(int(last))
        except (OffsetError, TypeError, ValueError) as problem:
            project.problems.append(f"{where}: {problem}; left out")
            continue
        wrong = [tag for tag in given.get(number, ()) if tag not in project.tags]
        if start >= end or text[start:end] != plain_text(_text(snippet)) or wrong:
            why = f"tag {wrong[0]} is unknown" if wrong else "the text there is not its snippet"
            project.problems.append(f"{where}: {why}; left out")
            continue
        yield Highlight(start, end, text[start:end], tuple(given.get(number, ())), makers.get(number))


def _makers(database: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Who made each highlight, as far as the log of commands tells."""
    try:
        rows = database.execute("select user_login, payload from commands order by id").fetchall()
    except sqlite3.Error:
        return
    for login, payload in rows:
        try:
            said = json.loads(payload)
        except (TypeError, ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("type") == "highlight_add" and isinstance(said.get("highlight_id"), int):
            yield said["highlight_id"], _text(login)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
