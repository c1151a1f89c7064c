"""Replay events to the state at a moment. Pure: events in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from qualitative.codings.events import STUDY, Event, parse_moment
from qualitative.codings.imported import first_imported
from qualitative.codings.links import replaced_by
from qualitative.codings.schema import SEARCH, CodeEvent, DecideEvent, DoneEvent, MarkEvent, MemoEvent
from qualitative.model import Coding, Mark, Memo, Origin

__all__ = [
    "State",
    "coding_of",
    "last_act",
    "last_undo",
    "live_codings",
    "live_events",
    "mark_of",
    "replay",
    "stamp_of",
    "stretches",
    "visible_of",
]


@dataclass
class State:
    """What stands after replay: live codings, memos, decisions, marked passages, and stretches marked done, with the events that say so.

    Placing carries all of these to the present text. `lost` then holds the placements of codings whose words can't be found there, and
    `lost_marks` the marked passages; replay itself leaves both empty.
    """

    codings: dict[str, Coding] = field(default_factory=dict)
    memos: list[Memo] = field(default_factory=list)
    decisions: list[DecideEvent] = field(default_factory=list)
    done: dict[tuple[str, str, int], list[tuple[int, int]]] = field(default_factory=dict)
    done_events: list[DoneEvent] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lost: list[Any] = field(default_factory=list)
    lost_marks: list[Mark] = field(default_factory=list)


def replay(events: Iterable[Event], at: str | None = None) -> State:
    """The state after all events up to `at` (a date or moment; None: all), in the order of their ids; an id that stands twice counts once.

    A retract takes away what it names, a retract of a retract brings it back; a coding with `replaces` takes the place of another, and
        its memos and marks. A coder takes back and replaces only what is their own and older. `done` maps (coder, document, round) to the
    stretches that were read in full; `done_events` are all marks of done.
    """
    until = None if at is None else _sortable(parse_moment(at))
    log = _each_once(e for e in events if until is None or _sortable(e["at"]) <= until)
    live = live_events(log)
    successor = _successors(log, live)
    state = State()
    for event in live:
        if event["event"] == "code":
            if event["id"] not in successor:
                state.codings[event["id"]] = coding_of(event)
        elif event["event"] == "memo":
            state.memos.append(_memo_of(event, successor.get(event["of"], event["of"])))
        elif event["event"] == "mark":
            of = event.get("of")
            state.marks.append(mark_of(event, successor.get(of, of) if of else None))
        elif event["event"] == "decide":
            state.decisions.append(event)
        elif event["event"] == "done":
            state.done_events.append(event)
    state.done = stretches(state.done_events)
    _look_at_accepted(state)
    return state


def stretches(done_events: Iterable[DoneEvent]) -> dict[tuple[str, str, int], list[tuple[int, int]]]:
    """The stretches that were read in full, by coder, document and round; of what a machine chose or what was given up nothing is absent."""
    done: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for event in done_events:
        if event.get("how", "full") == "full":
            key = (event["coder"], event["document"], event["round"])
            done.setdefault(key, []).append((event["start"], event["end"]))
    return done


def _each_once(events: Iterable[Event]) -> list[Event]:
    """The events by id. Of those with one id, as when two people import the same, the one imported first stays, wherever it lies."""
    found: dict[str, Event] = {}
    for event in events:
        other = found.setdefault(event["id"], event)
        if other is not event:
            found[event["id"]] = first_imported(other, event)
    return sorted(found.values(), key=itemgetter("id"))


def _look_at_accepted(state: State) -> None:
    """What a search coded by itself is looked at once somebody accepts it."""
    for decision in state.decisions:
        if decision["verdict"] == "accept":
            for id in decision.get("of", ()):
                coding = state.codings.get(id)
                if coding is not None and not coding.looked_at:
                    state.codings[id] = replace(coding, looked_at=True)


def live_codings(events: Iterable[Event], at: str | None = None) -> list[Coding]:
    """The codings of `replay`, in the order of their ids."""
    return list(replay(events, at).codings.values())


def live_events(log: Iterable[Event]) -> list[Event]:
    """The events that are not taken back, by id: the last word on an id wins, and a retracted retract counts for nothing."""
    log = sorted(log, key=itemgetter("id"))
    owner = {event["id"]: event["coder"] for event in log}
    gone: set[str] = set()
    for event in reversed(log):
        if event["event"] != "retract" or event["id"] in gone:
            continue
        if _is_own_and_older(event, event["of"], owner):
            gone.add(event["of"])
    return [event for event in log if event["id"] not in gone]


def last_act(log: Iterable[Event]) -> list[Event]:
    """What undo takes back: the newest standing event that is no undo or redo, with those written in the same act."""
    acts = [event for event in live_events(log) if not (event.get("undo") or event.get("redo"))]
    return _same_act(acts)


def last_undo(log: Iterable[Event]) -> list[Event]:
    """What redo takes back: the newest standing undo, unless something else was done after it."""
    log = sorted(log, key=itemgetter("id"))
    newest = max((e["id"] for e in log if not (e.get("undo") or e.get("redo"))), default="")
    return _same_act([event for event in live_events(log) if event.get("undo") and event["id"] > newest])


def _same_act(events: list[Event]) -> list[Event]:
    if not events or "act" not in events[-1]:
        return events[-1:]
    return [event for event in events if event.get("act") == events[-1]["act"]]


def _is_own_and_older(event: Event, named: str, owner: Mapping[str, str]) -> bool:
    return named < event["id"] and owner.get(named) == event["coder"]


def _successors(log: list[Event], live: list[Event]) -> dict[str, str]:
    """Replaced codings and the standing ones that took their place, also through a coding that was itself taken back."""
    owner = {event["id"]: event["coder"] for event in log}
    older: dict[str, str] = {}
    for event in log:
        replaced = replaced_by(event)
        if replaced is not None and _is_own_and_older(event, replaced, owner):
            older[event["id"]] = replaced
    found: dict[str, str] = {}
    for event in live:
        if event["event"] != "code":
            continue
        before = older.get(event["id"])
        while before is not None and before not in found:
            found[before] = event["id"]
            before = older.get(before)
    # a chain of replacements: each points to the last of them
    return {first: _end(first, found) for first in found}


def _end(first: str, links: Mapping[str, str]) -> str:
    while first in links:
        first = links[first]
    return first


def _sortable(at: str) -> str:
    """Without the Z, so that a moment with a fraction of a second sorts after the same one without."""
    return at[:-1]


def coding_of(event: CodeEvent) -> Coding:
    """The coding that a `code` event makes."""
    codebook = event["codebook"]
    return Coding(
        id=event["id"],
        coder=event["coder"],
        document=event["document"],
        start=event["start"],
        end=event["end"],
        code=event["code"],
        at=event["at"],
        round=event["round"],
        codebook=tuple(codebook) if isinstance(codebook, list) else codebook,
        text=event.get("text", ""),
        quote=event["quote"],
        visible=visible_of(event),
        before=event.get("before", ""),
        after=event.get("after", ""),
        replaces=event.get("replaces"),
        settles=tuple(event.get("settles", ())),
        suggestion=event.get("suggestion"),
        origin=origin_of(event),
        imported=event.get("imported"),
        looked_at=event.get("origin") != SEARCH,
    )


def mark_of(event: MarkEvent, of: str | None) -> Mark:
    """The mark that a `mark` event makes, on the coding `of` if any."""
    return Mark(
        id=event["id"],
        coder=event["coder"],
        document=event["document"],
        start=event["start"],
        end=event["end"],
        quote=event["quote"],
        kind=event["kind"],
        at=event["at"],
        why=event.get("why", ""),
        of=of,
        round=event["round"],
        text=event.get("text", ""),
        before=event.get("before", ""),
        after=event.get("after", ""),
    )


def _memo_of(event: MemoEvent, of: str) -> Memo:
    return Memo(
        id=event["id"],
        coder=event["coder"],
        document=None if event["document"] == STUDY else event["document"],
        of=of,
        note=event["note"],
        at=event["at"],
        kind=event.get("kind"),
        audience=event.get("for", "me"),
        imported=event.get("imported"),
    )


def origin_of(event: Event) -> Origin | None:
    """Where an event came from that was not made here by hand."""
    origin = event.get("origin")
    if origin is None or isinstance(origin, str):
        return Origin(origin) if origin else None
    return Origin(origin["tool"], origin["file"], origin["id"])


def stamp_of(event: CodeEvent | DoneEvent) -> int | tuple[str, ...]:
    """The version of the codebook that a `code` or `done` event was made under: a number, or the last operations."""
    made = event["codebook"]
    return tuple(made) if isinstance(made, list) else made


def visible_of(event: CodeEvent | DoneEvent) -> frozenset[str] | None:
    """What the coder of a `code` or `done` event could see; None where that is unknown, as where an older line says `false`."""
    blind = event.get("blind", event["event"] == "done")  # a mark of done that says nothing was made blind
    if isinstance(blind, list):
        return frozenset(blind)
    return frozenset() if blind else None
