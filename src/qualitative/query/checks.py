"""Checks over the quantitative tables, such as `sales.total[2017] + sales.opened[2018] = sales.total[2018]`. Pure.

Relations: = != <= >= < >, with blanks around them. Numbers are equal to a billionth; `= about(6000, 5%)` and `= between(280, 320)` take a
range. A cell that is NA leaves a check undecided.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.errors import QueryError
from qualitative.query.expressions import Cell, Number, Range, Side, Value, parse_cell, parse_side

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cell", "Check", "Outcome", "parse_cell", "parse_check"]

RELATIONS = ("<=", ">=", "!=", "=", "<", ">")
TOLERANCE = 1e-9  # of the largest number that a check reckons with
_LONGEST = 2_000  # characters
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\]"]*\]|(?P<relation><=|>=|!=|=|<|>)')


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a check holds, and the values of both sides; `holds` is None where a cell is NA or a number was divided by 0."""

    holds: bool | None
    left: float | str | None
    right: float | str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between two sides."""

    text: str
    left: Side
    relation: str
    right: Side

    def run(self, tables: Mapping[str, pd.DataFrame]) -> Outcome:
        """Look the cells up and compare. Raises QueryError for a table, column or row that does not exist."""
        try:
            left, right = self.left(tables), self.right(tables)
            shown = (_shown(left), _shown(right))
            if left is None or right is None:
                return Outcome(None, *shown)
            return Outcome(_holds(left, self.relation, right), *shown)
        except QueryError as problem:
            raise QueryError(f"check {self.text!r}: {problem}") from None


def parse_check(text: str) -> Check:
    """The check of its text. Raises QueryError with what can't be read."""
    if len(text) > _LONGEST:
        raise QueryError(f"check {text[:40]!r}…: {len(text)} characters are more than the {_LONGEST} of one check")
    found = [match for match in _PARTS.finditer(text) if match["relation"]]
    if len(found) != 1:
        raise QueryError(f"check {text!r} needs one relation of {' '.join(RELATIONS)} between two sides")
    relation = found[0]
    try:
        return Check(
            text, parse_side(text[: relation.start()]), relation["relation"], parse_side(text[relation.end() :])
        )
    except QueryError as problem:
        raise QueryError(f"check {text!r}: {problem}") from None


def _holds(left: Number | Range | str, relation: str, right: Number | Range | str) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return _holds_of_texts(left, relation, right)
    if isinstance(left, Range):
        left, right, relation = right, left, relation.translate(str.maketrans("<>", "><"))
    if isinstance(left, Range):
        raise QueryError("two ranges can't be compared; give a number on one side")
    if isinstance(right, Number):
        return _compared(left, relation, right)
    if relation not in ("=", "!="):
        raise QueryError(f"{relation} can't be asked of a range; write = or !=, or compare with one number")
    is_inside = _compared(left, ">=", right.low) and _compared(left, "<=", right.high)
    return is_inside == (relation == "=")


def _compared(left: Number, relation: str, right: Number) -> bool:
    apart = left.value - right.value
    if abs(apart) <= TOLERANCE * max(left.scale, right.scale):
        return relation in ("=", "<=", ">=")
    return relation == "!=" or ((apart < 0) == (relation in ("<", "<=")) and relation != "=")


def _holds_of_texts(left: Number | Range | str, relation: str, right: Number | Range | str) -> bool:
    if not isinstance(left, str) or not isinstance(right, str):
        text, number = (left, right) if isinstance(left, str) else (right, left)
        raise QueryError(f"it compares the text {text!r} with the number {_shown(number)}")
    if relation not in ("=", "!="):
        raise QueryError(f"it asks which of the texts {left!r} and {right!r} is more; texts are compared with = or !=")
    return (left == right) == (relation == "=")


def _shown(value: Value) -> float | str | None:
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Range):
        return f"{value.low.value:g}–{value.high.value:g}"
    return value
