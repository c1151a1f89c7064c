"""Numbers in columns of any locale: `1.200` is one thousand two hundred or one and a fifth by what else the table holds, never by guess. Pure.

plain     12, -3.5e4          as Python writes them
points    1.200, 2.500.000    thousands parted by points, decimals by a comma (de, es, id, nl, pt, …)
commas    1,200  2,500.75     thousands parted by commas, decimals by a point (en, zh, …)
blanks    1 200,50  1'200.50  thousands parted by blanks (also such as do not break) or apostrophes (fr, ch, …)
text      007, 0812…          numbers with a leading zero are codes, and stay text with all their column
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Amounts", "read_amounts"]

_PLAIN = re.compile(r"[+-]?(?:\d{1,300}(?:\.\d{1,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,3})?")
_CODE = re.compile(r"[+-]?0\d+")
_POINTS = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,300})(?:,\d{1,300})?")
_COMMAS = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d{1,300})(?:\.\d{1,300})?")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")  # one group of three: thousands, or three decimals
# thousands parted by a blank or an apostrophe, and what may stand among such in one column
_BLANKS = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d{1,300})?")
_SMALL = re.compile(r"[+-]?(?:0|[1-9]\d{0,2})(?:[.,]\d{1,300})?")
_HOW = {
    ".": "points part thousands, a comma the decimals",
    ",": "commas part thousands, a point the decimals",
    " ": "blanks or apostrophes part thousands",
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """The columns of a table that are numbers, as plain numerals; what was decided, and what cannot be."""

    columns: Mapping[str, list[str]]
    decided: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def read_amounts(columns: Mapping[str, Sequence[str]], parted_by: str = ",") -> Amounts:
    """The number columns among `columns` (name -> cells that are not empty), each cell rewritten as Python writes numbers.

    `parted_by` is the sign between the cells of the file: a program writes semicolons where its decimals bear commas.

    >>> read_amounts({"people": ["1.200", "950"], "share": ["12,5"], "code": ["007"]}).columns
    {'people': ['1200', '950'], 'share': ['12.5']}
    """
    locale = _locale(columns) or ("." if parted_by == ";" else "")
    made: dict[str, list[str]] = {}
    decided: list[str] = []
    undecided: list[str] = []
    for name, cells in columns.items():
        found = _column(list(cells), locale)
        if found == "open":
            example = next(cell for cell in cells if _EITHER.fullmatch(cell.strip()))
            plain = re.sub(r"[.,]", "", example)
            undecided.append(
                f"column {name!r}: {example} may be {plain} or {example.replace(',', '.')}; write {plain}, or {example.replace(',', '.')}0"
            )
        elif found is not None:
            sign, numbers = found
            made[name] = numbers
            if sign and numbers != [cell.strip() for cell in cells]:
                old, new = next(
                    (cell, number) for cell, number in zip(cells, numbers, strict=True) if cell.strip() != number
                )
                decided.append(f"column {name!r}: {old} read as {new}: {_HOW[sign]}")
    return Amounts(made, tuple(decided), tuple(undecided))


def _column(cells: list[str], locale: str) -> tuple[str, list[str]] | Literal["open"] | None:
    """(the sign of thousands, numerals), "open" where two readings stay, None for text."""
    bare = [cell.strip() for cell in cells]
    if not bare or any(_CODE.fullmatch(cell) for cell in bare):
        return None
    if any(map(_BLANKS.fullmatch, bare)):
        decimals = {sign for cell in bare for sign in ".," if sign in cell}
        parted = len(decimals) < 2 and all(_BLANKS.fullmatch(cell) or _SMALL.fullmatch(cell) for cell in bare)
        return (" ", [re.sub(r"[^\d.,+-]", "", cell).replace(",", ".") for cell in bare]) if parted else None
    signed = [cell for cell in bare if "." in cell or "," in cell]
    points, commas = all(map(_POINTS.fullmatch, bare)), all(map(_COMMAS.fullmatch, bare))
    if not signed or not (points or commas):
        return ("", bare) if all(map(_PLAIN.fullmatch, bare)) else None
    if points and commas:
        if not locale:
            return "open"
        points = locale == "."
    # one group of three in every cell that bears a sign, but another sign in the rest of the table: that decides
    if points:
        return ".", [cell.replace(".", "").replace(",", ".") for cell in bare]
    ambiguous = all(_EITHER.fullmatch(cell) and "," in cell for cell in signed)
    return "open" if ambiguous and not locale else (",", [cell.replace(",", "") for cell in bare])


def _locale(columns: Mapping[str, Sequence[str]]) -> str:
    """The sign of thousands that the columns that can be read in one way only speak for; "" where none or both do."""
    votes = set()
    for cells in columns.values():
        bare = [cell.strip() for cell in cells]
        if not bare or any(_CODE.fullmatch(cell) for cell in bare):
            continue
        signed = [cell for cell in bare if "." in cell or "," in cell]
        points, commas = all(map(_POINTS.fullmatch, bare)), all(map(_COMMAS.fullmatch, bare))
        if signed and points != commas:
            votes.add("." if points else ",")
    return votes.pop() if len(votes) == 1 else ""
