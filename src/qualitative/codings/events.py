"""Building events by the table in `schema`; `lines` writes and reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import index
from typing import Any, cast

from qualitative.codings.fields import FIELDS, version_of
from qualitative.codings.lines import format_event, parse_event
from qualitative.codings.schema import STUDY, VISIBLE, CodeEvent, Event, Kind
from qualitative.codings.ulid import is_ulid, new_ulid
from qualitative.errors import CodingError, OffsetError, did_you_mean
from qualitative.model import Document

__all__ = [
    "CONTEXT",
    "STUDY",
    "Blind",
    "Event",
    "around",
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
    return cast("Event", made | {"v": version_of(made)})


def _named(fields: Mapping[str, Any], above: str | None) -> list[str]:
    """The ids that an event must come after."""
    of = fields.get("of")
    named: list[Any] = [*of] if isinstance(of, list) else [of]
    named += [above, fields.get("replaces"), *fields.get("settles", ())]
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
    return cast("CodeEvent", made)


def around(document: Document, start: int, end: int) -> dict[str, Any]:
    """The fields of an event that say which passage it is on: text, start, end, quote, before, after. Raises OffsetError outside the text."""
    text = document.text
    start, end = index(start), index(end)  # positions out of a table are numpy's
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"segment {start}:{end} does not lie in {document.id}, which has {len(text)} code points")
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    quote = text[start:end]
    return {"text": document.hash, "start": start, "end": end, "quote": quote, "before": before, "after": after}
