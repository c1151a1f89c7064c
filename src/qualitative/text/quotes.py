"""Find a quote again by its words and what stood around them, where no edit script tells. Pure; never guesses."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.text.edits import Anchor, anchor_at

__all__ = ["find_anchor", "nearest"]

SURE = 28  # letters of quote and agreeing context together; no other place may come near
SIDE = 4  # letters of agreeing context on each side


def find_anchor(text: str, anchor: Anchor) -> Anchor | None:
    """The one place where the same words stand in the same surroundings; None when there is none, or a second one is nearly as good."""
    places = sorted(((_agreement(text, start, anchor), start) for start in _places(text, anchor.quote)), reverse=True)
    if not places:
        return None
    (best, least), start = places[0]
    if len(places) > 1 and places[1][0][0] * 2 > best:
        return None
    sure = least >= SIDE and best + len(anchor.quote) >= SURE
    return anchor_at(text, start, start + len(anchor.quote)) if sure else None


def nearest(text: str, anchor: Anchor) -> int | None:
    """Where the surroundings of a lost quote are most alike, for a person to look at."""
    before = anchor.before.rstrip()
    for piece in (anchor.quote, before, anchor.after.lstrip()):
        for length in (len(piece), 24, 12):
            for part in {piece[:length], piece[-length:]} if length <= len(piece) and length else ():
                if text.count(part) == 1:
                    # what stood before the quote points at its end, where the quote began
                    return text.index(part) + (len(part) if piece is before else 0)
    return None


def _places(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while quote and start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _agreement(text: str, start: int, anchor: Anchor) -> tuple[int, int]:
    """Letters of context that agree: (on both sides together, on the lesser side; a side that agrees to the end of the text is enough)."""
    left, right = (
        text[max(0, start - len(anchor.before)) : start],
        text[start + len(anchor.quote) :][: len(anchor.after)],
    )
    agree = _common(left[::-1], anchor.before[::-1]), _common(right, anchor.after)
    whole = left == anchor.before and right == anchor.after
    return sum(agree), SIDE if whole else min(agree)


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
