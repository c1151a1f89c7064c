"""Messages that change something: each is on disk, fsynced, before its answer is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codebook.revising import revise
from qualitative.codings.events import Event, now
from qualitative.codings.schema import Suggestion
from qualitative.errors import CodebookError, CodingError
from qualitative.folder import acts
from qualitative.panel.shapes import Shape, code_shapes

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS"]

Message = Mapping[str, Any]
# colours of codes that are added here: far apart in hue, of one lightness, readable under black and white text
_COLOURS = ("#7fb3d5", "#e59866", "#82c99a", "#c39bd3", "#d4b95e", "#e08fa0", "#76c5c0", "#a9a9d9")


def _apply(session: Session, message: Message) -> Shape:
    """Give codes to segments. The same code on the same segment twice is one coding, so that a repeated message does no harm."""
    standing = {(s["code"], s["start"], s["end"]): s["id"] for s in session.shown.values()}
    wanted = [(str(code), int(start), int(end)) for code, start, end in message["items"]]
    fresh = [item for item in dict.fromkeys(wanted) if item not in standing]
    back, document = session.border.back, session.document.id
    items = [(code, document, back(start), back(end)) for code, start, end in fresh]
    suggestion = _suggestion(message)
    if suggestion is not None:
        session.show("suggestions")
    blind = session.blind
    ids = acts.apply(
        session.folder, session.coder, items, round=session.round, blind=session.visible, suggestion=suggestion
    )
    put = [
        {"id": id, "coder": session.coder, "code": code, "start": start, "end": end, "blind": blind}
        | {"suggested": suggestion is not None}
        for id, (code, start, end) in zip(ids, fresh, strict=True)
    ]
    session.shown |= {shape["id"]: shape for shape in put}
    standing |= {item: id for id, item in zip(ids, fresh, strict=True)}
    return {"put": put, "ids": [standing[item] for item in wanted]}


def _suggestion(message: Message) -> Suggestion | None:
    """The suggestion that a message is about: the panel offers what the tagger finds, and draws nothing at random."""
    made = message.get("suggestion")
    return {"model": str(made["model"]), "p": float(made["p"]), "drawn": "offered"} if made else None


def _recode(session: Session, message: Message) -> Shape:
    """Change the code or the limits of a coding."""
    place = {key: session.border.back(message[key]) for key in ("start", "end") if message.get(key) is not None}
    blind = None if session.blind else session.visible
    id = acts.recode(session.folder, session.coder, message["id"], code=message.get("code"), blind=blind, **place)
    return session.read() | {"id": id}


def _retract(session: Session, message: Message) -> Shape:
    # a coding that was changed goes whole: taking back the last change only would bring its earlier form back
    acts.take_away(session.folder, session.coder, message["id"])
    return session.read()


def _undo(session: Session, message: Message) -> Shape:
    return _what(acts.undo(session.folder, session.coder, session.document.id)) | session.read()


def _redo(session: Session, message: Message) -> Shape:
    return _what(acts.redo(session.folder, session.coder, session.document.id)) | session.read()


def _what(events: list[Event]) -> Shape:
    return {"what": [{key: event.get(key) for key in ("event", "code", "quote", "note")} for event in events]}


def _memo(session: Session, message: Message) -> Shape:
    """Write a memo on a coding, the document, a code, or (with start and end) on a piece of the text."""
    document, note = session.document, str(message["note"])
    if message.get("start") is None:
        acts.memo(session.folder, session.coder, note, document.id, message.get("of"))
        return session.read()
    if not note.strip():
        raise CodingError("the memo is empty; write a note, or close it")
    start, end = session.border.back(message["start"]), session.border.back(message["end"])
    acts.memo(session.folder, session.coder, note, document.id, segment=(start, end), round=session.round)
    return session.read()


def _place(session: Session, message: Message) -> Shape:
    """Say where the words of a lost coding lie now."""
    start, end = session.border.back(message["start"]), session.border.back(message["end"])
    acts.place(session.folder, session.coder, str(message["id"]), start, end)
    return session.read() | {"id": message["id"]}


def _retire(session: Session, message: Message) -> Shape:
    """Let go of a coding whose words are gone."""
    acts.let_go(session.folder, session.coder, str(message["id"]))
    return session.read()


def _reject(session: Session, message: Message) -> Shape:
    """Say no to a suggestion, so that it is not made again."""
    start, end = session.border.back(message["start"]), session.border.back(message["end"])
    acts.record(session.folder,
        "decide", session.coder, session.document.id, round=session.round, verdict="reject", start=start, end=end,
        code=message["code"], suggestion=_suggestion(message), note="",
    )  # fmt: skip
    return session.read()


def _done(session: Session, message: Message) -> Shape:
    """Mark the whole text as coded to the end, or take the mark back."""
    if session.standing.done and not message["done"]:
        acts.retract(session.folder, session.coder, session.standing.done)
    elif message["done"] and not session.standing.done:
        acts.done(session.folder, session.coder, session.document.id, blind=session.visible, round=session.round)
    return session.read()


def _add_code(session: Session, message: Message) -> Shape:
    """Add a code to the codebook, as an operation of its history."""
    book = session.folder.codebook()
    names = {language: str(name).strip() for language, name in message["name"].items() if str(name).strip()}
    if not names:
        raise CodebookError("a code needs a name; type one in at least one language")
    parent = message.get("parent") or None
    code: Shape = {"id": _code_id(next(iter(names.values())), {*book, *book.merged}), "parent": parent, "name": names}
    prose = {
        language: str(text).strip() for language, text in message.get("definition", {}).items() if str(text).strip()
    }
    code |= {"definition": prose} if prose else {}
    if parent is not None and book[parent].domain:
        code["classes"] = {"domain": book[parent].domain}
    code["colour"] = _COLOURS[len(book) % len(_COLOURS)] if parent is None else book[parent].colour
    why = str(message.get("why") or "").strip() or f"added while coding {session.document.id}"
    operation = {"op": "add", "code": code}
    session.folder.check_writable()
    book = revise(session.folder.codebook_folder, [operation], by=session.coder, why=why, at=now())
    return {"codes": code_shapes(book), "version": book.version, "code": code["id"]}


def _restore_code(session: Session, message: Message) -> Shape:
    """Bring a retired code back into use, as an operation of the codebook's history."""
    operation = {"op": "restore", "id": str(message["code"])}
    why = str(message.get("why") or "").strip() or f"needed again while coding {session.document.id}"
    session.folder.check_writable()
    book = revise(session.folder.codebook_folder, [operation], by=session.coder, why=why, at=now())
    return {"codes": code_shapes(book), "version": book.version, "code": operation["id"]}


def _code_id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56] or "code"
    return next(id for id in (base, *(f"{base}-{n}" for n in range(2, 1000))) if id not in taken)


HANDLERS: dict[str, Callable[[Session, Message], Shape]] = {
    "apply": _apply,
    "recode": _recode,
    "retract": _retract,
    "undo": _undo,
    "redo": _redo,
    "memo": _memo,
    "place": _place,
    "retire": _retire,
    "reject": _reject,
    "done": _done,
    "add-code": _add_code,
    "restore-code": _restore_code,
}
