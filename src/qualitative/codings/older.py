"""What the events that a writer had seen (`prev`) tell: whether an older copy of a file came back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, cast

from qualitative.codings.fields import version_of
from qualitative.codings.schema import Event

__all__ = ["Missing", "missing_before", "without_prev"]


class Missing(NamedTuple):
    """An event whose writer had seen others in the file that stand there no more."""

    event: Event
    gone: tuple[str, ...]


def missing_before(events: Iterable[Event], ids: Collection[str]) -> Iterator[Missing]:
    """The events of one file that were written after others which the file has lost; `ids` are those that stand in it, readable or not."""
    for event in events:
        gone = tuple(id for id in event.get("prev") or () if id not in ids)
        if gone:
            yield Missing(event, gone)


def without_prev(event: Event, gone: Collection[str]) -> Event:
    """The event without mention of those that were taken out of its file on purpose."""
    prev = [id for id in event.get("prev") or () if id not in gone]
    if prev == (event.get("prev") or []):
        return event
    left = {key: value for key, value in event.items() if key != "prev"} | ({"prev": prev} if prev else {})
    return cast("Event", left | {"v": version_of(left)})
