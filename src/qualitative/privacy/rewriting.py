"""Rewrite one text, and the events on it, where some stretches are replaced. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qualitative.codings.events import CONTEXT, Event
from qualitative.codings.places import Places
from qualitative.codings.state import coding_of
from qualitative.model import Document
from qualitative.text.edits import Op

__all__ = ["replaced", "rewritten", "widened"]

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
    event = {**event, **{key: replaced(event[key], replace) for key in ("note", "why", "origin") if key in event}}
    if "start" in event and "quote" not in event:
        source = event.get("text") or before
        start, end = widened(script, places.position(event["start"], source), places.position(event["end"], source))
        return {**event, "start": start, "end": max(end, start + 1), "text": after.hash}
    if "quote" not in event:
        return event
    place = places.place(coding_of({"code": "", **event}))
    if place.now is None:
        strings = {key: _uncut(replace(event[key]), cut) for key in ("quote", "before", "after") if key in event}
        return {**event, **strings}
    start, end = widened(script, place.now.start, place.now.end)
    text = after.text
    around = {
        "quote": text[start:end],
        "before": text[max(0, start - CONTEXT) : start],
        "after": text[end : end + CONTEXT],
    }
    return {**event, "text": after.hash, "start": start, "end": end, **_known(event, around)}


def _known(event: Mapping[str, Any], around: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in around.items() if key in event}


def _uncut(text: str, whole: Sequence[str]) -> str:
    """Without the beginning or end of a replaced text that a context's edge cut off."""
    for one in whole:
        for length in range(len(one) - 1, LEAST - 1, -1):
            if text.startswith(one[-length:]):
                text = "…" + text[length:]
            if text.endswith(one[:length]):
                text = text[: len(text) - length] + "…"
    return text
