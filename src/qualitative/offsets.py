"""Code points <-> UTF-16 units <-> UTF-8 bytes. Conversion happens once, at the border of the program."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from qualitative.errors import OffsetError

__all__ = ["OffsetMap", "utf8_map", "utf16_map"]


class OffsetMap:
    """Positions of one text counted in code points and in the units of an encoding.

    >>> utf16_map("a😀b").to_units(2), utf16_map("a😀b").to_code_points(3)
    (3, 2)
    """

    def __init__(self, text: str, widths: list[int], unit: str) -> None:
        self._ends = [0, *accumulate(widths)]
        self._unit = unit

    def to_units(self, position: int) -> int:
        """The units before code point `position`. Raises OffsetError outside the text."""
        if not 0 <= position < len(self._ends):
            raise OffsetError(f"position {position} lies outside a text of {len(self._ends) - 1} code points")
        return self._ends[position]

    def to_code_points(self, position: int) -> int:
        """The code points before unit `position`. Raises OffsetError outside the text or inside a character."""
        index = bisect_left(self._ends, position)
        if index == len(self._ends) or self._ends[index] != position:
            raise OffsetError(
                f"{self._unit} position {position} is not the start of a character in a text of {self._ends[-1]} {self._unit}"
            )
        return index


def utf16_map(text: str) -> OffsetMap:
    """Positions of `text` in UTF-16 code units, as browsers count them."""
    return OffsetMap(text, [2 if ord(c) > 0xFFFF else 1 for c in text], "UTF-16 units")


def utf8_map(text: str) -> OffsetMap:
    """Positions of `text` in UTF-8 bytes, as Taguette counts them."""
    return OffsetMap(text, [len(c.encode("utf-8", "surrogatepass")) for c in text], "UTF-8 bytes")
