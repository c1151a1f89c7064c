"""Where a comment in the margin of a file lies in the document that was made of the file. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.corpus.readers import Comment
from qualitative.model import Document
from qualitative.text.folding import Folded, fold
from qualitative.text.turns import turns_of

__all__ = ["place_of", "words_of"]

NEAR = 80  # characters before a comment that tell equal words apart
LEAST = 12  # characters of them that must agree where the comment is on no words


def place_of(comment: Comment, document: Document) -> tuple[int, int] | None:
    """The stretch of one turn that a comment is on: its words where they stand behind what stood before them; the whole turn before it
    where it is on none. None where neither is found.
    """
    there = fold(document.text, case=False)
    before = fold(comment.before, case=False).text[-NEAR:].strip()
    span = _of_words(there, fold(comment.on, case=False).text.strip(), before)
    if span is None:
        span = None if comment.on else _behind(there, before)
    if span is None:
        return None
    start, end = span
    turn = next((turn for turn in turns_of(document) if turn.start <= start < turn.end), None)
    if turn is None:
        return None
    # a comment that runs on into the next speaker's words begins here
    return (start, min(end, turn.end)) if comment.on else (turn.start, turn.end)


def words_of(comment: Comment, placed: bool) -> str:
    """What the memo says: the comment and who made it, and the words that it is on where the memo does not lie on them."""
    on = f"on \u201c{comment.on}\u201d: " if comment.on and not placed else ""
    return f"{on}{comment.text}" + (f" ({comment.by})" if comment.by else "")


def _of_words(there: Folded, words: str, before: str) -> tuple[int, int] | None:
    """Where `words`, or as many of the first of them as stand together, lie: the place whose surroundings agree most."""
    parts = words.split(" ")
    while words:
        places = list(_places(there.text, words))
        if places:
            start = max(places, key=lambda at: (_agree(there.text[:at][-NEAR:], before), -at))
            return there.span(start, start + len(words))
        parts = parts[: len(parts) // 2]
        words = " ".join(parts) if len(parts) > 1 else ""
    return None


def _behind(there: Folded, before: str) -> tuple[int, int] | None:
    """The last character of what stood before a comment that is on no words."""
    while len(before) >= LEAST:
        places = list(_places(there.text, before))
        if len(places) == 1:
            end = places[0] + len(before)
            return there.span(end - 1, end)
        if places:
            return None
        before = before[len(before) // 4 or 1 :].strip()
    return None


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _agree(left: str, before: str) -> int:
    """Characters that agree right before a place; labels and times between them may differ."""
    left, before = left.rstrip(), before.rstrip()
    count = 0
    for one, other in zip(reversed(left), reversed(before), strict=False):
        if one != other:
            break
        count += 1
    return count
