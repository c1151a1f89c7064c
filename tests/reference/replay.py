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
    codes = [event for event in events if event["event"] == "code"]
    live = [event for event in codes if event in standing]
    codings = [event for event in live if not successors(event, codes, live)]
    notes = [follow(event, codes, live) for event in standing if event["event"] == "memo"]
    decisions = [event for event in standing if event["event"] == "decide"]
    done = [event for event in standing if event["event"] == "done"]
    marks = [follow(event, codes, live) for event in standing if event["event"] == "mark"]
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


def successors(coding: Event, codes: Sequence[Event], live: Sequence[Event]) -> list[Event]:
    """The codings that stand in a coding's place: its replacements, theirs, and so on, whether or not those between stand."""
    # "Changing a coding is one new event with `replaces`."
    found = []
    for other in codes:
        if other.get("replaces") == coding["id"] and may_touch(other, coding):
            found += [other] if other in live else []
            found += successors(other, codes, live)
    return found


def follow(event: Event, codes: Sequence[Event], live: Sequence[Event]) -> Event:
    """A memo or mark with `on`: the coding that it is of, or those that took that one's place (more than one where two branches changed it)."""
    # a changed coding is one coding to its coder: what was written of it is of it still
    for coding in codes:
        if coding["id"] == event.get("of"):
            last = [one["id"] for one in successors(coding, codes, live) if not successors(one, codes, live)]
            return {**event, "on": last or [event["of"]]}
    return {**event, "on": [event.get("of")]}
