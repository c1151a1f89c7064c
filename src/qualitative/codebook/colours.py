"""Colours for new codes, so that they can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.model import Code

__all__ = ["COLOURS", "coloured", "next_colour"]

# far apart in hue and readable under black text: first those of one lightness, then the same hues lighter
COLOURS = (
    "#7fb3d5", "#e59866", "#82c99a", "#c39bd3", "#d4b95e", "#e08fa0", "#76c5c0", "#a9a9d9",
    "#b5d8ec", "#f2c6a0", "#b9e0c5", "#dcc4e8", "#ead99b", "#efbcc6", "#b0e0dc", "#cfcfec",
)  # fmt: skip


def next_colour(used: Iterable[str]) -> str:
    """The colour of COLOURS that the fewest codes have, the first of these.

    >>> next_colour([]), next_colour(["#7fb3d5", "#E59866"])
    ('#7fb3d5', '#82c99a')
    """
    often = Counter(colour.lower() for colour in used)
    return min(COLOURS, key=lambda colour: often[colour])


def coloured(operations: Iterable[Mapping[str, Any]], codes: Iterable[Code]) -> list[dict[str, Any]]:
    """The operations, each code that they add without a colour given the next one that fewest of the `codes` in use have."""
    used = [code.colour for code in codes if not code.retired]
    made = []
    for operation in map(dict, operations):
        code = operation.get("code")
        if operation.get("op") == "add" and isinstance(code, Mapping):
            colour = code.get("colour") or next_colour(used)
            operation["code"] = {**code, "colour": colour}
            used.append(str(colour))
        made.append(operation)
    return made
