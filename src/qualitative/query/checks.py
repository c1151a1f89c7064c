"""Checks over the quantitative tables, such as `growth.total[2017] + growth.apbn[2018] = growth.total[2018]`. Pure.

A side is a sum of numbers and cells; a cell is `table.column[row]`, the row named by the table's first column. Relations: = != <= >= < >.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.errors import QueryError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Check", "Outcome", "parse_check"]

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_CELL = re.compile(r"(?P<table>[\w-]+)\.(?P<column>[\w-]+)\[(?P<row>[^\]]+)\]")
_ATOM = re.compile(
    rf"\s*(?P<sign>[+-]?)\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<cell>{_CELL.pattern})|(?P<word>[a-z][\w-]*))\s*"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a check holds, and the values of both sides; `holds` is None where a cell is NA."""

    holds: bool | None
    left: float | str | None
    right: float | str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between two sides. Each side is a list of (sign, number | cell | word)."""

    text: str
    left: tuple[tuple[int, Any], ...]
    relation: str
    right: tuple[tuple[int, Any], ...]

    def run(self, tables: Mapping[str, pd.DataFrame]) -> Outcome:
        """Look the cells up and compare. Raises QueryError for a table, column or row that does not exist."""
        left, right = (_value(side, tables, self.text) for side in (self.left, self.right))
        if left is None or right is None:
            return Outcome(None, left, right)
        if isinstance(left, str) != isinstance(right, str):
            raise QueryError(f"check {self.text!r} compares the text {left!r} with the number {right!r}")
        return Outcome(bool(_RELATIONS[self.relation](left, right)), left, right)


def parse_check(text: str) -> Check:
    """The check of its text. Raises QueryError with what can't be read."""
    parts = re.split(r"(<=|>=|!=|=|<|>)", text)
    if len(parts) != 3:
        raise QueryError(f"check {text!r} needs one relation of {' '.join(_RELATIONS)} between two sides")
    return Check(text, _side(parts[0], text), parts[1], _side(parts[2], text))


def _side(side: str, text: str) -> tuple[tuple[int, Any], ...]:
    atoms, end, side = [], 0, side.strip()
    while end < len(side):
        match = _ATOM.match(side, end)
        if match is None or (atoms and not match["sign"]):
            raise QueryError(
                f"check {text!r}: can't read {side[end:].strip()!r}; write table.column[row], a number, + or -"
            )
        end = match.end()
        value: Any = float(match["number"]) if match["number"] else match["word"]
        if match["cell"]:
            value = (match["table"], match["column"], match["row"].strip())
        atoms.append((-1 if match["sign"] == "-" else 1, value))
    if not atoms:
        raise QueryError(f"check {text!r}: one side is empty")
    return tuple(atoms)


def _value(side: tuple[tuple[int, Any], ...], tables: Mapping[str, pd.DataFrame], text: str) -> float | str | None:
    values = [(sign, _cell(atom, tables, text) if isinstance(atom, tuple) else atom) for sign, atom in side]
    if any(value is None for _, value in values):
        return None
    if len(values) == 1 and isinstance(values[0][1], str):
        return values[0][1]
    if any(isinstance(value, str) for _, value in values):
        raise QueryError(f"check {text!r} adds a text; only numbers can be added")
    return sum(sign * value for sign, value in values)


def _cell(cell: tuple[str, str, str], tables: Mapping[str, pd.DataFrame], text: str) -> float | str | None:
    name, column, row = cell
    if name not in tables:
        raise QueryError(f"check {text!r}: no table {name!r}; {did_you_mean(name, tables)}")
    table = tables[name]
    keys = table.iloc[:, 0].astype(str).tolist()
    if column not in table.columns:
        raise QueryError(
            f"check {text!r}: table {name} has no column {column!r}; {did_you_mean(column, table.columns)}"
        )
    if row not in keys:
        raise QueryError(f"check {text!r}: table {name} has no row {row!r}; {did_you_mean(row, keys)}")
    value = table[column].iloc[keys.index(row)]
    if value != value or value is None or str(value) == "<NA>":
        return None
    return str(value) if isinstance(value, str) else float(value)
