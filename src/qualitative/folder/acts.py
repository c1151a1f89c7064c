"""The acts that write events: code, recode, take back, undo, redo, note. Each returns only when it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.codings.events import STUDY, Event, code_event, new_event
from qualitative.codings.log import append_events, last_id
from qualitative.codings.state import last_act, last_undo
from qualitative.codings.texts import keep_text
from qualitative.errors import CodingError, OffsetError, did_you_mean
from qualitative.model import Coding
from qualitative.text.edits import anchor_at
from qualitative.text.segments import segment_problem

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = [
    "apply",
    "check_segments",
    "decide_part",
    "memo",
    "place",
    "recode",
    "record",
    "redo",
    "retire",
    "retract",
    "take_away",
    "undo",
]


def apply(
    folder: Folder,
    coder: str,
    items: Sequence[tuple[str, str, int, int]],
    *,
    round: int = 1,
    blind: bool = True,
    **more: Any,
) -> list[str]:
    """Give codes to segments: `items` are (code, document, start, end). One fsync a file; the new ids, once durable.

    Raises OffsetError for a segment outside the text or, in a transcript, outside the words of one turn.
    """
    return _apply(folder, coder, items, check_segments, round=round, blind=blind, **more)


def check_segments(folder: Folder, items: Iterable[tuple[str, str, int, int]]) -> None:
    """Raises OffsetError for the first segment that touches a label or timestamp, or lies in no turn."""
    for _, document, start, end in items:
        found = folder.document(document)
        if 0 <= start < end <= len(found.text) and (wrong := segment_problem(found, start, end)):
            raise OffsetError(wrong)


def _apply(
    folder: Folder,
    coder: str,
    items: Sequence[tuple[str, str, int, int]],
    check: Callable[..., None] | None,
    *,
    round: int,
    blind: bool,
    **more: Any,
) -> list[str]:
    folder.coder(coder)
    book = folder.codebook()
    above = {document: last_id(folder.event_file(coder, document)) for _, document, _, _ in items}
    made = []
    for code, document, start, end in items:
        check_usable(book, code)
        fields = {"codebook": book.version, "round": round, "blind": blind, "above": above[document], **more}
        made.append(code_event(folder.document(document), coder, code, start, end, **fields))
    if check:
        check(folder, items)
    if len(made) > 1:
        made = [{**event, "act": made[0]["id"]} for event in made]
    for document in above:
        keep_text(folder.cache_folder, folder.document(document))
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
    mine = {event["id"]: event["document"] for event in folder.events([coder])[0] if event["event"] == "code"}
    standing = folder.state_on(mine[id]).codings if id in mine else mine
    if id not in standing:
        raise CodingError(f"{coder} has no standing coding {id!r} to change; {did_you_mean(id, standing)}")
    old = standing[id]
    wanted = folder.codebook().current(old.code) if code is None else code
    segment = (old.start if start is None else start, old.end if end is None else end)
    blind = old.blind if blind is None else blind
    # a coding of earlier times may get another code where it lies
    check = None if segment == (old.start, old.end) else check_segments
    return _apply(
        folder,
        coder,
        [(wanted, old.document, *segment)],
        check,
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


def take_away(folder: Folder, coder: str, id: str) -> list[Event]:
    """Take back a coding with all those that it replaced, as one act, so that no earlier form comes back; the events taken back."""
    events = {event["id"]: event for event in folder.events([coder])[0]}
    if id not in events:
        raise CodingError(f"{coder} has no event {id!r} to take back; {did_you_mean(id, events)}")
    chain = [events[id]]
    while chain[-1].get("replaces") in events:
        chain.append(events[chain[-1]["replaces"]])
    return _take_back(folder, coder, chain)


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


def place(folder: Folder, coder: str, id: str, start: int, end: int) -> str:
    """Say where the words of a coding lie now, whoever made it; the id of the decision."""
    coding = _lost_or_standing(folder, id)
    document = folder.document(coding.document)
    if not 0 <= start < end <= len(document.text):
        raise OffsetError(
            f"segment {start}:{end} does not lie in {document.id}, which has {len(document.text)} code points"
        )
    check_segments(folder, [(coding.code, document.id, start, end)])
    keep_text(folder.cache_folder, document)
    now = anchor_at(document.text, start, end)
    around = {"quote": now.quote, "before": now.before, "after": now.after, "text": document.hash}
    return record(folder, "decide", coder, document.id, of=[id], verdict="place", start=start, end=end, **around)


def retire(folder: Folder, coder: str, id: str) -> str:
    """Let go of a coding whose words are gone from the text; the id of the decision."""
    return record(folder, "decide", coder, _lost_or_standing(folder, id).document, of=[id], verdict="retire")


def decide_part(folder: Folder, coder: str, id: str, code: str) -> str:
    """Say which part a coding is whose code was split; the id of the decision."""
    coding = _lost_or_standing(folder, id)
    book = folder.codebook()
    now = book.current(coding.code)
    if code not in book.splits.get(now, ()):
        parts = ", ".join(book.splits.get(now, ())) or "nothing: it was not split"
        raise CodingError(f"{code!r} is no part of {now}, which was split into {parts}")
    return record(folder, "decide", coder, coding.document, of=[id], verdict="split", code=code)


def _lost_or_standing(folder: Folder, id: str) -> Coding:
    state = folder.state()
    found = {**state.codings, **{lost.coding.id: lost.coding for lost in state.lost}}
    if id not in found:
        raise CodingError(f"no standing coding has the id {id!r}; {did_you_mean(id, found)}")
    return found[id]


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


def _take_back(folder: Folder, coder: str, events: list[Event], mark: str | None = None) -> list[Event]:
    book = folder.codebook().version
    marks = {mark: True} if mark else {}
    made = [
        new_event("retract", coder, event["document"], codebook=book, round=event["round"], of=event["id"], **marks)
        for event in events
    ]
    if len(made) > 1:
        made = [{**event, "act": made[0]["id"]} for event in made]
    _append(folder, made)
    return events


def _append(folder: Folder, events: Iterable[Event]) -> None:
    folder.check_writable()
    files: dict[Path, list[Event]] = {}
    for event in events:
        files.setdefault(folder.event_file(event["coder"], event["document"]), []).append(event)
    for path, batch in files.items():
        append_events(path, batch)
