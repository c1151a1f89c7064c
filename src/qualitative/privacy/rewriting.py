"""Rewrite one text, and the events on it, where some stretches are replaced. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from qualitative.codings.events import CONTEXT, Event
from qualitative.codings.places import Places
from qualitative.codings.schema import CodeEvent
from qualitative.codings.state import coding_of
from qualitative.model import Coding, Document
from qualitative.text.edits import Op

__all__ = ["passage_of", "replaced", "rewritten", "widened"]

LEAST = 4  # letters of a cut-off name or number at the edge of a context that give it away


def replaced(value: Any, replace: Callable[[str], str], *, keys: bool = False) -> Any:
    """Plain data with every string replaced, those of `keys` only where asked for."""
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, int) and not isinstance(value, bool):
        # YAML reads an identity number that is written bare as a whole number
        new = replace(str(value))
        return value if new == str(value) else new
    if isinstance(value, dict):
        return {
            replace(key) if keys and isinstance(key, str) else key: replaced(part, replace, keys=keys)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [replaced(part, replace, keys=keys) for part in value]
    return value


def widened(script: Sequence[Op], start: int, end: int) -> tuple[int, int]:
    """A segment after the script; an end that lay inside something replaced takes in all of the replacement."""
    new_start, new_end, shift = start, end, 0
    for a, b, text in script:
        if a <= start:
            new_start = a + shift if start < b else start + shift + len(text) - (b - a)
        if a < end:
            new_end = (a + shift + len(text)) if end < b else end + shift + len(text) - (b - a)
        shift += len(text) - (b - a)
    return new_start, new_end


def passage_of(event: Event) -> Coding:
    """The words that an event of any kind holds, as a coding that can be found again."""
    return coding_of(cast("CodeEvent", {"code": "", **event}))


def rewritten(
    event: Event,
    before: str,
    places: Places,
    script: Sequence[Op],
    after: Document,
    replace: Callable[[str], str],
    cut: Sequence[str],
) -> Event:
    """The event on the text `after` (`before` is the hash of the text that was): quote and context read anew where its place is known, else only their strings replaced.

    `cut` are the texts that were replaced: pieces of them at the edges of a context that stays are cut off too.
    """
    fields: dict[str, Any] = {**event}
    fields |= {key: replaced(fields[key], replace) for key in ("note", "why", "origin") if key in fields}
    return cast("Event", fields | _moved(event, fields, before, places, script, after, replace, cut))


def _moved(
    event: Event,
    fields: Mapping[str, Any],
    before: str,
    places: Places,
    script: Sequence[Op],
    after: Document,
    replace: Callable[[str], str],
    cut: Sequence[str],
) -> dict[str, Any]:
    """What changes of an event's place and words."""
    if "start" in fields and "quote" not in fields:
        source = fields.get("text") or before
        start, end = widened(script, places.position(fields["start"], source), places.position(fields["end"], source))
        return {"start": start, "end": max(end, start + 1), "text": after.hash}
    if "quote" not in fields:
        return {}
    place = places.place(passage_of(event))
    if place.now is None:
        return {key: _uncut(replace(fields[key]), cut) for key in ("quote", "before", "after") if key in fields}
    start, end = widened(script, place.now.start, place.now.end)
    text = after.text
    around = {
        "quote": text[start:end],
        "before": text[max(0, start - CONTEXT) : start],
        "after": text[end : end + CONTEXT],
    }
    known = {key: words for key, words in around.items() if key in fields}
    return {"text": after.hash, "start": start, "end": end, **known}


def _uncut(text: str, whole: Sequence[str]) -> str:
    """Without the beginning or end of a replaced text that a context's edge cut off."""
    for one in whole:
        for length in range(len(one) - 1, LEAST - 1, -1):
            if text.startswith(one[-length:]):
                text = "…" + text[length:]
            if text.endswith(one[:length]):
                text = text[: len(text) - length] + "…"
    return text
