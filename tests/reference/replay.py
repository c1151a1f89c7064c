"""What stands after events: a second computation, slow and plain, written from the rules alone.

It takes lines of JSONL files and gives records as they were written, with what the replay makes of them: no event is changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """What stands: the events themselves, in the order of their ids."""

    codings: list[Event] = field(default_factory=list)
    memos: list[Event] = field(default_factory=list)
    decisions: list[Event] = field(default_factory=list)
    done: list[Event] = field(default_factory=list)
    marks: list[Event] = field(default_factory=list)


def events_of(lines: Iterable[str]) -> list[Event]:
    """The events of all lines, by id."""
    # "equal ids count once"; "Order is by `id`, never by place in the file"
    by_id: dict[str, Event] = {}
    for line in lines:
        event = json.loads(line)
        by_id.setdefault(event["id"], event)
    return [by_id[id_] for id_ in sorted(by_id)]


def stands(lines: Iterable[str], at: str | None = None) -> Standing:
    """What stands once everything up to the moment `at` has happened (None: everything)."""
    events = [event for event in events_of(lines) if at is None or event["at"] <= at]
    standing = [event for event in events if not is_taken_back(event, events)]
    codings = [event for event in standing if event["event"] == "code" and not is_replaced(event, standing)]
    notes = [follow(event, standing) for event in standing if event["event"] == "memo"]
    decisions = [event for event in standing if event["event"] == "decide"]
    done = [event for event in standing if event["event"] == "done"]
    marks = [follow(event, standing) for event in standing if event["event"] == "mark"]
    return Standing(codings, notes, decisions, done, marks)


def may_touch(later: Event, earlier: Event) -> bool:
    """Whether a retract or a replacement reaches an event: it is the coder's own, and older."""
    return later["coder"] == earlier["coder"] and earlier["id"] < later["id"]


def is_taken_back(event: Event, events: Sequence[Event]) -> bool:
    """Whether a retract that stands itself names the event."""
    # "Undo retracts, redo retracts the retract."
    return any(
        other["event"] == "retract"
        and other["of"] == event["id"]
        and may_touch(other, event)
        and not is_taken_back(other, events)
        for other in events
    )


def is_replaced(coding: Event, standing: Sequence[Event]) -> bool:
    """Whether a coding that stands says that it takes this one's place."""
    # "Changing a coding is one new event with `replaces`."
    return any(
        other["event"] == "code" and other.get("replaces") == coding["id"] and may_touch(other, coding)
        for other in standing
    )


def follow(event: Event, standing: Sequence[Event]) -> Event:
    """A memo or mark on a coding, on the coding that took that one's place."""
    # a changed coding is one coding to its coder: what they wrote of it is of it still
    for other in standing:
        if (
            other["event"] == "code"
            and event.get("of") is not None
            and other.get("replaces") == event["of"]
            and other["id"] > event["of"]
        ):
            return follow({**event, "of": other["id"]}, standing)
    return event
