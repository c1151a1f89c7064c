"""Undo and redo over all acts of a sitting: the newest one is taken back wherever it lies, and the page goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from qualitative.codebook.revising import revise
from qualitative.codings.events import Event, now
from qualitative.folder import acts
from qualitative.panel import messages as m
from qualitative.panel.given import Undone, What
from qualitative.panel.shapes import code_shapes
from qualitative.panel.sitting import Act
from qualitative.panel.views import view

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS"]


def _undo(session: Session, message: m.Empty) -> Undone:
    """Take back the newest act of this sitting that still stands; nothing of an earlier one."""
    sitting = session.sitting
    while sitting.acts:
        act = sitting.acts.pop()
        if act.code is not None:
            sitting.undone.append(act)
            return _code_changed(session, act, "retire")
        taken = acts.undo(session.folder, session.coder, act.document, act.among)
        if taken:  # else it was taken back another way
            sitting.undone.append(act)
            return _gone_to(session, act, taken)
    return {"what": []}


def _redo(session: Session, message: m.Empty) -> Undone:
    """Bring back what the last undo took, unless something new was done since."""
    sitting = session.sitting
    if not sitting.undone:
        return {"what": []}
    act = sitting.undone.pop()
    sitting.acts.append(act)
    if act.code is not None:
        return _code_changed(session, act, "restore")
    return _gone_to(session, act, acts.redo(session.folder, session.coder, act.document))


def _code_changed(session: Session, act: Act, op: str) -> Undone:
    """A code that came into use goes out of use again, or the other way; the codebook's history keeps both."""
    folder = session.folder
    folder.check_writable()
    why = f"{'undone' if op == 'retire' else 'done again'} while coding {session.document.id}"
    book = revise(folder.codebook_folder, [{"op": op, "id": act.code}], by=session.coder, why=why, at=now())
    what: What = {"event": op, "code": act.code, "quote": None, "note": None, "start": None, "end": None}
    return {"codes": code_shapes(book), "version": book.version, "what": [what]}


def _gone_to(session: Session, act: Act, events: list[Event]) -> Undone:
    """What has changed on the page, which is on the document of the act now."""
    if act.document == session.document.id:
        return cast("Undone", {**session.read(), "what": _what(events, session.border.out)})
    session.open(act.document)
    opened = view(session)
    return {"opened": opened, "what": _what(events, session.border.out)}


def _what(events: list[Event], out: Callable[[int], int]) -> list[What]:
    return [
        {
            "event": event["event"],
            "code": _text(event.get("code")),
            "quote": _text(event.get("quote")),
            "note": _text(event.get("note")),
            "start": _place(event.get("start"), out),
            "end": _place(event.get("end"), out),
        }
        for event in events
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _place(value: object, out: Callable[[int], int]) -> int | None:
    return out(value) if isinstance(value, int) else None


HANDLERS = {"undo": (m.Empty, _undo), "redo": (m.Empty, _redo)}
