"""What the end of a line breaks on a page: a time, or a label that is longer than the line. Pure; repetition is the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualitative.corpus.readers.raw import PAGE
from qualitative.text.recognising.around import ends_sentence
from qualitative.text.recognising.openings import Opening, openings, time_only
from qualitative.text.recognising.times import find_stamps, stamp_at_end
from qualitative.text.recognising.words import is_field, key_of

__all__ = ["mended_labels", "mended_times"]

MOST = 3  # lines above its last that a broken label reaches over
REACH = 60  # characters around a line's end in which a broken time lies
_SHAPES = ("colon", "sign", "at", "wrapped", "bold", "bar", "tab", "dash")
_CLOSERS = ":：|\t])}>*_#-–—"


def mended_times(lines: Sequence[str]) -> list[str]:
    """The lines, with each time that is broken, or stands alone where times end lines, put back behind the line above."""
    closers = starters = 0
    for line in (line.strip().lstrip(PAGE).strip() for line in lines):
        timed = time_only(line)
        last = stamp_at_end(line)
        starters += timed is not None and bool(line[timed[1] :].strip())
        closers += last is not None and last.begin > 0
    close = closers >= 2 and closers > 2 * starters
    made: list[str] = []
    for line in lines:
        bare = line.lstrip(PAGE).strip()
        above = made[-1] if made and made[-1].strip() else ""
        if above and bare:
            size = _broken(above, bare) or (len(bare) if close and _is_time(bare) and not _ends_on_time(above) else 0)
            if size:
                made[-1] = f"{above.rstrip()} {_page(line)}{bare[:size]}"
                rest = bare[size:].strip()
                made += [rest] if rest else []
                continue
        made.append(line)
    return made


def _broken(above: str, line: str) -> int:
    """How many characters of `line` belong to a time that begins on the line above; 0 where none does."""
    tail = above.rstrip()[-REACH:]
    if not any(sign in tail for sign in "[({<#") or not any(c.isdigit() for c in line[:REACH]):
        return 0
    border = len(tail)
    crossing = (s for s in find_stamps(f"{tail} {line[:REACH]}") if s.begin < border < s.end - 1)
    return next((s.end - border - 1 for s in crossing), 0)


def _is_time(line: str) -> bool:
    timed = time_only(line)
    return timed is not None and not line[timed[1] :].strip(" :")


def _ends_on_time(line: str) -> bool:
    return stamp_at_end(line) is not None


def mended_labels(lines: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    """(lines, the places of those that were put together): a label that is broken comes back broken, or whole elsewhere."""
    bare = [line.lstrip(PAGE).strip() for line in lines]
    whole: Counter[str] = Counter()
    for line in bare:
        whole.update({key_of(opening.label) for opening in _shaped(line)})
    ends: dict[int, int] = {}  # where a broken label begins -> on which line it ends
    taken: set[int] = set()
    for above in range(MOST, 0, -1):
        found = {
            place: (key_of(opening.label), _tail(bare[place], opening.form))
            for place in range(above, len(bare))
            if (opening := _over(bare[place - above : place + 1]))
        }
        again = Counter(key for key, _ in found.values())
        tails = Counter(tail for _, tail in found.values())
        for place, (key, tail) in found.items():
            mine = range(place - above, place + 1)
            comes_back = again[key] + whole[key] >= 2 and (not tail or whole[tail] == tails[tail] == again[key])
            if comes_back and not taken.intersection(mine):
                ends[place - above] = place
                taken.update(mine)
    made: list[str] = []
    joined: set[int] = set()
    for place, line in enumerate(lines):
        if place in ends:
            joined.add(len(made))
            rest = (f"{_page(lines[n])}{bare[n]}" for n in range(place + 1, ends[place] + 1))
            made.append(" ".join((line.rstrip(), *rest)))
        elif place not in taken:
            made.append(line)
    return made, frozenset(joined)


def _page(line: str) -> str:
    return PAGE if line.startswith(PAGE) else ""


def _shaped(line: str) -> list[Opening]:
    return [opening for opening in openings(line) if opening.form in _SHAPES]


def _tail(line: str, form: str) -> str:
    """The key of what the line opens with by itself, in the same shape; empty where it opens with nothing."""
    return next((key_of(opening.label) for opening in _shaped(line) if opening.form == form), "")


def _over(lines: Sequence[str]) -> Opening | None:
    """The opening whose label begins on the first of these lines and ends on the last."""
    *heads, last = lines
    above = " ".join(heads)
    if len(above) > 2 * REACH or not last or not any(sign in last[: 2 * REACH] for sign in _CLOSERS):
        return None
    if any(not line or ends_sentence(line) for line in heads):
        return None
    over = [o for o in _shaped(f"{above} {last}") if o.end > len(above) + 1 and not is_field(o.label)]
    apart = last[0] in _CLOSERS  # the label ends with the line above
    crossing = [o for o in over if (apart or not above.endswith(o.label)) and len(o.label.split()) >= 3]
    return next((o for o in crossing if o.label[:1].isupper()), None)
