"""Files dropped on the panel: they come in pieces, are looked at, and become documents only when the person says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from qualitative.corpus.adding import Addition, Wishes, date_in_name, parse_speakers
from qualitative.corpus.apart import plan_apart
from qualitative.corpus.documents import ROLES
from qualitative.corpus.preview import Preview, preview
from qualitative.corpus.readers.encodings import CANDIDATES
from qualitative.corpus.readers.raw import FILE_LIMIT
from qualitative.errors import ReaderError
from qualitative.folder import adding
from qualitative.model import KINDS, PROVENANCES
from qualitative.panel import given
from qualitative.panel import messages as m
from qualitative.panel.session import Dropped
from qualitative.text.speakers import NOBODY

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS", "LOOKS"]

# of each list of a preview so many are shown, of each sentence so much: a hostile file may have millions
MANY, LONG = 40, 600


def _piece(session: Session, message: m.Piece) -> dict[str, object]:
    """Take one piece of a file; the first begins a new one. Nothing is written."""
    if message["n"] == 0:
        session.dropped = Dropped(message["upload"], PurePath(message["name"]).name or "file")
    dropped = _of(session, message["upload"])
    dropped.data += message["bytes"]
    if len(dropped.data) > FILE_LIMIT:
        session.dropped = None
        raise ReaderError(f"{dropped.name}: more than the {FILE_LIMIT // 1_000_000} MB that are read; split the file")
    return {}


def _look(session: Session, message: m.Look) -> given.Looked:
    """What would be added, under what the person says of it: as `qualitative add --dry-run` shows it."""
    folder, dropped = session.folder, _of(session, message["upload"])
    addition = plan_apart(
        dropped.name,
        bytes(dropped.data),
        folder.corpus,
        folder.named_cases,
        _wishes(message["options"]),
        folder.settings.languages,
        adding.interviewers(folder),
    )
    dropped.looks[message["look"]] = addition
    return {
        "seen": _bounded(preview(addition)),
        "unsaid": list(addition.unsaid),
        "path": addition.path.relative_to(folder.root).as_posix(),
        "said": _said(addition),
        "dated": date_in_name(dropped.name) or "",
        "placed": adding.placed_comments(addition),
        "cases": list(folder.named_cases),
        "kinds": list(KINDS),
        "provenances": list(PROVENANCES),
        "roles": [*ROLES, NOBODY],
        "encodings": ["utf-8", "utf-16", *CANDIDATES],
    }


def _add(session: Session, message: m.AddFile) -> given.Added:
    """Write what was looked at, and nothing else; its comments become the coder's memos."""
    dropped = _of(session, message["upload"])
    addition = dropped.looks.get(message["look"])
    if addition is None:
        raise ReaderError(f"{dropped.name}: this was not looked at; look at it again, then add it")
    adding.add(session.folder, addition)
    if addition.raw.comments:
        adding.keep_comments(session.folder, addition, session.coder)
    session.dropped = None
    made = addition.document
    return {"added": made.id, "documents": [(d.id, d.title, d.provenance) for d in session.folder.documents.values()]}


def _of(session: Session, upload: str) -> Dropped:
    if session.dropped is None or session.dropped.upload != upload:
        raise ReaderError("the file is not here any more; drop it again")
    return session.dropped


def _wishes(options: m.Options) -> Wishes:
    """What the person says, checked as on the command line; an empty field is left to the file, a default or a guess."""
    roles = parse_speakers(f"{label}={role}" for label, role in options.get("speakers", {}).items())
    return Wishes(
        case=_text(options.get("case")),
        date=_text(options.get("date")),
        kind=_text(options.get("kind")),
        provenance=_text(options.get("provenance")),
        language=_text(options.get("language")),
        id=_text(options.get("id")),
        title=_text(options.get("title")),
        speakers=roles,
        unlabelled=_text(options.get("unlabelled")),
        prose=bool(options.get("prose")),
        encoding=_text(options.get("encoding")),
    )


def _text(said: str | None) -> str | None:
    return str(said or "").strip() or None


def _said(addition: Addition) -> dict[str, str]:
    """What stands in the document now for each field, but for what nobody said."""
    document = addition.document
    fields = {
        key: str(getattr(document, key)) for key in ("case", "date", "kind", "provenance", "language", "id", "title")
    }
    return fields | dict.fromkeys(addition.unsaid, "")


def _bounded(seen: Preview) -> dict[str, object]:
    """A preview as the page gets it, field by field; `left` says how many of a list are not in it."""
    fields = dataclasses.asdict(seen)
    left = {key: len(value) - MANY for key, value in fields.items() if isinstance(value, tuple) and len(value) > MANY}
    return {key: _cut(value) for key, value in fields.items()} | {"left": left}


def _cut(value: object) -> object:
    if isinstance(value, str):
        return value if len(value) <= LONG else f"{value[:LONG]}…"
    if isinstance(value, Mapping):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value[:MANY]] if isinstance(value, tuple | list) else value


# these save nothing
LOOKS: dict[str, tuple[type[m.Asked], Callable[[Session, Any], Mapping[str, object]]]] = {
    "piece": (m.Piece, _piece),
    "look": (m.Look, _look),
}
HANDLERS: dict[str, tuple[type[m.Asked], Callable[[Session, Any], Mapping[str, object]]]] = {
    "add-file": (m.AddFile, _add),
}
