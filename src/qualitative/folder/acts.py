"""The acts that write events: code, recode, take back, undo, redo, note. Each returns only when it is on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.codings.events import STUDY, Event, code_event, new_event
from qualitative.codings.log import append_events, last_id
from qualitative.codings.state import last_act, last_undo, live_codings
from qualitative.errors import CodingError, did_you_mean

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["apply", "memo", "recode", "record", "redo", "retract", "undo"]


def apply(
    folder: Folder,
    coder: str,
    items: Sequence[tuple[str, str, int, int]],
    *,
    round: int = 1,
    blind: bool = True,
    **more: Any,
) -> list[str]:
    """Give codes to segments: `items` are (code, document, start, end). One fsync a file; the new ids, once durable."""
    folder.coder(coder)
    book = folder.codebook()
    above = {document: last_id(folder.event_file(coder, document)) for _, document, _, _ in items}
    made = []
    for code, document, start, end in items:
        check_usable(book, code)
        fields = {"codebook": book.version, "round": round, "blind": blind, "above": above[document], **more}
        made.append(code_event(folder.document(document), coder, code, start, end, **fields))
    if len(made) > 1:
        made = [{**event, "act": made[0]["id"]} for event in made]
    _append(folder, made)
    return [event["id"] for event in made]


def record(folder: Folder, event: str, coder: str, document: str, *, round: int = 1, **fields: Any) -> str:
    """Append one event of another kind (retract, memo, decide, done); its id, once durable."""
    folder.coder(coder)
    if document != STUDY:
        folder.document(document)
    above = last_id(folder.event_file(coder, document))
    made = new_event(event, coder, document, codebook=folder.codebook().version, round=round, above=above, **fields)
    _append(folder, [made])
    return made["id"]


def recode(
    folder: Folder,
    coder: str,
    id: str,
    *,
    code: str | None = None,
    start: int | None = None,
    end: int | None = None,
    blind: bool | None = None,
) -> str:
    """Replace a coding by one with another code, start or end; what is not given stays. The new id."""
    standing = {coding.id: coding for coding in live_codings(folder.events([coder])[0])}
    if id not in standing:
        raise CodingError(f"{coder} has no standing coding {id!r} to change; {did_you_mean(id, standing)}")
    old = standing[id]
    wanted = folder.codebook().current(old.code) if code is None else code
    segment = (old.start if start is None else start, old.end if end is None else end)
    blind = old.blind if blind is None else blind
    return apply(
        folder,
        coder,
        [(wanted, old.document, *segment)],
        round=old.round,
        blind=blind,
        replaces=id,
        suggestion=old.suggestion,
    )[0]


def retract(folder: Folder, coder: str, id: str) -> str:
    """Take back one event of the coder, whatever it is; the id of the retract."""
    events = {event["id"]: event for event in folder.events([coder])[0]}
    if id not in events:
        raise CodingError(f"{coder} has no event {id!r} to take back; {did_you_mean(id, events)}")
    return record(folder, "retract", coder, events[id]["document"], round=events[id]["round"], of=id)


def undo(folder: Folder, coder: str, document: str | None = None) -> list[Event]:
    """Take back the coder's last act that still stands, on one document or on any; the events that were taken back."""
    return _take_back(folder, coder, last_act(_log(folder, coder, document)), "undo")


def redo(folder: Folder, coder: str, document: str | None = None) -> list[Event]:
    """Bring back what the last undo took, unless something new was done since; the events that came back."""
    log = _log(folder, coder, document)
    undone = last_undo(log)
    _take_back(folder, coder, undone, "redo")
    back = {event["of"] for event in undone}
    return [event for event in log if event["id"] in back]


def memo(folder: Folder, coder: str, note: str, document: str | None = None, of: str | None = None) -> str:
    """Write a note on an event, `document`, `code:<id>` or `study`; its id. Raises CodingError when `of` names nothing."""
    of = of or ("document" if document else "study")
    if not note.strip():
        raise CodingError("the memo is empty; write a note, or take the old one back with retract")
    if of.startswith("code:"):
        folder.codebook()[of.removeprefix("code:")]
    elif of not in ("study", "document"):
        events = {event["id"]: event["document"] for event in folder.events()[0]}
        if of not in events:
            raise CodingError(f"a memo can't be on {of!r}; name a coding's id, document, code:<id> or study")
        document = document or events[of]
    if of == "document" and not document:
        raise CodingError("a memo on a document needs to know which; pass document=…")
    return record(folder, "memo", coder, document or STUDY, of=of, note=note)


def check_usable(book: Codebook, code: str) -> None:
    """Raises CodingError for a retired code or a theme, CodebookError for an unknown one."""
    if book[code].retired:
        raise CodingError(f"code {code!r} is retired in version {book.version}; restore it or choose another")
    if book[code].kind != "code":
        raise CodingError(
            f"{code!r} is a {book[code].kind}; choose a code below it: {', '.join(book.children(code)[:6])}"
        )


def _log(folder: Folder, coder: str, document: str | None) -> list[Event]:
    folder.coder(coder)
    if document is None:
        return folder.events([coder])[0]
    return folder.events_of(folder.event_file(coder, document))[0]


def _take_back(folder: Folder, coder: str, events: list[Event], mark: str) -> list[Event]:
    book = folder.codebook().version
    made = [
        new_event(
            "retract", coder, event["document"], codebook=book, round=event["round"], of=event["id"], **{mark: True}
        )
        for event in events
    ]
    if len(made) > 1:
        made = [{**event, "act": made[0]["id"]} for event in made]
    _append(folder, made)
    return events


def _append(folder: Folder, events: Iterable[Event]) -> None:
    files: dict[Path, list[Event]] = {}
    for event in events:
        files.setdefault(folder.event_file(event["coder"], event["document"]), []).append(event)
    for path, batch in files.items():
        append_events(path, batch)
