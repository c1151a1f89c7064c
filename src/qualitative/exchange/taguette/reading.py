"""Read a Taguette project (SQLite): documents, tags with their descriptions, highlights, and who made them as far as the log tells.

Taguette counts UTF-8 bytes of a document's text with its HTML left out. The file is a stranger's: it is opened read-only, only plain tables
are read, and nothing of its HTML is kept but text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qualitative.errors import ReaderError
from qualitative.exchange.databases import Database, opened
from qualitative.exchange.foreign import (
    Foreign,
    ForeignCode,
    ForeignCoding,
    ForeignDocument,
    ForeignSpan,
    ForeignUser,
)
from qualitative.exchange.giving.outgoing import SIMULATED
from qualitative.exchange.taguette.html import breaks_in, plain_text

__all__ = ["CODER_TAG", "NO_TIME", "read_taguette"]

NO_TIME = "2000-01-01 00:00:00.000000"
CODER_TAG = "coder:"  # a tag that says who coded, where a file holds several people's work
_MODEL = re.compile(r"(.+?) \(model (.+)\)", re.DOTALL)
_MARKUP = re.compile(r"<(?!/?(?:p|br|div)\b)[a-z]", re.IGNORECASE)


def read_taguette(path: Path, project: int | None = None) -> Foreign:
    """The project of a Taguette file (`project` is its number where there are several). Raises ReaderError where it is none."""
    with opened(path) as database:
        for table in ("projects", "documents", "tags", "highlights", "highlight_tags"):
            if table not in database:
                raise ReaderError(f"{path.name} is no Taguette project: it has no table {table}")
        made, wanted = _project(database, path, project)
        _tags(database, wanted, made)
        makers = _makers(database, made)
        rows = database.rows(
            "documents", "id", "name", "description", "project_id", "contents", optional=("created", "text_direction")
        )
        documents = sorted((row for row in rows if row["project_id"] == wanted), key=lambda row: _number(row["id"]))
        highlights = _highlights(database, {row["id"] for row in documents}, makers, made)
        for row in documents:
            _document(row, highlights.get(row["id"], []), made)
        _coders_in_tags(made)
        return made


def _project(database: Database, path: Path, wanted: int | None) -> tuple[Foreign, Any]:
    rows = {row["id"]: row for row in database.rows("projects", "id", "name", "description", optional=("created",))}
    if wanted is None and len(rows) == 1:
        wanted = next(iter(rows))
    if wanted not in rows:
        known = ", ".join(f"{n} ({_text(row['name'])})" for n, row in list(rows.items())[:8]) or "none"
        raise ReaderError(f"{path.name} has the projects {known}; choose one with --project")
    row = rows[wanted]
    made = Foreign("taguette", "Taguette", _text(row["name"]), _text(row["description"]).strip(), counts="taguette")
    # files of ours have no dates, as Taguette's have none of what was coded
    made.at = None if _text(row["created"]) == NO_TIME else _text(row["created"]) or None
    made.losses.found("descriptions", bool(made.description))
    return made, wanted


def _tags(database: Database, project: Any, made: Foreign) -> None:
    """Tags; one named `a.b` stands below the tag `a`, if there is one."""
    rows = [
        row for row in database.rows("tags", "id", "path", "description", "project_id") if row["project_id"] == project
    ]
    by_path = {_text(row["path"]): str(row["id"]) for row in rows}
    for row in sorted(rows, key=lambda row: _number(row["id"])):
        path, about = _text(row["path"]), _text(row["description"])
        above, _, last = path.rpartition(".")
        parent = by_path.get(above) if above and last.strip() else None
        made.losses.found("codes")
        made.losses.found("descriptions", bool(about.strip()))
        made.codes.append(ForeignCode(str(row["id"]), last if parent else path, parent, about))


@dataclass(frozen=True)
class _Made:
    by: str | None = None
    at: str | None = None


def _makers(database: Database, made: Foreign) -> Mapping[Any, _Made]:
    """Who first made each highlight, and when, as far as the log of commands tells."""
    found: dict[Any, _Made] = {}
    if "commands" not in database:
        return found
    for row in database.rows("commands", "user_login", "payload", optional=("date", "id")):
        try:
            said = json.loads(row["payload"]) if isinstance(row["payload"], str) else None
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("type") == "highlight_add" and isinstance(said.get("highlight_id"), int):
            found.setdefault(said["highlight_id"], _Made(_text(row["user_login"]), _text(row["date"]) or None))
    made.users = [ForeignUser(name, name) for name in sorted({one.by for one in found.values() if one.by})]
    made.losses.found("coders", len(made.users))
    if [user.name for user in made.users] == ["admin"]:
        made.losses.remark(
            "Taguette writes everything into such files under one name, admin: who coded can't be known from it"
        )
    return found


def _highlights(
    database: Database, documents: set[Any], makers: Mapping[Any, _Made], made: Foreign
) -> dict[Any, list[ForeignSpan]]:
    given: dict[Any, list[Any]] = {}
    for row in database.rows("highlight_tags", "highlight_id", "tag_id"):
        given.setdefault(row["highlight_id"], []).append(row["tag_id"])
    found: dict[Any, list[ForeignSpan]] = {}
    rows = database.rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet")
    for row in sorted(rows, key=lambda row: _number(row["id"])):
        if row["document_id"] not in documents:
            continue
        id, who = row["id"], makers.get(row["id"], _Made())
        tags = sorted(set(given.get(id, ())), key=_number)
        made.losses.found("codings" if tags else "noted passages", len(tags) or 1)
        codings = tuple(ForeignCoding(f"{id}:{tag}", str(tag), who.by, who.at) for tag in tags)
        start, end = _number(row["start_offset"]), _number(row["end_offset"])
        span = ForeignSpan(str(id), start, end, plain_text(_text(row["snippet"])), codings, who.by, who.at)
        found.setdefault(row["document_id"], []).append(span)
    return found


def _document(row: Mapping[str, Any], spans: list[ForeignSpan], made: Foreign) -> None:
    html, name = _text(row["contents"]), _text(row["name"])
    text, breaks = breaks_in(html)
    about = _text(row["description"]).strip()
    front = {"provenance": "simulated"} if about == SIMULATED else {}
    about = "" if front else about
    made.losses.found("documents")
    made.losses.found("descriptions", bool(about))
    if _MARKUP.search(html):
        made.losses.found("rich texts")
        made.losses.kept("rich texts", 1, "headings, lists, bold and the like; the HTML is whole in rest.json")
        made.rest.data.setdefault("html", {})[str(row["id"])] = html
    if _text(row["text_direction"]) == "RIGHT_TO_LEFT":
        made.losses.remark(
            f"{name}: is marked to run from right to left; its letters tell the same", "texts from right to left"
        )
    at = None if _text(row["created"]) == NO_TIME else _text(row["created"]) or None
    made.documents.append(
        ForeignDocument(str(row["id"]), name, text, about, None, at, tuple(spans), front=front, breaks=breaks)
    )


def _coders_in_tags(made: Foreign) -> None:
    """Take tags such as `coder:ana` for who coded, where every tagged highlight has exactly one of them, as `export taguette` writes them."""
    names = {code.id: code.name.removeprefix(CODER_TAG) for code in made.codes if code.name.startswith(CODER_TAG)}
    spans = [span for document in made.documents for span in document.spans]
    if not names or not all(sum(c.code in names for c in span.codings) == 1 for span in spans if span.codings):
        return
    taken = 0
    for n, document in enumerate(made.documents):
        changed = []
        for span in document.spans:
            tag = next((coding.code for coding in span.codings if coding.code in names), None)
            taken += tag is not None
            codings = tuple(replace(coding, by=tag) for coding in span.codings if coding.code != tag)
            changed.append(replace(span, codings=codings, by=tag or span.by))
        made.documents[n] = replace(document, spans=tuple(changed))
    made.codes = [code for code in made.codes if code.id not in names]
    losses, made.is_ours = made.losses, True
    losses["codes"].in_file -= len(names)
    losses["codings"].in_file -= taken
    empty = sum(not span.codings for document in made.documents for span in document.spans)
    losses["noted passages"].in_file = empty
    losses["coders"].in_file = len(names)
    made.users = [_user(id, name) for id, name in names.items()]
    losses.remarks = [one for one in losses.remarks if "under one name" not in one]
    losses.remark(f"{len(names)} tags that begin with {CODER_TAG!r} say who coded")


def _user(id: str, name: str) -> ForeignUser:
    model = _MODEL.fullmatch(name)
    return ForeignUser(id, model[1], "model", model[2], model[1]) if model else ForeignUser(id, name, wished=name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1
