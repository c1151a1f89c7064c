"""The ways in which tools count positions, and the map from each to the positions of a document of ours. Pure.

A position is counted in a unit (code points, UTF-16, UTF-8 bytes) of a form of the text (line ends as in the file, as LF, as CRLF, or all
composed to NFC; a byte order mark counted or not), and an end is the first position after the span, or its last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from qualitative.errors import ReaderError, did_you_mean

if TYPE_CHECKING:
    import numpy as np

__all__ = ["PRODUCERS", "Convention", "CountedText", "known_convention", "parse_convention"]

Unit = Literal["code-points", "utf-16", "utf-8"]
LineEnds = Literal["file", "lf", "crlf", "nfc"]
UNITS: tuple[Unit, ...] = ("code-points", "utf-16", "utf-8")
LINE_ENDS: tuple[LineEnds, ...] = ("file", "lf", "crlf", "nfc")
_UNIT_WORDS = {"code-points": "code points", "utf-16": "UTF-16", "utf-8": "UTF-8 bytes"}
_END_WORDS = {
    "file": "line ends as in the file",
    "lf": "line ends as LF",
    "crlf": "line ends as CRLF",
    "nfc": "composed characters and LF",
}
_BOM = "\ufeff"
_REPLACED = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Convention:
    """One way of counting."""

    unit: Unit = "code-points"
    line_ends: LineEnds = "file"
    bom: bool = False
    inclusive: bool = False

    def __str__(self) -> str:
        bom = "with the byte order mark" if self.bom else "without byte order mark"
        end = "ends are the last position" if self.inclusive else "ends exclusive"
        return f"{_UNIT_WORDS[self.unit]}, {bom}, {_END_WORDS[self.line_ends]}, {end}"

    def beside(self, other: Convention) -> str:
        """What tells it from another: the unit alone where that is all."""
        same = (self.line_ends, self.bom, self.inclusive) == (other.line_ends, other.bom, other.inclusive)
        return _UNIT_WORDS[self.unit] if same else str(self)

    @property
    def option(self) -> str:
        """As `--positions` takes it."""
        parts = [self.unit, *([self.line_ends] if self.line_ends != "file" else [])]
        return ",".join([*parts, *(["bom"] if self.bom else []), *(["inclusive"] if self.inclusive else [])])


# what tools are known to do, by a word in the origin that they write
PRODUCERS = (
    ("nvivo", Convention("utf-16")),
    ("qualcoder", Convention("code-points", "lf")),
    ("atlas", Convention("code-points", "lf")),
    ("taguette", Convention("utf-8")),
)


def known_convention(producer: str) -> Convention | None:
    """How a producer is known to count; None where it is not."""
    lower = producer.lower()
    return next((convention for word, convention in PRODUCERS if word in lower), None)


def parse_convention(text: str) -> Convention | None:
    """`auto` (None), or unit, line ends, `bom`, `inclusive` with commas between. Raises ReaderError for another word.

    >>> parse_convention("utf-16,crlf")
    Convention(unit='utf-16', line_ends='crlf', bom=False, inclusive=False)
    """
    words = [word.strip() for word in text.split(",")]
    if words == ["auto"]:
        return None
    known = (*UNITS, *LINE_ENDS, "bom", "inclusive", "exclusive")
    for word in words:
        if word not in known:
            raise ReaderError(f"--positions {word!r} is no way of counting; {did_you_mean(word, known)}")
    unit: Unit = next((one for one in UNITS if one in words), "code-points")
    ends: LineEnds = next((one for one in LINE_ENDS if one in words), "file")
    return Convention(unit, ends, "bom" in words, "inclusive" in words)


class CountedText:
    """One text as the file holds it, and the positions of it in every convention. `ours` is what becomes of it: NFC, LF, no mark, no NUL.

    `breaks` are places of the raw text at which a line begins that the tool does not count.
    """

    def __init__(self, raw: str, breaks: Sequence[int] = ()) -> None:
        import numpy as np

        self.raw = raw
        self._points = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.uint32)
        is_cr, is_lf = self._points == 13, self._points == 10
        self._cr_of_pair = is_cr & np.append(is_lf[1:], False)
        self._lone_end = (is_lf & ~np.append(False, is_cr[:-1])[: len(is_lf)]) | (is_cr & ~self._cr_of_pair)
        self.has_bom = raw.startswith(_BOM)
        self._breaks = sorted(place for place in set(breaks) if 0 < place < len(raw))
        parts = [raw[a:b] for a, b in pairwise([0, *self._breaks, len(raw)])]
        plain = "\n".join(parts)[self.has_bom :].replace("\r\n", "\n").replace("\r", "\n")
        self.replaced = len(_REPLACED.findall(plain))
        self._plain = _REPLACED.sub("\ufffd", plain)
        self.ours = unicodedata.normalize("NFC", self._plain)

    @property
    def is_composed(self) -> bool:
        """Whether the text was NFC before."""
        return self.ours == self._plain

    @cached_property
    def _composed(self) -> CountedText:
        return CountedText(self.ours)

    @cached_property
    def _composing(self) -> tuple[np.ndarray, np.ndarray]:
        """For each boundary of the plain text its place in `ours`, and whether it lies between characters there."""
        import numpy as np

        if self.is_composed:
            return np.arange(len(self._plain) + 1), np.ones(len(self._plain) + 1, bool)
        places = np.ones(len(self._plain) + 1, np.int64)
        exact = np.ones(len(self._plain) + 1, bool)
        places[0] = 0
        for start, end in _pieces(self._plain):
            composed = len(unicodedata.normalize("NFC", self._plain[start:end]))
            if composed != end - start or self._plain[start:end] != unicodedata.normalize(
                "NFC", self._plain[start:end]
            ):
                # a position inside what is composed goes to its beginning; `exact` tells that it did
                places[start + 1 : end] = 0
                places[end] = composed
                exact[start + 1 : end] = False
        return np.cumsum(places), exact

    @cached_property
    def _to_ours(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each boundary of the raw text its place in `ours` as a start and as an end, and whether it lies between characters there."""
        import numpy as np

        kept = ~self._cr_of_pair
        if self.has_bom:
            kept = kept.copy()
            kept[0] = False
        plain = np.append(0, np.cumsum(kept))
        # a line that is broken here ends before the break, and the next begins after it
        before = np.searchsorted(self._breaks, np.arange(len(plain)), side="left")
        after = np.searchsorted(self._breaks, np.arange(len(plain)), side="right")
        places, exact = self._composing
        return places[plain + after], places[plain + before], exact[plain + before]

    def _widths(self, convention: Convention) -> np.ndarray:
        import numpy as np

        points = self._points
        if convention.unit == "code-points":
            widths = np.ones(len(points), np.int64)
        elif convention.unit == "utf-16":
            widths = 1 + (points > 0xFFFF).astype(np.int64)
        else:
            widths = 1 + (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
        if convention.line_ends == "lf":
            widths[self._cr_of_pair] = 0
        elif convention.line_ends == "crlf":
            widths[self._lone_end] += 1
        if self.has_bom and not convention.bom:
            widths[0] = 0
        return widths

    def placed(
        self, starts: np.ndarray, ends: np.ndarray, convention: Convention
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(starts, ends, whether each span lies in the text and between characters, whether it was widened), in positions of `ours`."""
        import numpy as np

        if convention.line_ends == "nfc":
            return self._composed.placed(starts, ends, Convention(convention.unit, "file", False, convention.inclusive))
        marks = np.append(0, np.cumsum(self._widths(convention)))
        first, is_first = _looked_up(marks, starts)
        last, is_last = _looked_up(marks, ends + 1 if convention.inclusive else ends)
        if convention.inclusive:
            # the last position may also be where a character of several units begins
            of_start, is_start = _looked_up(marks, ends)
            use = ~is_last & is_start & (of_start < len(self._points))
            last, is_last = np.where(use, of_start + 1, last), is_last | use
        starts_here, ends_here, exact = self._to_ours
        begin, end = starts_here[first], ends_here[last]
        loose = ~(exact[first] & exact[last])
        # an end inside a composed character takes the whole of it
        end = np.where(exact[last], end, np.minimum(end + 1, len(self.ours)))
        return begin, end, is_first & is_last & (begin < end), loose

    @cached_property
    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """For each boundary of `ours` whether it is an edge of a word; for each character whether it is white space."""
        import numpy as np

        points = np.frombuffer(self.ours.encode("utf-32-le", "surrogatepass"), np.uint32)
        seen, where = np.unique(points, return_inverse=True)
        letters = [chr(point) for point in seen]
        in_word = np.array([c.isalnum() or unicodedata.category(c).startswith("M") for c in letters], bool)
        space = np.array([c.isspace() for c in letters], bool)
        word = in_word[where] if len(points) else np.zeros(0, bool)
        inner = np.append(False, word[:-1] & word[1:]) if len(word) else np.zeros(0, bool)
        return np.append(~inner, True), (space[where] if len(points) else np.zeros(0, bool))


def _looked_up(marks: np.ndarray, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(boundary, whether the position is one); positions outside the text are none."""
    import numpy as np

    found = np.searchsorted(marks, positions, side="left")
    inside = found < len(marks)
    found = np.minimum(found, len(marks) - 1)
    return found, inside & (marks[found] == positions)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that compose by themselves and hold more than ASCII."""
    for run in re.finditer(r"[\x00-\x7f]?[^\x00-\x7f]+", text):
        start = run.start()
        for place in range(run.start() + 1, run.end()):
            if not _joins(text[place]):
                yield start, place
                start = place
        yield start, run.end()


def _joins(character: str) -> bool:
    """Whether a character may compose with one before it: marks, and the vowels and finals of Hangul."""
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"
