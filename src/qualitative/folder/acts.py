"""The acts that write events: code, recode, take back, undo, redo; with those of `remarks` and `deciding`, all of them in one place.

Each returns only when it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from qualitative.codebook.tree import Codebook
from qualitative.codings.events import Blind, Event, code_event, new_event
from qualitative.codings.links import named_in, replaced_by
from qualitative.codings.state import last_act, last_undo, live_events
from qualitative.codings.texts import keep_text
from qualitative.errors import CodingError, did_you_mean
from qualitative.folder.deciding import decide_part, let_go, place
from qualitative.folder.placing import state_on
from qualitative.folder.remarks import done, mark, memo
from qualitative.folder.writing import append, as_one_act, check_segments, latest, record

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = [
    "apply",
    "check_segments",
    "decide_part",
    "done",
    "let_go",
    "mark",
    "memo",
    "place",
    "recode",
    "record",
    "redo",
    "retract",
    "undo",
    "undone",
]


def apply(
    folder: Folder,
    coder: str,
    items: Sequence[tuple[str, str, int, int]],
    *,
    round: int = 1,
    blind: Blind = True,
    suggestion: Mapping[str, Any] | None = None,
    settles: Sequence[str] = (),
    origin: Literal["search"] | None = None,
) -> list[str]:
    """Give codes to segments: `items` are (code, document, start, end). One fsync a file; the new ids, once durable.

    `blind` is True where nothing was visible that could lead the coder, else what was (`suggestions`, `coders`, `counts`, `memos`), or
    False where that is unknown. `origin` is `search` where a search coded and nobody looked. Raises OffsetError for a segment outside the
    text or, in a transcript, outside the words of one turn.
    """
    more: dict[str, Any] = {"origin": origin} if origin is not None else {}
    return _apply(folder, coder, items, round=round, blind=blind, suggestion=suggestion, settles=settles, **more)


def _apply(
    folder: Folder,
    coder: str,
    items: Sequence[tuple[str, str, int, int]],
    *,
    round: int,
    blind: Blind,
    is_checked: bool = True,
    **more: Any,
) -> list[str]:
    folder.coder(coder)
    book = folder.codebook()
    above = {document: latest(folder, coder, document) for _, document, _, _ in items}
    made: list[Event] = []
    for code, document, start, end in items:
        check_usable(book, code)
        about = {"codebook": book.stamp, "round": round, "blind": blind, "above": above[document], **more}
        made.append(code_event(folder.document(document), coder, code, start, end, **about))
    if is_checked:
        check_segments(folder, items)
    for document in above:
        keep_text(folder.cache_folder, folder.document(document))
    append(folder, as_one_act(made))
    return [event["id"] for event in made]


def recode(
    folder: Folder,
    coder: str,
    id: str,
    *,
    code: str | None = None,
    start: int | None = None,
    end: int | None = None,
    blind: Blind = None,
) -> str:
    """Replace a coding by one with another code, start or end; what is not given stays, what was visible too. The new id.

    `blind` as in `apply`, but None leaves it as it was.
    """
    mine = {event["id"]: event["document"] for event in folder.events([coder])[0] if event["event"] == "code"}
    standing = state_on(folder, mine[id]).codings if id in mine else {}
    if id not in standing:
        raise CodingError(f"{coder} has no standing coding {id!r} to change; {did_you_mean(id, standing or mine)}")
    old = standing[id]
    wanted = folder.codebook().current(old.code) if code is None else code
    segment = (old.start if start is None else start, old.end if end is None else end)
    if blind is None:
        blind = False if old.visible is None else old.visible
    # a coding of earlier times may get another code where it lies
    more: dict[str, Any] = {"is_checked": segment != (old.start, old.end), "replaces": id, "suggestion": old.suggestion}
    return _apply(folder, coder, [(wanted, old.document, *segment)], round=old.round, blind=blind, **more)[0]


def retract(folder: Folder, coder: str, id: str) -> str:
    """Take back one event of the coder, whatever it is; the id of the retract.

    A coding goes with the earlier forms that it replaced, as one act: none of them comes back in its place, as after `undo`.
    """
    events = {event["id"]: event for event in folder.events([coder])[0]}
    if id not in events:
        raise CodingError(f"{coder} has no event {id!r} to take back; {did_you_mean(id, events)}")
    chain = [events[id]]
    while (before := replaced_by(chain[-1])) in events and before is not None:
        chain.append(events[before])
    return _take_back(folder, coder, chain)[0]


def undo(
    folder: Folder, coder: str, document: str | None = None, of: Callable[[list[Event]], list[Event]] | None = None
) -> list[Event]:
    """Take back the coder's last act that still stands, on one document or on any; the events that were taken back. `of` picks events to look among."""
    log = _log(folder, coder, document)
    taken = last_act(log) if of is None else of(live_events(log))
    _take_back(folder, coder, taken, "undo")
    return taken


def redo(folder: Folder, coder: str, document: str | None = None) -> list[Event]:
    """Bring back what the last undo took, unless something new was done since; the events that came back."""
    log = _log(folder, coder, document)
    undone = last_undo(log)
    _take_back(folder, coder, undone, "redo")
    back = {id for event in undone for id in named_in(event)}
    return [event for event in log if event["id"] in back]


def undone(folder: Folder, coder: str, document: str, round: int | None = None) -> int:
    """Take back the coder's marks of done that stand on a document, of one round (None: of all), as one act; how many."""
    folder.document(document)
    marks: list[Event] = [
        event
        for event in live_events(_log(folder, coder, document))
        if event["event"] == "done" and round in (None, event["round"])
    ]
    return len(_take_back(folder, coder, marks))


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


def _take_back(folder: Folder, coder: str, events: list[Event], by: Literal["undo", "redo"] | None = None) -> list[str]:
    """Retract events as one act; the ids of the retracts in the same order."""
    book = folder.codebook().stamp
    more: dict[str, Any] = {by: True} if by else {}
    made = []
    for event in events:
        document = event["document"]
        about = {"codebook": book, "round": event["round"], "above": latest(folder, coder, document), **more}
        made.append(new_event("retract", coder, document, of=event["id"], **about))
    append(folder, as_one_act(made))
    return [event["id"] for event in made]
