"""The shapes of events: building them, one JSON line each, and checking what a line holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from qualitative.codings.ulid import is_ulid, new_ulid
from qualitative.errors import CodingError, OffsetError
from qualitative.model import Document, is_id

__all__ = ["CONTEXT", "EVENTS", "VERDICTS", "Event", "code_event", "format_event", "new_event", "now", "parse_event"]

Event = dict[str, Any]
EVENTS = ("code", "retract", "memo", "decide", "done")
VERDICTS = ("accept", "reject", "adjudicate", "split", "place", "retire")
CONTEXT = 32  # code points kept on each side of a quote

_NEEDS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "code": {"start": int, "end": int, "quote": str, "code": str},
    "retract": {"of": str},
    "memo": {"of": str, "note": str},
    "decide": {"verdict": str},
    "done": {"start": int, "end": int},
}
_HEAD: dict[str, type] = {"v": int, "id": str, "at": str, "coder": str, "document": str, "round": int, "codebook": int}


def now() -> str:
    """This moment as events write it: UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_event(event: str, coder: str, document: str, *, codebook: int, round: int = 1, **fields: Any) -> Event:
    """An event with a new id and the present moment. `fields` follow the head in the order given."""
    return {
        "v": 1,
        "id": new_ulid(),
        "event": event,
        "at": now(),
        "coder": coder,
        "document": document,
        "round": round,
        "codebook": codebook,
        **fields,
    }


def code_event(
    document: Document,
    coder: str,
    code: str,
    start: int,
    end: int,
    *,
    codebook: int,
    round: int = 1,
    blind: bool = True,
    **more: Any,
) -> Event:
    """A `code` event over `start:end` of the document, with quote and context. Raises OffsetError outside the text."""
    text = document.text
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"segment {start}:{end} does not lie in {document.id}, which has {len(text)} code points")
    return new_event(
        "code",
        coder,
        document.id,
        codebook=codebook,
        round=round,
        text=document.hash,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        code=code,
        replaces=more.pop("replaces", None),
        settles=list(more.pop("settles", ())),
        suggestion=more.pop("suggestion", None),
        blind=blind,
        **more,
    )


def format_event(event: Mapping[str, Any]) -> str:
    """One line of JSON, without the line break. Raises CodingError for what would not read back."""
    line = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    # JSON leaves these as they are, and some readers take them for line ends
    line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    parse_event(line)
    return line


def parse_event(line: str) -> Event:
    """The event of one line. Raises CodingError with the first thing that is wrong."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        raise CodingError(f"not a JSON event: {line[:40]!r}") from None
    if not isinstance(event, dict) or event.get("event") not in EVENTS:
        raise CodingError(f"unknown event {str(event)[:60]!r}; events are {', '.join(EVENTS)}")
    for key, kind in {**_HEAD, **_NEEDS[event["event"]]}.items():
        if not isinstance(event.get(key), kind) or isinstance(event.get(key), bool):
            raise CodingError(f"event {event.get('id')!r}: {key} is {event.get(key)!r}, not {kind.__name__}")  # type: ignore[union-attr]
    _check(event)
    return event


def _check(event: Event) -> None:
    if not is_ulid(event["id"]):
        raise CodingError(f"event {event['id']!r}: the id is not a ULID")
    for key in ("coder", "document", "code"):
        if key in event and not is_id(event[key]):
            raise CodingError(f"event {event['id']}: {key} {event[key]!r} is no id")
    if "start" in event and not 0 <= event["start"] < event["end"]:
        raise CodingError(f"event {event['id']}: segment {event['start']}:{event['end']} is empty or backwards")
    if event["event"] == "decide" and event["verdict"] not in VERDICTS:
        raise CodingError(f"event {event['id']}: verdict {event['verdict']!r} is not one of {', '.join(VERDICTS)}")
