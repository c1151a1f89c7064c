"""What stands of one coder's work on one document, as the panel shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.codings.events import Event
from qualitative.codings.schema import DecideEvent
from qualitative.codings.state import State, live_events, replay, visible_of
from qualitative.folder.placing import placed, under_version
from qualitative.model import Coding, Memo

if TYPE_CHECKING:
    from qualitative.folder import Folder

__all__ = ["Standing", "read_standing"]


@dataclass
class Standing:
    """Live codings and memos, where memos on segments lie, what was rejected, and the mark that says the whole text is done.

    `seen` tells of each round in which suggestions or others' codings were visible to the coder here, taken back or not, which of these
    were; None where that is unknown.
    """

    codings: list[Coding] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    rejected: set[tuple[int, int, str]] = field(default_factory=set)
    done: str | None = None
    seen: dict[int, frozenset[str] | None] = field(default_factory=dict)
    lost: list[Coding] = field(default_factory=list)


def read_standing(folder: Folder, coder: str, document: str, only: int | None = None) -> Standing:
    """One coder's file of one document, carried to the present text and codebook; what lost its words is listed, not guessed.

    With `only` what was done in other rounds stays hidden, memos among it: the coder reads again.
    """
    events = folder.events_of(folder.event_file(coder, document))[0]
    if only is not None:
        events = [event for event in events if event["round"] == only]
    state = replay(events)
    # anybody may have said where a lost coding lies now, or which part of a split code it is
    state.decisions += _decisions_of_others(folder, coder, document)
    state = placed(folder, state)
    standing = Standing(under_version(folder, state), state.memos, lost=[place.coding for place in state.lost])
    _read_marks(standing, events, state, len(folder.document(document).text))
    return standing


def _read_marks(standing: Standing, events: list[Event], state: State, length: int) -> None:
    standing.seen = _seen(events)
    for event in live_events(events):
        if event["event"] == "memo" and "start" in event:
            standing.places[event["id"]] = (event["start"], event["end"])
        elif event["event"] == "decide" and event["verdict"] == "reject" and "start" in event:
            standing.rejected.add((event["start"], event["end"], event["code"]))
    for mark in state.done_events:
        if mark["start"] == 0 and mark["end"] >= length and mark.get("how", "full") == "full":
            standing.done = mark["id"]


def _seen(events: list[Event]) -> dict[int, frozenset[str] | None]:
    seen: dict[int, frozenset[str] | None] = {}
    for event in events:
        if event.get("origin"):
            continue  # what was visible elsewhere says nothing of what is visible here
        what = visible_of(event) if event["event"] in ("code", "done") else frozenset()
        what = what if what is None or not event.get("suggestion") else what | {"suggestions"}
        if what != frozenset():
            before = seen.get(event["round"], frozenset())
            seen[event["round"]] = None if what is None or before is None else before | what
    return seen


def _decisions_of_others(folder: Folder, coder: str, document: str) -> list[DecideEvent]:
    paths = [path for path in folder.codings_folder.glob(f"*/{document}.jsonl") if path.parent.name != coder]
    return [e for path in paths for e in live_events(folder.events_of(path)[0]) if e["event"] == "decide"]
