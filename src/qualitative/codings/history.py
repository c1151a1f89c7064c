"""Events as sentences: who did what, when. Pure. Words of a document stand in brackets, because a paraphrase is no quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from qualitative.codings.events import STUDY, Event
from qualitative.codings.schema import SEARCH, CodeEvent, DecideEvent, MemoEvent, RetractEvent

__all__ = ["LogEntry", "iter_history", "sentence_of"]

LONGEST = 60
_HOWS = {
    "full": "coded to the end",
    "assisted": "coded where a machine pointed to",
    "stopped": "given up before the end",
}
_MARKED = {"noted": "to come back to", "key": "as a key passage", "region": "as a part of the text"}


class LogEntry(NamedTuple):
    """One line of the log."""

    at: str
    coder: str
    document: str | None
    sentence: str


def iter_history(events: Iterable[Event], operations: Iterable[Mapping[str, Any]] = ()) -> Iterator[LogEntry]:
    """One entry an event or operation of the codebook (each with its `sentence`), by moment; events of one moment by id."""
    log = sorted(events, key=lambda event: event["id"])
    known = {event["id"]: event for event in log}
    entries = [
        (event["at"], event["id"], LogEntry(event["at"], event["coder"], _document(event), sentence_of(event, known)))
        for event in log
    ]
    entries += [
        (at, f"{number:026d}", LogEntry(at, str(operation.get("by")), None, str(operation["sentence"])))
        for number, operation in enumerate(operations)
        for at in [str(operation.get("at") or "")]
    ]
    yield from (entry for _, _, entry in sorted(entries, key=lambda found: found[:2]))


def _document(event: Event) -> str | None:
    return None if event["document"] == STUDY else event["document"]


def sentence_of(event: Event, known: Mapping[str, Event]) -> str:
    """What one event did, without who and when; `known` holds events by id, so that those it names can be described."""
    where = "" if event["document"] == STUDY else f" in {event['document']}"
    if event["event"] == "code":
        return _code(event, known) + where
    if event["event"] == "retract":
        return _retract(event, known) + where
    if event["event"] == "memo":
        return f"noted on {_target(event, known)}: {_short(event['note'])}"
    if event["event"] == "done":
        return f"marked {event['start']}–{event['end']} of {event['document']} as {_HOWS[event.get('how', 'full')]}"
    if event["event"] == "mark":
        why = f" ({_short(event['why'])})" if event.get("why") else ""
        return f"marked [{_short(event['quote'])}] {_MARKED[event['kind']]}{why}{where}"
    return _decision(event, known) + where


def _code(event: CodeEvent, known: Mapping[str, Event]) -> str:
    words = f"[{_short(event['quote'])}]"
    old = known.get(event.get("replaces") or "")
    if old is not None and old["event"] == "code":
        changes = [f"code {old['code']} to {event['code']}"] if old["code"] != event["code"] else []
        changes += [f"words [{_short(old['quote'])}] to {words}"] if old["quote"] != event["quote"] else []
        return f"changed {' and '.join(changes) or words} ({event['code']})"
    if event.get("settles"):
        return f"settled {len(event['settles'])} codings: {words} is {event['code']}"
    how = " after a suggestion" if event.get("suggestion") else ""
    how = " by a search" if event.get("origin") == SEARCH else how
    return f"coded {words} as {event['code']}{how}"


def _retract(event: RetractEvent, known: Mapping[str, Event]) -> str:
    verb = "undid" if event.get("undo") else "redid" if event.get("redo") else "took back"
    of = known.get(event["of"])
    # redo takes back the undo; what people care for is what came back
    what = of["of"] if event.get("redo") and of is not None and of["event"] == "retract" else event["of"]
    return f"{verb}: {_what(what, known)}"


def _decision(event: DecideEvent, known: Mapping[str, Event]) -> str:
    of = [_what(id, known) for id in event.get("of", ())]
    what = "; ".join(of) or f"{event.get('code', 'a suggestion')} at {event.get('start')}–{event.get('end')}"
    verdict = event["verdict"]
    if verdict == "split":
        return f"decided that {what} is {event.get('code')}"
    if verdict == "place":
        return f"placed {what} on [{_short(event.get('quote', ''))}]"
    verb = {"accept": "accepted", "reject": "rejected", "adjudicate": "adjudicated", "retire": "let go of"}[verdict]
    why = event.get("note")
    return f"{verb} {what}{f': {_short(why)}' if why else ''}"


def _target(event: MemoEvent, known: Mapping[str, Event]) -> str:
    of = event["of"]
    if of == "document":
        return event["document"]
    if of == "study":
        return "the study"
    kind, _, id = of.partition(":")
    return f"{kind} {id}" if kind in ("code", "theme") and id else _what(of, known)


def _what(id: str, known: Mapping[str, Event], depth: int = 0) -> str:
    """The event with this id, as the object of a sentence."""
    event = known.get(id)
    if event is None:
        return f"event {id}"
    if event["event"] == "code":
        return f"[{_short(event['quote'])}] as {event['code']}"
    if event["event"] == "memo":
        return f"the note {_short(event['note'])}"
    if event["event"] == "mark":
        return f"the mark on [{_short(event['quote'])}]"
    if event["event"] == "retract" and depth < 3:
        return f"taking back {_what(event['of'], known, depth + 1)}"
    return f"the {event['event']} of {event['at'][:16]}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
