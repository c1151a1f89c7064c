"""Which events an event names. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.codings.schema import Event

__all__ = ["named_in", "replaced_by"]


def named_in(event: Event) -> Iterator[str]:
    """What an event is on, takes back, decides on or replaces: ids of events (of a memo, also `document`, `study`, `code:<id>`, `theme:<id>`)."""
    if event["event"] == "code":
        replaced = replaced_by(event)
        yield from [replaced] if replaced is not None else []
    elif event["event"] == "decide":
        yield from event.get("of", ())
    elif event["event"] == "mark":
        on = event.get("of")
        yield from [on] if on is not None else []
    elif event["event"] != "done":
        yield event["of"]


def replaced_by(event: Event) -> str | None:
    """The coding that an event takes the place of."""
    return event.get("replaces") if event["event"] == "code" else None
