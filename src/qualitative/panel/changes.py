"""Messages that change something: each is on disk, fsynced, before its answer is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codebook.colours import coloured
from qualitative.codebook.revising import revise
from qualitative.codings.events import now
from qualitative.codings.schema import Suggestion
from qualitative.errors import CodebookError, CodingError
from qualitative.folder import acts
from qualitative.folder.writing import latest
from qualitative.panel import messages as m
from qualitative.panel.given import Changed, CodeChanged, CodingShape
from qualitative.panel.shapes import code_shapes
from qualitative.panel.sitting import Act

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS"]


def _apply(session: Session, message: m.Apply) -> Changed:
    """Give codes to segments. The same code on the same segment twice is one coding, so that a repeated message does no harm."""
    standing = {(s["code"], s["start"], s["end"]): s["id"] for s in session.shown.values()}
    wanted = [(str(code), int(start), int(end)) for code, start, end in message["items"]]
    fresh = [item for item in dict.fromkeys(wanted) if item not in standing]
    back, document = session.border.back, session.document.id
    items = [(code, document, back(start), back(end)) for code, start, end in fresh]
    suggestion = _suggestion(message.get("suggestion"))
    if suggestion is not None:
        session.show("suggestions")
    blind = session.blind
    ids = acts.apply(
        session.folder, session.coder, items, round=session.round, blind=session.visible, suggestion=suggestion
    )
    made = dict(zip(fresh, ids, strict=True))
    coder, suggested = session.coder, suggestion is not None
    put: list[CodingShape] = [
        {"id": id, "coder": coder, "code": code, "start": start, "end": end, "blind": blind, "suggested": suggested}
        for (code, start, end), id in made.items()
    ]
    session.shown |= {shape["id"]: shape for shape in put}
    standing |= made
    return {"put": put, "ids": [standing[item] for item in wanted]}


def _suggestion(made: m.Offered | None) -> Suggestion | None:
    """The suggestion that a message is about: the panel offers what the tagger finds, and draws nothing at random."""
    return {"model": str(made["model"]), "p": float(made["p"]), "drawn": "offered"} if made else None


def _recode(session: Session, message: m.Recode) -> Changed:
    """Change the code or the limits of a coding."""
    start, end = (None if at is None else session.border.back(at) for at in (message.get("start"), message.get("end")))
    blind = None if session.blind else session.visible
    id = acts.recode(
        session.folder, session.coder, message["id"], code=message.get("code"), blind=blind, start=start, end=end
    )
    return {**session.read(), "id": id}


def _retract(session: Session, message: m.Retract) -> Changed:
    # a coding that was changed goes whole: taking back the last change only would bring its earlier form back
    acts.retract(session.folder, session.coder, message["id"])
    return session.read()


def _memo(session: Session, message: m.Memo) -> Changed:
    """Write a memo on a coding, the document, a code, or (with start and end) on a piece of the text."""
    document, note, start, end = session.document, str(message["note"]), message.get("start"), message.get("end")
    if start is None or end is None:
        acts.memo(session.folder, session.coder, note, document.id, message.get("of"))
        return session.read()
    if not note.strip():
        raise CodingError("the memo is empty; write a note, or close it")
    segment = (session.border.back(start), session.border.back(end))
    acts.memo(session.folder, session.coder, note, document.id, segment=segment, round=session.round)
    return session.read()


def _place(session: Session, message: m.Place) -> Changed:
    """Say where the words of a lost coding lie now."""
    start, end = session.border.back(message["start"]), session.border.back(message["end"])
    acts.place(session.folder, session.coder, str(message["id"]), start, end)
    return {**session.read(), "id": message["id"]}


def _retire(session: Session, message: m.Retire) -> Changed:
    """Let go of a coding whose words are gone."""
    acts.let_go(session.folder, session.coder, str(message["id"]))
    return session.read()


def _reject(session: Session, message: m.Reject) -> Changed:
    """Say no to a suggestion, so that it is not made again."""
    start, end = session.border.back(message["start"]), session.border.back(message["end"])
    suggestion = _suggestion(message.get("suggestion"))
    acts.record(
        session.folder, "decide", session.coder, session.document.id, round=session.round, verdict="reject",
        start=start, end=end, code=message["code"], suggestion=suggestion, note="",
    )  # fmt: skip
    return session.read()


def _done(session: Session, message: m.Done) -> Changed:
    """Mark the whole text as coded to the end, or take the mark back."""
    if session.standing.done and not message["done"]:
        acts.retract(session.folder, session.coder, session.standing.done)
    elif message["done"] and not session.standing.done:
        acts.done(session.folder, session.coder, session.document.id, blind=session.visible, round=session.round)
    return session.read()


def _add_code(session: Session, message: m.AddCode) -> CodeChanged:
    """Add a code to the codebook, as an operation of its history."""
    book = session.folder.codebook()
    names = _filled(message["name"])
    if not names:
        raise CodebookError("a code needs a name; type one in at least one language")
    parent = message.get("parent") or None
    above = None if parent is None else book[parent]
    code: dict[str, object] = {"id": _code_id(next(iter(names.values())), {*book, *book.merged}), "parent": parent}
    code |= {"name": names}
    prose = _filled(message.get("definition", {}))
    code |= {"definition": prose} if prose else {}
    code |= {"classes": dict(above.classes)} if above is not None and above.classes else {}
    return _revised(session, {"op": "add", "code": code}, str(code["id"]), message, "added")


def _restore_code(session: Session, message: m.RestoreCode) -> CodeChanged:
    """Bring a retired code back into use, as an operation of the codebook's history."""
    code = str(message["code"])
    return _revised(session, {"op": "restore", "id": code}, code, message, "needed again")


def _revised(
    session: Session, operation: dict[str, object], code: str, message: m.AddCode | m.RestoreCode, usual: str
) -> CodeChanged:
    """The codebook after one operation; `usual` says why where the person did not."""
    why = str(message.get("why") or "").strip() or f"{usual} while coding {session.document.id}"
    session.folder.check_writable()
    made = coloured([operation], session.folder.codebook().values())
    book = revise(session.folder.codebook_folder, made, by=session.coder, why=why, at=now())
    return {"codes": code_shapes(book), "version": book.version, "code": code}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: str(text).strip() for language, text in texts.items() if str(text).strip()}


def _code_id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56] or "code"
    return next(id for id in (base, *(f"{base}-{n}" for n in range(2, 1000))) if id not in taken)


Handler = Callable[["Session", Any], "Changed | CodeChanged"]


def _remembered(act: Handler) -> Handler:
    """The same, remembered as an act of the sitting where it changed something."""

    def acting(session: Session, message: Any) -> Changed | CodeChanged:
        document = session.document.id
        since = latest(session.folder, session.coder, document) or ""
        changed = act(session, message)
        until = latest(session.folder, session.coder, document) or ""
        code = changed.get("code")
        if until > since or code is not None:
            session.sitting.add(Act(document, since, until, None if code is None else str(code)))
        return changed

    return acting


# kind → what it must hold, and what does it
_ACTS: dict[str, tuple[type[m.Asked], Handler]] = {
    "apply": (m.Apply, _apply),
    "recode": (m.Recode, _recode),
    "retract": (m.Retract, _retract),
    "memo": (m.Memo, _memo),
    "place": (m.Place, _place),
    "retire": (m.Retire, _retire),
    "reject": (m.Reject, _reject),
    "done": (m.Done, _done),
    "add-code": (m.AddCode, _add_code),
    "restore-code": (m.RestoreCode, _restore_code),
}
HANDLERS: dict[str, tuple[type[m.Asked], Handler]] = {
    kind: (shape, _remembered(act)) for kind, (shape, act) in _ACTS.items()
}
