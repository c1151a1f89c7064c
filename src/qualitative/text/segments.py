"""Whether a segment keeps to the words of one turn, so that it holds no label and no timestamp. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from qualitative.model import Document, Turn
from qualitative.text.turns import parse_turns

__all__ = ["segment_problem"]


def segment_problem(document: Document, start: int, end: int) -> str:
    """What is wrong with a segment of a transcript, with the way out; nothing for prose and for a segment inside one turn.

    >>> talk = Document("a", "interview", "fieldwork", "x", "2024", "id", "P: Apa? NH: Itu.", speakers={"P": "interviewer"})
    >>> segment_problem(talk, 3, 7), segment_problem(talk, 0, 7)
    ('', 'segment 0:7 of a touches the label or timestamp of turn 1 (P), whose words lie at 3:16; take 3:7')
    """
    if not document.speakers:
        return ""
    turns = _turns(document.text, tuple(document.speakers.items()))
    first = max(bisect_right(turns, start, key=lambda turn: turn.start) - 1, 0)
    last = bisect_left(turns, end, key=lambda turn: turn.start)
    inside = [(turn, max(start, turn.start), min(end, turn.end)) for turn in turns[first:last]]
    inside = [(turn, a, b) for turn, a, b in inside if a < b]
    if any((a, b) == (start, end) for _, a, b in inside):
        return ""
    name = f"segment {start}:{end} of {document.id}"
    if len(inside) > 1:
        (one, a, b), (second, c, d) = inside[:2]
        more = f" and so on to turn {inside[-1][0].n}" if len(inside) > 2 else ""
        return f"{name} crosses the label of turn {second.n} ({second.speaker}); code each turn by itself: {a}:{b} in turn {one.n}, {c}:{d} in turn {second.n}{more}"
    if not inside:
        return f"{name} lies in no turn{_nearest(turns, start)}"
    turn, a, b = inside[0]
    what = "touches the label or timestamp of" if start < turn.start else "goes beyond the end of"
    return f"{name} {what} turn {turn.n} ({turn.speaker}), whose words lie at {turn.start}:{turn.end}; take {a}:{b}"


def _nearest(turns: tuple[Turn, ...], position: int) -> str:
    spoken = [turn for turn in turns if turn.start < turn.end]
    near = next((turn for turn in spoken if turn.end > position), spoken[-1] if spoken else None)
    return f"; the words of turn {near.n} ({near.speaker}), the nearest, lie at {near.start}:{near.end}" if near else ""


@lru_cache(maxsize=64)  # a panel codes the same text again and again
def _turns(text: str, speakers: tuple[tuple[str, str], ...]) -> tuple[Turn, ...]:
    return tuple(parse_turns(text, dict(speakers)))
