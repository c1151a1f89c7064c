"""The lines of a text, and in which ways each may open a turn. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.text.languages import UNKNOWN_LANGUAGE, sentences_of
from qualitative.text.recognising.numbers import counted_lines
from qualitative.text.recognising.openings import Opening, bold_opening, openings, time_only
from qualitative.text.recognising.times import Stamp
from qualitative.text.recognising.words import TITLES, is_code, is_field, is_name, key_of, role_of

__all__ = ["Line", "inner_labels", "lines_of", "split_inside"]

_INSIDE = re.compile(
    r"(?:(?<=[.?!…？！。])|(?<=[.?!…][”\"’)\]]))[ \t]{1,4}(?P<label>[^\W_](?:[^:：.?!…\n\[\]]|\.(?=[^\s.”\"’)\]])|\.(?=:)){0,62}?|\[[^:\[\]\n]{1,40}\])(?:(?<!\])[ ]?[:：]|(?<=\]):?)(?=\s)"
)

# what counts the labels of one series on: `SIM-A` and `SIM-B`, `R1` and `R2`
_SERIES = re.compile(r"(?<=[^\W\d_])\d{1,2}$|(?<=[-_. ])[^\W_]$|^[^\W_]{1,63}$")

_TITLE = re.compile(r"(?<![\w.])([^\W\d_]{1,5}\.)[ \t]{1,2}$")


@dataclass(slots=True)
class Line:
    """One line. `text` leaves out a turn's number (`count`); `readings` are by shape; `stamp` is a time that it opens with."""

    number: int
    text: str
    new_block: bool
    count: str = ""
    strong: bool = False
    readings: Mapping[str, Opening] = field(default_factory=dict)
    stamp: tuple[Stamp, int] | None = None
    inner: bool = False  # begins inside a line of the file
    within: bool = False  # goes on with a message of a chat, whatever it looks like
    own: str = ""  # what a program wrote there, which nobody says: MESSAGE or PROGRAM

    @property
    def empty(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text.strip()

    @property
    def only_time(self) -> bool:
        """Whether the line holds a time and nothing else."""
        return self.stamp is not None and not self.text[self.stamp[1] :].strip(" \t:")


def lines_of(text: str, strong: Mapping[int, tuple[int, int]] | None = None, counted: bool = True) -> list[Line]:
    """The lines of `text`; `strong` is the first bold stretch of those lines (from 1) that have one."""
    raw = text.split("\n")
    counts = counted_lines(raw) if counted else {}
    found: list[Line] = []
    blank = True
    for index, content in enumerate(raw):
        cut = counts.get(index, 0)
        start, end = (strong or {}).get(index + 1, (0, 0))
        line = _line(
            index + 1,
            content[cut:],
            blank,
            content[:cut].strip(),
            bool(end) and not (content[:start] + content[end:]).strip(),
        )
        label = bold_opening(line.text, max(start - cut, 0), end - cut) if end and not line.strong else None
        if label is not None:
            line.readings = {"bold": label, **line.readings}
        found.append(line)
        blank = line.empty or (blank and line.only_time)
    return found


def inner_labels(lines: Sequence[Line]) -> Iterator[tuple[Line, str, int]]:
    """(line, label, where it begins) of each place inside a line where a label may follow the end of a sentence.

    `Dr.` and the initial of a first name end none: they are part of the label.
    """
    for line in lines:
        if not line.own and (":" in line.text or "[" in line.text or "：" in line.text):
            for match in _INSIDE.finditer(line.text):
                start = _before_titles(line.text, match.start("label"))
                if match["label"].count(")") > match["label"].count("("):
                    continue  # it began within a bracket of a longer label
                if _ends(line.text, start) and re.search(
                    r"[^\W\d_]", line.text[max(line.stamp[1] if line.stamp else 0, start - 80) : start]
                ):
                    yield line, line.text[start : match.end("label")].strip("[]"), start


def _before_titles(text: str, start: int) -> int:
    """Where a label begins with the titles and initials before `start`."""
    while found := _TITLE.search(text, max(0, start - 12), start):
        word = found[1]
        initial = len(word) == 2 and word[0].isupper() and _ends(text, found.start(1))
        if word.rstrip(".").casefold() not in TITLES and not initial and not _is_shortened_name(word):
            break
        start = found.start(1)
    return start


def _is_shortened_name(word: str) -> bool:
    """`Abd.` and `St.` in a name: abbreviations of some language that begin with a capital."""
    return word[0].isupper() and word.rstrip(".").casefold() in sentences_of(UNKNOWN_LANGUAGE).abbreviations


def _ends(text: str, place: int) -> bool:
    """Whether a sentence ends before `place`, or only a mark stands there."""
    return text[max(0, place - 6) : place].rstrip()[-1:] in '.?!…？！。”"’)]*_[({<@#'


def split_inside(lines: Sequence[Line], known: Collection[str]) -> tuple[list[Line], int]:
    """(lines, cuts) with a line of its own for each label inside a line that is known, tells a role, or comes back."""
    places: dict[int, list[int]] = {}
    counts: dict[str, int] = {}
    found = [(line, label, start, key_of(label)) for line, label, start in inner_labels(lines)]
    for *_, key in found:
        counts[key] = counts.get(key, 0) + 1
    often = {k for k, n in counts.items() if n >= 2 and not is_field(k)}
    kin = {_SERIES.sub("", key) for key in {*known, *often}} - {""}
    wanted = {
        key
        for _, label, _, key in found
        if key in known
        or (role_of(key) and (len(often) >= 2 or known))
        or (key in often and is_name(label) and (known or len(often) >= 2))
        or (is_code(label) and _SERIES.sub("", key) in kin)
    }
    for line, _, start, key in found:
        if key in wanted:
            places.setdefault(id(line), []).append(start)
    if not places:
        return list(lines), 0
    made: list[Line] = []
    for line in lines:
        cuts = [0, *places.get(id(line), []), len(line.text)]
        made += [line] if len(cuts) == 2 else list(_pieces(line, cuts))
    return made, sum(map(len, places.values()))


def _pieces(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    for n, (start, end) in enumerate(itertools.pairwise(cuts)):
        piece = _line(
            line.number,
            line.text[start:end].rstrip(),
            line.new_block or n > 0,
            line.count if n == 0 else "",
            line.strong,
        )
        piece.inner = n > 0
        yield piece


def _line(number: int, text: str, new_block: bool, count: str, strong: bool) -> Line:
    if not text.strip():
        return Line(number, text, False, count, strong)
    readings = {opening.form: opening for opening in openings(text)}
    return Line(number, text, new_block, count, strong, readings, time_only(text))
