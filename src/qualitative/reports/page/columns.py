"""How the columns of a table share the width of the page, by the lengths of their texts: one rule for PDF and DOCX. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["PAGE", "Demand", "column_demand", "fits_in_line", "shares", "text_length"]

# What a line of the page holds, in letters of the table's type; the gap between two columns takes some of it.
PAGE = 88.0
_GAP = 2.5
# Longer words are ids or addresses, which the PDF breaks: one of them may not starve every other column.
_LONGEST = 30.0
_NARROW = frozenset("iljtfrI.,:;'’|()[]/-· ")
_WIDE = frozenset("mwMW%—…→")
_WORD_END = re.compile(r"\s+|(?<=[–—])")


@dataclass(frozen=True)
class Demand:
    """What a column asks for, in letters: `word` for its longest word, `line` for its longest text in one line."""

    word: float
    line: float

    @property
    def wish(self) -> float:
        """A fair width: short texts stay on one line, long ones break, and the longer the more often."""
        short = 16 + _GAP
        return max(self.word, self.line if self.line <= short else short + (self.line - short) ** 0.85)


def text_length(text: str) -> float:
    """The length of a text in letters of middling width; letters differ too much for a mere count.

    >>> text_length("noon"), text_length("WWWW") > text_length("iiii")
    (4.0, True)
    """
    return sum(0.6 if char in _NARROW else 1.6 if char in _WIDE else 1.2 if char.isupper() else 1.0 for char in text)


def column_demand(label: str, cells: Sequence[tuple[str, str]]) -> Demand:
    """What a column asks for, by its label and its cells, each a text with the mark that must stay at its last word."""
    texts = [label, *(text + mark for text, mark in cells)]
    words = [word for text in texts for word in _WORD_END.split(text)]
    longest = max(map(text_length, words), default=0.0)
    return Demand(min(longest, _LONGEST) + _GAP, max(map(text_length, texts)) + _GAP)


def fits_in_line(demands: Sequence[Demand]) -> bool:
    """Whether every text of a table can stand in one line, so that each column may get just what it asks for."""
    return sum(demand.line for demand in demands) <= PAGE


def shares(demands: Sequence[Demand]) -> list[float]:
    """The share of each column, together 1: first the longest word of each, then what is left by how much more each wishes.

    Where even the longest words do not fit side by side, each column gives way in proportion.

    >>> shares([Demand(8.0, 8.0), Demand(8.0, 8.0)])
    [0.5, 0.5]
    """
    words, wishes = sum(demand.word for demand in demands), sum(demand.wish for demand in demands)
    if wishes <= PAGE:
        widths = [demand.wish for demand in demands]
    elif words >= PAGE:
        widths = [demand.word for demand in demands]
    else:
        left = (PAGE - words) / (wishes - words)
        widths = [demand.word + left * (demand.wish - demand.word) for demand in demands]
    whole = sum(widths)
    return [width / whole for width in widths]
