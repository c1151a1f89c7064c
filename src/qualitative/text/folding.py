"""Fold away what a reader does not see when words are looked for, and know the place of every folded character in the text as it is. Pure.

`fold` is for searching: invisible characters go, any run of blanks or line breaks is one blank, capitals, dashes, quotation marks, ligatures
and digits of other scripts are as on a keyboard. `bare` takes away the invisible alone: case, lines and signs stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["INVISIBLE", "SIGNS", "UNSEEN", "Folded", "bare", "fold"]

# soft hyphen, grapheme joiner, fillers, marks of direction, zero-width blanks and joiners, word joiner, variation selectors, BOM, tags
UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufff8\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{UNSEEN}]")
# a run is taken whole and looked at in Python, so that no blank is read twice
_FOR_SEARCH = re.compile(rf"(?P<run>[\s{UNSEEN}]{{2,}}|[^\S ]|[{UNSEEN}])|[^\x00-\x7f]")
_RUN = re.compile(rf"[\s{UNSEEN}]+")
# joiners do their work between letters of scripts that join; only among these do they stay in `bare`
_JOINERS = frozenset("\u200c\u200d\ufe0f")
_NO_HYPHENS = "\u200b\u200c\u200d\u2060\ufeff"
SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    "⁄": "/",
    "∕": "/",
    "․": ".",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each of its pieces stands in the text as it was: piece `i` begins at `at[i]` here and at `of[i]` there."""

    text: str
    at: tuple[int, ...]
    of: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as it was that `start:end` of the folded text stands for; never half of a character's replacement.

        >>> folded = fold("Si\\u00adti\\u00a0 AMINAH.")
        >>> folded.text, folded.span(0, 11)
        ('siti aminah.', (0, 13))
        """
        if start >= end:
            first = self._character(start)[0]
            return first, first
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, position: int) -> tuple[int, int]:
        """Where one folded character comes from."""
        piece = bisect_right(self.at, position) - 1
        here, there = self.at[piece], self.of[piece]
        length = self._end(self.at, piece) - here
        if piece + 1 < len(self.of) and self.of[piece + 1] - there != length:
            return there, self.of[piece + 1]
        return there + position - here, there + position - here + 1

    def _end(self, begins: tuple[int, ...], piece: int) -> int:
        return begins[piece + 1] if piece + 1 < len(begins) else len(self.text)


def fold(text: str, *, case: bool = True, lines: bool = True) -> Folded:
    """`text` as one searches it: see the module. Linear in the length of the text.

    Without `case` capitals stay; without `lines` a line break stays one, and a blank line stays between paragraphs.

    >>> fold("Bu  Siti\\u202fAMI\\u200bNAH’s").text
    "bu siti aminah's"
    """
    return _pieces(text, _searched(text, case, lines), lower=case)


def bare(text: str) -> Folded:
    """`text` without invisible characters and with plain blanks; case, lines and signs stay, so that words and sentences can be cut.

    >>> bare("Ko\\u00adperasi\\u00a0itu\\nApa?").text
    'Koperasi itu\\nApa?'
    """
    return _pieces(text, _bared(text), lower=False)


def _searched(text: str, case: bool, lines: bool) -> Iterator[tuple[int, int, str]]:
    for match in _FOR_SEARCH.finditer(text):
        new = _blank(text, match, lines) if match["run"] else _sign(match[0], case)
        yield match.start(), match.end(), new


def _blank(text: str, run: re.Match[str], lines: bool) -> str:
    """What a run of blanks and invisible characters becomes."""
    if _breaks_a_word(text, run) or not any(c.isspace() for c in run[0]):
        return ""
    breaks = 0 if lines else run[0].count("\n")
    return "\n" * min(breaks, 2) or " "


def _bared(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _RUN.finditer(text):
        if _breaks_a_word(text, match):
            yield match.start(), match.end(), ""
        elif not _joins(text, match):
            for place, character in enumerate(match[0], match.start()):
                if not character.isspace():
                    yield place, place + 1, ""
                elif not character.isascii():
                    yield place, place + 1, " "


def _breaks_a_word(text: str, run: re.Match[str]) -> bool:
    """Whether a soft hyphen ended a line here (the line break may be a blank by now), so that the word goes on behind."""
    hyphen = run[0].lstrip(_NO_HYPHENS)[:1] == "\u00ad" and run.start() > 0
    return hyphen and text[run.start() - 1].isalpha() and text[run.end() : run.end() + 1].isalpha()


def _joins(text: str, run: re.Match[str]) -> bool:
    """Whether joiners stand between characters of a script in which they change the word or the picture."""
    before = text[run.start() - 1 : run.start()]
    return before > "\u024f" and not before.isspace() and set(run[0]) <= _JOINERS


def _pieces(text: str, changes: Iterator[tuple[int, int, str]], *, lower: bool) -> Folded:
    """The text with `changes` (start, end, new) made; pieces of equal length on both sides stand one for one."""
    parts: list[str] = []
    at, of, here, done = [0], [0], 0, 0
    for start, end, new in changes:
        if len(new) == end - start:
            parts += [text[done:start], new]
            here += end - done
            done = end
            continue
        parts += [text[done:start], new]
        here += start - done
        at.append(here)
        of.append(start)
        here += len(new)
        at.append(here)
        of.append(end)
        done = end
    parts.append(text[done:])
    folded = "".join(parts)
    # what is not ASCII was folded sign by sign, so lower case changes no length
    return Folded(folded.lower() if lower else folded, tuple(at), tuple(of))


@lru_cache(maxsize=4096)
def _sign(character: str, case: bool) -> str:
    """A character that is not ASCII, folded; its accents stay."""
    if character in SIGNS:
        return SIGNS[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind in ("<wide>", "<narrow>", "<compat>", "<font>"):
        character = unicodedata.normalize("NFKC", character)
    return character.casefold() if case else character
