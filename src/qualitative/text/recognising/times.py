"""The grammar of times in transcripts. Pure; every pattern looks at a bounded stretch.

stamp  = [open] [date] clock [range clock] [close]        open, close: [ ( { < # and their pairs, blanks inside
clock  = h:mm:ss | m:ss | h.mm.ss, with tenths, frames or AM, PM behind it; h.mm only after a date or in brackets
range  = - – — --> → to s/d
f4     = #00:00:12-3#                                      the digit behind the dash is tenths
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["BARE", "BRACKETED", "Stamp", "clock", "find_stamps", "stamp_at", "stamp_at_end"]

_CLOCK = (
    r"(?:\d{1,2}:\d{2}:\d{2}(?:[.,:;]\d{1,3})?|\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}|\d{1,3}:\d{2}(?:[.,]\d{1,3})?|\d{1,2}\.\d{2}\.\d{2}(?:[.,]\d{1,3})?"
    r"|\d{1,2}h ?\d{1,2}m ?\d{1,2}s|\d{1,2}m ?\d{1,2}s)(?![\d])"
)
_SHORT = r"\d{1,2}\.\d{2}(?![\d])"
_HALF = r"(?:[  ]?[AaPp]\.?[Mm]\b\.?)?"
_RANGE = r"[ \t]{0,3}(?:-{1,2}>?|–|—|→|to|s/d|sampai|bis)[ \t]{0,3}"
_DATE = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2} [^\W\d_]{3,10}\.? \d{4})"
_DATED = rf"(?P<date>{_DATE})(?:,|T|[ \t]{{1,2}}|,[ \t]| at | pukul ){{1,2}}"
BARE = re.compile(
    rf"(?:{_DATED}(?P<dotted>{_SHORT}{_HALF})|(?:{_DATED.replace('date', 'day')})?(?P<start>{_CLOCK}{_HALF})(?:(?:{_RANGE}|(?<=[.,]\d{{3}}),(?=\d{{1,2}}:\d{{2}}:\d{{2}}[.,]\d{{3}}))(?P<until>{_CLOCK}{_HALF}))?)"
)
BRACKETED = re.compile(
    rf"\\?(?P<open>[\[({{<#])[ \t]{{0,3}}(?:{_DATED})?(?P<start>{_CLOCK}{_HALF}|{_SHORT})(?:-\d)?(?:{_RANGE}(?P<until>{_CLOCK}|{_SHORT}))?[ \t]{{0,3}}\\?[\])}}>#]"
)
_DIGIT = re.compile(r"\d")
_END = 90  # how far from a line's end a stamp may begin


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in a line: `begin:end` are positions in it; `start` and `until` are written HH:MM:SS."""

    begin: int
    end: int
    start: str
    until: str | None = None
    date: str | None = None
    bracket: str = ""


def clock(time: str) -> str:
    """`HH:MM:SS` from `M:SS`, `H.MM.SS`, `75:03`, `9:15 PM` and the like; fractions are dropped.

    >>> clock("1:02"), clock("00:01:02.500"), clock("75:03"), clock("00.01.02"), clock("1h2m3s")
    ('00:01:02', '00:01:02', '01:15:03', '00:01:02', '01:02:03')
    """
    numbers = [int(part) for part in re.findall(r"\d+", time)]
    if ("." in time and ":" in time) or "," in time:
        numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[.,](?=\d{1,3}\D*$)", time)[0])]
    hours, minutes, seconds = ([0] * (3 - len(numbers[:3])) + numbers[:3]) if numbers else (0, 0, 0)
    hours, minutes = hours + minutes // 60, minutes % 60
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def stamp_at(line: str, position: int = 0) -> Stamp | None:
    """The stamp that begins at `position`, in brackets or bare.

    >>> stamp_at("[00:00:01 - 00:00:05] Ratna:").until
    '00:00:05'
    """
    match = BRACKETED.match(line, position)
    if match:
        return _stamp(match, match["date"], match["start"], match["until"], match["open"])
    match = BARE.match(line, position)
    if match is None:
        return None
    if match["dotted"]:
        return _stamp(match, match["date"], match["dotted"], None)
    return _stamp(match, match["day"], match["start"], match["until"])


def stamp_at_end(line: str) -> Stamp | None:
    """The stamp that a line ends with; a bare one must stand apart from the words by a blank and be h:mm:ss.

    >>> stamp_at_end("Kami mulai. #00:00:41-8#").start, stamp_at_end("Kami mulai 10:30")
    ('00:00:41', None)
    """
    stripped = line.rstrip()
    base = max(0, len(stripped) - _END)
    if not _DIGIT.search(stripped, base):
        return None
    for match in BRACKETED.finditer(stripped, base):
        if match.end() == len(stripped):
            return _stamp(match, match["date"], match["start"], match["until"], match["open"])
    for match in BARE.finditer(stripped, base):
        begin = match.start("start")
        if match.end() == len(stripped) and not stripped[:begin][-1:].strip() and match["start"].count(":") == 2:
            until = clock(match["until"]) if match["until"] else None
            return Stamp(begin, len(stripped), clock(match["start"]), until)
    return None


def find_stamps(line: str) -> list[Stamp]:
    """All stamps in brackets, anywhere in a line."""
    return [_stamp(m, m["date"], m["start"], m["until"], m["open"]) for m in BRACKETED.finditer(line)]


def _stamp(match: re.Match[str], date: str | None, start: str, until: str | None, bracket: str = "") -> Stamp:
    if date and re.fullmatch(_SHORT + _HALF, start):
        start = f"{start.replace('.', ':')}:00"
    elif date and start.count(":") == 1:
        start = f"{_half_day(start)}:00"  # beside a date, 09:15 are hours and minutes
    return Stamp(match.start(), match.end(), clock(_half_day(start)), clock(until) if until else None, date, bracket)


def _half_day(time: str) -> str:
    """A clock of twelve hours as one of twenty-four."""
    half = re.search(r"[  ]?([AaPp])\.?[Mm]\.?", time)
    if half is None:
        return time
    bare = time[: half.start()]
    hours, _, rest = bare.partition(":")
    hour = int(hours) % 12 + (12 if half[1] in "Pp" else 0)
    return f"{hour}:{rest}{time[half.end() :]}" + (":00" if rest.count(":") == 0 and half.end() == len(time) else "")
