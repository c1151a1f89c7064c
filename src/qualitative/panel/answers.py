"""The answers to the page's messages. Knows no widget, so that it can be tested alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.errors import CodingError, did_you_mean
from qualitative.panel import changes, dropped, undoing, views
from qualitative.panel.messages import Asked, needed

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS", "SLOW", "Handler", "handle"]

# a handler takes the message of its own kind (panel/messages.py), which `handle` has looked at
Handler = Callable[["Session", Any], Mapping[str, object]]

HANDLERS: dict[str, tuple[type[Asked], Handler]] = {
    **changes.HANDLERS,
    **undoing.HANDLERS,
    **views.HANDLERS,
    **dropped.LOOKS,
    **dropped.HANDLERS,
}
_CHANGING = {**changes.HANDLERS, **undoing.HANDLERS}
_NEEDED = {kind: needed(shape) for kind, (shape, _) in HANDLERS.items()}
# these may take seconds, and must not keep a coding waiting
SLOW = ("suggestions", "disagreements", "look")


def handle(session: Session, message: Mapping[str, object]) -> dict[str, object]:
    """The answer to one message: `ok`, and what changed. Raises QualitativeError for what can't be done."""
    kind = str(message.get("kind"))
    if kind not in HANDLERS:
        raise CodingError(f"the panel has no message {kind!r}; {did_you_mean(kind, HANDLERS)}")
    lacks = sorted(_NEEDED[kind] - set(message))
    if lacks:
        raise CodingError(
            f"the message {kind!r} lacks {', '.join(lacks)}; reload the page, it is older than the kernel"
        )
    wanted = message.get("document")
    # a change that was made on one document must not land on the next one
    if wanted is not None and kind in _CHANGING and wanted != session.document.id:
        session.open(str(wanted))
    return {"ok": True, **HANDLERS[kind][1](session, message)}
