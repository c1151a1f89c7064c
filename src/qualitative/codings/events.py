"""Building events, one JSON line each, and checking what a line holds, all by the table in `schema`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import index
from reprlib import Repr
from typing import Any, NoReturn, cast

from qualitative.codings.fields import FIELDS, KIND_SINCE, NEWEST, version_of
from qualitative.codings.schema import STUDY, VISIBLE, CodeEvent, Event, Foreign, Kind
from qualitative.codings.ulid import is_ulid, new_ulid, ulid_of
from qualitative.errors import CodingError, NewerError, OffsetError, did_you_mean
from qualitative.model import Document

__all__ = [
    "CONTEXT",
    "STUDY",
    "Blind",
    "Event",
    "around",
    "as_imported",
    "as_visible",
    "code_event",
    "format_event",
    "new_event",
    "now",
    "parse_event",
    "parse_moment",
]

CONTEXT = 32  # code points kept on each side of a quote
# how callers say what was visible: True nothing, a list of VISIBLE these, False or None something, unknown what
Blind = bool | str | Iterable[str] | None


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


def as_visible(blind: Blind) -> bool | list[str] | None:
    """What an event says of what was visible: True for nothing, a list, or None where something was, nobody knows what.

    >>> as_visible("coders"), as_visible(["memos", "coders"]), as_visible([]), as_visible(False)
    (['coders'], ['coders', 'memos'], True, None)
    """
    if blind is None or isinstance(blind, bool):
        return True if blind else None
    seen = {blind} if isinstance(blind, str) else set(blind)
    for what in sorted(seen - set(VISIBLE), key=str):
        raise CodingError(f"{what!r} can't be visible to a coder; {did_you_mean(str(what), VISIBLE)}")
    return [what for what in VISIBLE if what in seen] or True


def new_event(
    event: Kind,
    coder: str,
    document: str,
    *,
    codebook: int | Sequence[str],
    round: int = 1,
    above: str | None = None,
    **fields: Any,
) -> Event:
    """An event with a new id and the present moment, its fields in the order of the table. Raises CodingError for one that the kind has not.

    The id is larger than `above` and than every id that the event refers to.
    """
    known = FIELDS.get(event, {})
    if not known:
        raise CodingError(f"there is no event {event!r}; {did_you_mean(event, FIELDS)}")
    for name in fields:
        if name not in known:
            raise CodingError(f"a {event} event has no field {name!r}; {did_you_mean(name, known)}")
    made = {
        "v": 1,
        "id": new_ulid(max(_named(fields, above), default=None)),
        "event": event,
        "at": now(),
        "coder": coder,
        "document": document,
        "round": round,
        "codebook": codebook if isinstance(codebook, int) else list(codebook),
        **{name: fields[name] for name in known if name in fields},
    }
    return cast(Event, made | {"v": version_of(made)})


def _named(fields: Mapping[str, Any], above: str | None) -> list[str]:
    """The ids that an event must come after."""
    of = fields.get("of")
    named = [*of] if isinstance(of, list) else [of]
    named += [above, fields.get("replaces"), *(fields.get("settles") or ()), *(fields.get("prev") or ())]
    return [id for id in named if is_ulid(id)]


def code_event(
    document: Document,
    coder: str,
    code: str,
    start: int,
    end: int,
    *,
    codebook: int | Sequence[str],
    round: int = 1,
    blind: Blind = True,
    replaces: str | None = None,
    settles: Iterable[str] = (),
    suggestion: Mapping[str, Any] | None = None,
    above: str | None = None,
    **more: Any,
) -> CodeEvent:
    """A `code` event over `start:end` of the document, with quote and context; `more` are fields of the table's end.

    Raises OffsetError outside the text.
    """
    made = new_event(
        "code",
        coder,
        document.id,
        codebook=codebook,
        round=round,
        above=above,
        **around(document, start, end),
        code=code,
        replaces=replaces,
        settles=list(settles),
        suggestion=None if suggestion is None else dict(suggestion),
        blind=as_visible(blind),
        **more,
    )
    return cast(CodeEvent, made)


def as_imported(event: Event, origin: Foreign, at: str, imported: str | None = None) -> Event:
    """The event as one that came from elsewhere: `at` (as events write moments) is when it happened there.

    Its id follows from the origin and `at`, so that importing the same twice gives the same id, which counts once.
    """
    id = ulid_of(at, event["event"], origin["tool"], origin["file"], origin["id"])
    made = {**event, "id": id, "at": at, "origin": origin, "imported": imported or now()}
    return cast(Event, made | {"v": version_of(made)})


def around(document: Document, start: int, end: int) -> dict[str, Any]:
    """The fields of an event that say which passage it is on: text, start, end, quote, before, after. Raises OffsetError outside the text."""
    text = document.text
    start, end = index(start), index(end)  # positions out of a table are numpy's
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"segment {start}:{end} does not lie in {document.id}, which has {len(text)} code points")
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    quote = text[start:end]
    return {"text": document.hash, "start": start, "end": end, "quote": quote, "before": before, "after": after}


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
    return cast(Event, event)


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
    _check_version(event, "event", kind, KIND_SINCE[kind])
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
    if ("start" in event or "end" in event) and not event.get("start", -1) < event.get("end", -1):
        raise CodingError(f"{_name(event)}: segment {event.get('start')}:{event.get('end')} is empty or backwards")
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
