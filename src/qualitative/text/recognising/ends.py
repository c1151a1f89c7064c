"""Times behind and inside the speech: where turns end, and no words of theirs. Pure.

A time at the end of a turn may be followed by what nobody says: a stage direction on a line of its own, the mark of the recording's end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qualitative.text.recognising.times import Stamp, clock, find_stamps, stamp_at_end
from qualitative.text.recognising.turn import Turn

__all__ = ["with_times"]

LEAST = 3  # turns that end with a short time before it counts as one: `at 10:30` ends a sentence too
AFTER_WORDS = 12  # so many words may follow the time that ends a turn, on lines of their own
_DIRECTION = re.compile(r"\W{0,4}[\[({*_<][^\n]{0,200}[\])}*_>]\W{0,4}|\W{0,80}")
_BROKEN = re.compile(  # a range over the end of a line
    r"(?<=\d)([ \t]{0,3}(?:-{1,2}>?|[–—→]))[ \t]{0,3}\n[ \t]{0,3}(?=\d{1,2}[:.]\d{2})()"
    r"|(?<=:\d\d)()[ \t]{0,3}\n[ \t]{0,3}((?:-{1,2}>?|[–—→])[ \t]{0,3}\d{1,2}[:.]\d{2})"
)
_SAID_BY_NOBODY = re.compile(r"\s{1,3}(?:\([^()\d\n]{1,80}\)|\[[^\[\]\d\n]{1,80}\])\s{0,8}$")
_SHORT = re.compile(r"(?<=\s)(?:\d{1,3}:\d{2}|\d{1,2}\.\d{2}\.\d{2})(?:[.,]\d{1,3})?$")


@dataclass(frozen=True, slots=True)
class _Ending:
    """A time at the end of a line of speech: positions in the speech; `last`: nothing but directions follow."""

    stamp: Stamp
    begin: int
    end: int
    last: bool


def with_times(turns: Sequence[Turn]) -> tuple[list[Turn], list[str], tuple[str, ...]]:
    """(turns, times taken out of speech, what to tell): a time behind the speech is where the turn ends, a range gives its start too."""
    speeches = [_BROKEN.sub(lambda found: f"{found[1] or ''} {found[4] or ''}", turn.speech) for turn in turns]
    endings = [_endings(speech) for speech in speeches]
    if sum(bool(found) for found in endings) * 2 < len(turns):
        endings = _short_endings(speeches) or endings
    sure = sum(bool(found and found[-1].last) for found in endings) >= 2
    timed = sum(turn.start is not None for turn in turns) * 2 >= len(turns)
    made: list[Turn] = []
    inside: list[str] = []
    behind: list[str] = []
    nexts = [*(turn.start for turn in turns[1:]), None]
    for turn, speech, found, following in zip(turns, speeches, endings, nexts, strict=True):
        kept = [ending for ending in found if sure or _is_sure(speech, ending)]
        closing = kept[-1] if kept and (kept[-1].last or _is_short(speech[kept[-1].end :])) else None
        for ending in reversed(kept):
            (behind if ending is closing else inside).append(speech[ending.begin : ending.end])
            speech = (speech[: ending.begin].rstrip() + speech[ending.end :]).strip()
        if closing:
            stamp = closing.stamp
            start = turn.start or (stamp.start if stamp.until else None)
            turn = replace(turn, start=start, until=turn.until or stamp.until or stamp.start)
        speech, cut = _without_inner(speech, turn, timed, following)
        inside += cut
        made.append(replace(turn, parts=[speech]) if cut or kept else turn)
    if behind:
        made = _chained(made)
    notes: tuple[str, ...] = ()
    notes += (f"{len(behind)} time{'s' * (len(behind) > 1)} behind the speech: where turns end",) if behind else ()
    notes += (f"{len(inside)} time{'s' * (len(inside) > 1)} inside turns taken out of the speech",) if inside else ()
    return made, [*inside, *behind], notes


def _endings(speech: str) -> list[_Ending]:
    """The times at the ends of the lines of a speech, in order."""
    return list(_by_line(speech, stamp_at_end))


def _short_endings(speeches: Sequence[str]) -> list[list[_Ending]]:
    """`0:12` and `00.00.12` without brackets at the ends of most speeches, going up: nothing where they are fewer or go down."""
    found = [[ending for ending in _by_line(speech, _short_at_end) if ending.last] for speech in speeches]
    starts = [endings[-1].stamp.start for endings in found if endings]
    rises = all(a <= b for a, b in itertools.pairwise(starts))
    return found if rises and len(starts) >= LEAST and len(starts) * 5 >= len(speeches) * 3 else []


def _short_at_end(line: str) -> Stamp | None:
    stripped = line.rstrip()
    match = _SHORT.search(stripped, max(0, len(stripped) - 14))
    return Stamp(match.start(), match.end(), clock(match[0])) if match else None


def _by_line(speech: str, find: Callable[[str], Stamp | None]) -> Iterator[_Ending]:
    lines = speech.split("\n")
    closed = len(lines)
    while closed and _DIRECTION.fullmatch(lines[closed - 1]) and find(lines[closed - 1]) is None:
        closed -= 1
    place = 0
    for n, line in enumerate(lines):
        stamp = find(line) or find(_SAID_BY_NOBODY.sub("", line))
        if stamp:
            yield _Ending(stamp, place + stamp.begin, place + stamp.end, n >= closed - 1)
        place += len(line) + 1


def _is_sure(speech: str, ending: _Ending) -> bool:
    """Whether one time alone, with no other turn that ends so, is a mark: f4's, or hours, minutes and seconds in brackets."""
    bracket = ending.stamp.bracket
    return bracket == "#" or bool(ending.last and bracket and speech[ending.begin : ending.end].count(":") >= 2)


def _is_short(rest: str) -> bool:
    return len(rest[:400].split()) <= AFTER_WORDS


def _without_inner(speech: str, turn: Turn, timed: bool, following: str | None) -> tuple[str, list[str]]:
    """(speech without the times in it that are surely marks, those times)."""
    cut: list[str] = []
    for stamp in reversed(find_stamps(speech)):
        written = speech[stamp.begin : stamp.end]
        certain = stamp.bracket == "#" or written.count(":") == 2 or (stamp.bracket == "[" and timed and ":" in written)
        near = timed and turn.start and following and turn.start <= stamp.start <= following and ":" in written
        if certain or near:
            left, right = speech[: stamp.begin], speech[stamp.end :]
            if (not left or left[-1:].isspace()) and right[:1] == " ":
                right = right[1:]
            gap = " " if left and not left[-1].isspace() and right[:1].isalnum() else ""
            speech = f"{left}{gap}{right}"
            cut.append(written)
    return speech.strip(), cut


def _chained(turns: Sequence[Turn]) -> list[Turn]:
    """Each turn begins where the one before ends, the first at 0; a range says itself where."""
    made, last = [], "00:00:00"
    for turn in turns:
        made.append(replace(turn, start=turn.start or (last if turn.until else None)))
        last = turn.until or last
    return made
