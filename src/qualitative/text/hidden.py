"""Characters that show nothing, look like a plain blank, or turn the text around: made visible, or folded with a map of positions. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

__all__ = ["HIDDEN", "Folded", "fold", "show_hidden"]

# joiners do their work between letters of scripts that join and in emoji; after Latin letters, digits and spaces they only hide
_JOINERS = r"(?:(?<=[\x00-\u024f\u1e00-\u1eff\u2000-\u206f])|^)[\u200c\u200d]"
_TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SILENT = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
)
_BLANKS = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
HIDDEN = re.compile(rf"[{_TURNS}{_SILENT}]|{_JOINERS}")
_FOLDED = re.compile(rf"[{_TURNS}{_SILENT}{_BLANKS}\u2011]|{_JOINERS}")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NAMES = {"\xad": "soft hyphen", "\xa0": "no-break space", "\u202f": "no-break space", "\u2007": "no-break space", "\u2011": "no-break hyphen"}


def show_hidden(text: str) -> str:
    """`text` with a sign in the place of each hidden character: ⇄ turns the direction, ␢ shows nothing, ␀ and the like control.

    >>> show_hidden("a\\u202eb\\u200bc")
    'a⇄b␢c'
    """
    return HIDDEN.sub(lambda match: _sign(match[0]), text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as people read it, to search in: `text`, and where each of its positions lies in the text that was given."""

    text: str
    counts: Counter[str]
    _places: tuple[int, ...]  # positions in `text` at which a character before them was left out
    _shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """The position in the given text of the character at `position` of the folded one."""
        at = bisect_right(self._places, position)
        return position + (self._shifts[at - 1] if at else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """`start:end` of the folded text as a stretch of the given one; hidden characters inside belong to it, those around not."""
        return self.original(start), self.original(end - 1) + 1 if end > start else self.original(start)


def fold(text: str) -> Folded:
    """Soft hyphens, zero-width and control characters left out, exotic blanks and hyphens made plain.

    Marks of direction stay where a text holds letters that run from right to left.

    >>> folded = fold("Pus\\xadkesos\\xa0A")
    >>> folded.text, folded.span(0, 8)
    ('Puskesos A', (0, 9))
    """
    if text.isascii() and "\x0c" not in text and _FOLDED.search(text) is None:
        return Folded(text, Counter(), (), ())
    keep_turns = _RIGHT_TO_LEFT.search(text) is not None
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    counts: Counter[str] = Counter()
    last = length = shift = 0
    for match in _FOLDED.finditer(text):
        character = match[0]
        made = _plain(character, keep_turns)
        if made == character:
            continue
        counts[_NAMES.get(character) or ("space of another width" if made == " " else "invisible character")] += 1
        parts += [text[last : match.start()], made]
        length += match.start() - last + len(made)
        last = match.end()
        if not made:
            shift += 1
            places.append(length)
            shifts.append(shift)
    return Folded("".join([*parts, text[last:]]), counts, tuple(places), tuple(shifts))


def _plain(character: str, keep_turns: bool) -> str:
    if re.match(f"[{_BLANKS}]", character):
        return " "
    if character == "\u2011":
        return "-"
    if character in "\u2028\u2029\x0b\x0c\x85\r":
        return "\n"
    return character if keep_turns and re.match(f"[{_TURNS}]", character) else ""


def _sign(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    return "⇄" if re.match(f"[{_TURNS}]", character) else "␢"
