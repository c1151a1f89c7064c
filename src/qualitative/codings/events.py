"""The shapes of events: building them, one JSON line each, and checking what a line holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from operator import index
from typing import Any

from qualitative.codings.ulid import is_ulid, new_ulid
from qualitative.errors import CodingError, OffsetError
from qualitative.model import Document, is_id

__all__ = [
    "CONTEXT",
    "EVENTS",
    "MOMENT",
    "STUDY",
    "VERDICTS",
    "Event",
    "code_event",
    "format_event",
    "new_event",
    "now",
    "parse_event",
    "parse_moment",
    "parse_plain",
]

Event = dict[str, Any]
EVENTS = ("code", "retract", "memo", "decide", "done")
VERDICTS = ("accept", "reject", "adjudicate", "split", "place", "retire")
CONTEXT = 32  # code points kept on each side of a quote
STUDY = "_study"  # stands as document in events on no document: memos on the study and on codes

_NEEDS: dict[str, dict[str, type]] = {
    "code": {"start": int, "end": int, "quote": str, "code": str},
    "retract": {"of": str},
    "memo": {"of": str, "note": str},
    "decide": {"verdict": str},
    "done": {"start": int, "end": int},
}
_MAY: dict[str, tuple[type, ...]] = {
    "replaces": (str, type(None)), "settles": (list,), "suggestion": (dict, type(None)), "blind": (bool,), "text": (str,),
    "before": (str,), "after": (str,), "act": (str, type(None)),
}  # fmt: skip
_PLAIN = re.compile(
    r'\{"v":1,"id":"([0-7][0-9A-HJKMNP-TV-Z]{25})","event":"code",'
    r'"at":"([0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9](?:\.[0-9]{1,6})?Z)",'
    r'"coder":"([a-z0-9][a-z0-9-]{0,63})","document":"([a-z0-9][a-z0-9-]{0,63})","round":(0|[1-9][0-9]{0,8}),'
    r'"codebook":(0|[1-9][0-9]{0,8}),"text":"((?:[^"\\\x00-\x1f]++|\\.)*+)","start":(0|[1-9][0-9]{0,8}),"end":(0|[1-9][0-9]{0,8}),'
    r'"quote":"((?:[^"\\\x00-\x1f]++|\\.)*+)","before":"((?:[^"\\\x00-\x1f]++|\\.)*+)","after":"((?:[^"\\\x00-\x1f]++|\\.)*+)",'
    r'"code":"([a-z0-9][a-z0-9-]{0,63})","replaces":null,"settles":\[\],"suggestion":null,"blind":(true|false)'
    r'(?:,"act":"([0-9A-Z]{26})")?\}'
)
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z"
_MOMENT = re.compile(MOMENT, re.ASCII)
_HEAD: dict[str, type] = {"v": int, "id": str, "at": str, "coder": str, "document": str, "round": int, "codebook": int}
_KINDS = {event: tuple({**_HEAD, **needs}.items()) for event, needs in _NEEDS.items()}


def now() -> str:
    """This moment as events write it: UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_moment(text: str) -> str:
    """An ISO 8601 date or time as events write it; a date alone is the end of its day, a time without zone is UTC.

    >>> parse_moment("2024-06-01"), parse_moment("2024-06-01T12:00+07:00")
    ('2024-06-01T23:59:59.999Z', '2024-06-01T05:00:00.000Z')
    """
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text)}T23:59:59.999Z"
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CodingError(f"{text!r} is no moment; write 2024-06-01 or 2024-06-01T12:00+07:00") from None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_event(
    event: str, coder: str, document: str, *, codebook: int, round: int = 1, above: str | None = None, **fields: Any
) -> Event:
    """An event with a new id and the present moment. `fields` follow the head in the order given.

    The id is larger than `above` and than every id that the event refers to.
    """
    named = [fields.get("of"), fields.get("replaces"), *(fields.get("settles") or ()), above]
    named += named.pop(0) if isinstance(named[0], list) else []
    return {
        "v": 1,
        "id": new_ulid(max(filter(is_ulid, named), default=None)),
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
    start, end = index(start), index(end)  # positions out of a table are numpy's
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
    _check_shape(event)
    try:
        line = json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as failure:
        raise CodingError(f"event {event.get('id')}: can't be written as JSON: {failure}") from None
    # JSON leaves these as they are, and some readers take them for line ends
    line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as failure:
        raise CodingError(f"event {event.get('id')}: holds half a character at {failure.start}; remove it") from None
    return line


def parse_event(line: str) -> Event:
    """The event of one line. Raises CodingError with the first thing that is wrong."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        raise CodingError(f"not a JSON event: {line[:40]!r}") from None
    if not isinstance(event, dict):
        raise CodingError(f"not an event: {line[:40]!r}")
    _check_shape(event)
    return event


def parse_plain(line: str) -> Event | None:
    """What `parse_event` gives, for a `code` event written as `format_event` writes it; None for any other line.

    Nearly all lines of a study are such, and one expression reads them five times as fast.
    """
    found = _PLAIN.fullmatch(line)
    if found is None:
        return None
    id, at, coder, document, round, codebook, text, start, end, quote, before, after, code, blind, act = found.groups()
    event = {
        "v": 1, "id": id, "event": "code", "at": at, "coder": coder, "document": document, "round": int(round),
        "codebook": int(codebook), "text": text, "start": int(start), "end": int(end), "quote": quote, "before": before,
        "after": after, "code": code, "replaces": None, "settles": [], "suggestion": None, "blind": blind == "true",
    }  # fmt: skip
    if act is not None:
        event["act"] = act
    if event["start"] >= event["end"]:
        return None
    if "\\" in line:
        try:
            event |= {
                key: json.loads(f'"{event[key]}"') for key in ("text", "quote", "before", "after") if "\\" in event[key]
            }
        except ValueError:
            return None
    return event


def _check_shape(event: Mapping[str, Any]) -> None:
    kinds = _KINDS.get(event.get("event", "")) if isinstance(event.get("event"), str) else None
    if kinds is None:
        raise CodingError(f"unknown event {str(event)[:60]!r}; events are {', '.join(EVENTS)}")
    for key, kind in kinds:
        if type(event.get(key)) is not kind:
            raise CodingError(f"event {event.get('id')!r}: {key} is {event.get(key)!r}, not {kind.__name__}")
    _check(event)


def _check(event: Mapping[str, Any]) -> None:
    if not is_ulid(event["id"]):
        raise CodingError(f"event {event['id']!r}: the id is not a ULID")
    if event["v"] != 1:
        raise CodingError(
            f"event {event['id']}: written in version {event['v']} of the format; update qualitative to read it"
        )
    if not _MOMENT.fullmatch(event["at"]):
        raise CodingError(
            f"event {event['id']}: at {event['at'][:40]!r} is not a moment such as 2026-11-24T08:15:30.123Z"
        )
    for key in ("coder", "document", "code"):
        if key in event and not is_id(event[key]) and (key, event[key]) != ("document", STUDY):
            raise CodingError(f"event {event['id']}: {key} {event[key]!r} is no id")
    for key, kinds in _MAY.items():
        if key in event and not isinstance(event[key], kinds):
            raise CodingError(f"event {event['id']}: {key} is {str(event[key])[:40]!r}, not {kinds[0].__name__}")
    lists = [event["settles"]] if "settles" in event else []
    lists += [event["of"]] if event["event"] == "decide" and "of" in event else []
    if not all(isinstance(ids, list) and all(isinstance(one, str) for one in ids) for ids in lists):
        raise CodingError(f"event {event['id']}: settles and of must be lists of ids")
    if "start" in event and not _is_segment(event):
        raise CodingError(f"event {event['id']}: segment {event['start']}:{event.get('end')} is empty or backwards")
    if event["event"] == "decide" and event["verdict"] not in VERDICTS:
        raise CodingError(f"event {event['id']}: verdict {event['verdict']!r} is not one of {', '.join(VERDICTS)}")


def _is_segment(event: Mapping[str, Any]) -> bool:
    start, end = event["start"], event.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end
