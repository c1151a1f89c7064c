"""Replay events to the state at a moment. Pure: events in, records out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualitative.codings.events import Event
from qualitative.model import Coding, Memo

__all__ = ["State", "live_codings", "replay"]


@dataclass
class State:
    """What stands after replay: live codings, memos, decisions, and stretches marked done."""

    codings: dict[str, Coding] = field(default_factory=dict)
    memos: list[Memo] = field(default_factory=list)
    decisions: list[Event] = field(default_factory=list)
    done: dict[tuple[str, str, int], list[tuple[int, int]]] = field(default_factory=dict)

    def memo_of(self, event: str) -> str:
        """The notes on one coding, oldest first, as one text."""
        return "\n".join(memo.note for memo in self.memos if memo.of == event)


def replay(events: Iterable[Event], at: str | None = None) -> State:
    """The state after all events up to `at` (ISO 8601, UTC; None: all), in the order of their ids.

    A retract takes away what it names, a retract of a retract brings it back; a coding with `replaces` takes the place of another.
    `done` maps (coder, document, round) to half-open stretches.
    """
    log = sorted((e for e in events if at is None or e["at"] <= at), key=lambda e: e["id"])
    gone = _retracted(log)
    live = [event for event in log if event["id"] not in gone]
    replaced = {event["replaces"] for event in live if event["event"] == "code" and event.get("replaces")}
    state = State()
    for event in live:
        if event["event"] == "code" and event["id"] not in replaced:
            state.codings[event["id"]] = _coding(event)
        elif event["event"] == "memo":
            state.memos.append(
                Memo(event["id"], event["coder"], event["document"], event["of"], event["note"], event["at"])
            )
        elif event["event"] == "decide":
            state.decisions.append(event)
        elif event["event"] == "done":
            key = (event["coder"], event["document"], event["round"])
            state.done.setdefault(key, []).append((event["start"], event["end"]))
    return state


def live_codings(events: Iterable[Event], at: str | None = None) -> list[Coding]:
    """The codings of `replay`, in the order of their ids."""
    return list(replay(events, at).codings.values())


def _retracted(log: list[Event]) -> set[str]:
    """Ids that are taken away: the last word on an id wins, and a retracted retract counts for nothing."""
    gone: set[str] = set()
    for event in reversed(log):
        if event["event"] == "retract" and event["id"] not in gone:
            gone.add(event["of"])
    return gone


def _coding(event: Event) -> Coding:
    return Coding(
        id=event["id"],
        coder=event["coder"],
        document=event["document"],
        start=event["start"],
        end=event["end"],
        code=event["code"],
        at=event["at"],
        round=event["round"],
        codebook=event["codebook"],
        text=event.get("text", ""),
        quote=event["quote"],
        blind=bool(event.get("blind", False)),
        before=event.get("before", ""),
        after=event.get("after", ""),
        replaces=event.get("replaces"),
        settles=tuple(event.get("settles") or ()),
        suggestion=event.get("suggestion"),
    )
