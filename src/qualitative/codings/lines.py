"""Events as lines of JSON, and the strict check of what a line holds, by the table in `schema`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from reprlib import Repr
from typing import Any, NoReturn, cast

from qualitative.codings.fields import FIELDS, NEWEST
from qualitative.codings.schema import Event
from qualitative.codings.ulid import is_ulid
from qualitative.errors import CodingError, NewerError

__all__ = ["format_event", "parse_event"]


def format_event(event: Mapping[str, Any]) -> str:
    """One line of JSON, without the line break. Raises CodingError for what would not read back."""
    _check(event)
    try:
        line = json.dumps(event, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as failure:
        raise CodingError(f"{_name(event)}: can't be written as JSON: {failure}") from None
    # JSON leaves these as they are, and some readers take them for line ends
    line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as failure:
        raise CodingError(f"{_name(event)}: holds half a character at {failure.start}; remove it") from None
    return line


def parse_event(line: str) -> Event:
    """The event of one line. Raises CodingError with the first thing that is wrong, NewerError for a line of a newer version."""
    try:
        event = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise CodingError(f"not a JSON event: {line[:40]!r}") from None
    if not isinstance(event, dict):
        raise CodingError(f"not an event: {line[:40]!r}")
    _check(event)
    if "\\u" in line:
        _check_characters(event)
    return cast("Event", event)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _check(event: Mapping[str, Any]) -> None:
    """Raises CodingError for the first field that the table does not allow; fields that it does not know are left alone."""
    version, kind = event.get("v"), event.get("event")
    if type(version) is int and version > NEWEST:
        raise NewerError(f"{_name(event)}: written by a newer version of qualitative; update to read it")
    if type(version) is not int or version < 1 or type(kind) is not str:
        raise CodingError(f"not an event: v is {_short(version)} and event {_short(kind)}")
    if kind not in FIELDS:
        raise NewerError(
            f"{_name(event)}: unknown event {_short(kind)}, written by a newer version of qualitative; update to read it"
        )
    for name, field in FIELDS[kind].items():
        if name in event:
            needed = field.version(event[name])
            if needed is None:
                raise CodingError(f"{_name(event)}: {name} is {_short(event[name])}, not {field.says}")
            _check_version(event, name, event[name], needed)
        elif field.is_needed:
            raise CodingError(f"{_name(event)}: {name} is missing")
    _check_together(event)


def _check_version(event: Mapping[str, Any], name: str, value: object, needed: int) -> None:
    if needed > event["v"]:
        raise CodingError(
            f"{_name(event)}: {name} {_short(value)} came with version {needed}, but the line says {event['v']}"
        )


def _check_together(event: Mapping[str, Any]) -> None:
    """What the fields must be to one another."""
    start, end = event.get("start"), event.get("end")
    if (start is None) is not (end is None) or (start is not None and start >= end):
        raise CodingError(f"{_name(event)}: segment {start}:{end} is empty or backwards")
    verdict = event.get("verdict")
    if verdict == "place" and "start" not in event:
        raise CodingError(f"{_name(event)}: it places words, but says not where: start and end are missing")
    if verdict == "reject" and "start" in event and "code" not in event:
        raise CodingError(f"{_name(event)}: it rejects a suggestion, but says not which: code is missing")


def _check_characters(event: Mapping[str, Any]) -> None:
    """Raises CodingError where an escape stands for half a character, which no file and no table could hold."""
    try:
        json.dumps(event, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise CodingError(f"{_name(event)}: holds half a character; remove it") from None


_shown = Repr()
_shown.maxstring = _shown.maxother = _shown.maxlong = 60
_short = _shown.repr


def _name(event: Mapping[str, Any]) -> str:
    id = event.get("id")
    return f"event {id if is_ulid(id) else _short(id)}"
