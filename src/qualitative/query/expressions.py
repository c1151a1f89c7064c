"""One side of a check over tables: numbers and cells with + - * / and brackets, a text, or a range. Pure.

    side  := about "(" sum "," number "%" ")" | between "(" sum "," sum ")" | sum
    sum   := product (("+" | "-") product)*
    product := factor (("*" | "/") factor)*
    factor  := "-" factor | "(" sum ")" | number | cell | word | "a text"

A cell is `table.column[row]`, the row named by the table's first column, in quotes where it holds a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.errors import QueryError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cell", "Number", "Range", "Side", "Value", "parse_cell", "parse_side"]

_DEEPEST = 50  # brackets within each other
_CELL = r'(?P<table>[\w-]+)\.(?P<column>[\w-]+)\[(?P<row>"(?:[^"\\]|\\.)*"|[^\]"]+)\]'
_TOKEN = re.compile(
    rf'\s*(?:{_CELL}|(?P<number>\d+(?:\.\d+)?)(?P<percent>%?)|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>[a-z][\w-]*)|(?P<mark>[-+*/(),]))'
)
_RANGES = ("about", "between")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and the `scale` of what it was worked out from: equal means equal beside that."""

    value: float
    scale: float


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from one to another."""

    low: Number
    high: Number


Value = Number | Range | str | None
Tables = Mapping[str, "pd.DataFrame"]
Side = Callable[[Tables], Value]
"""What gives the value of a side: a number, a range, a text, or None where a cell is NA or a number is divided by 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`table.column[row]`."""

    table: str
    column: str
    row: str

    def __call__(self, tables: Tables) -> Number | str | None:
        """What stands there; None for NA. Raises QueryError for a table, column or row that does not exist."""
        if self.table not in tables:
            raise QueryError(f"no table {self.table!r}; {did_you_mean(self.table, tables)}")
        table = tables[self.table]
        keys = table.iloc[:, 0].astype(str).tolist()
        if self.column not in table.columns:
            columns = list(map(str, table.columns))
            raise QueryError(f"table {self.table} has no column {self.column!r}; {did_you_mean(self.column, columns)}")
        if self.row not in keys:
            raise QueryError(f"table {self.table} has no row {self.row!r}; {did_you_mean(self.row, keys)}")
        if keys.count(self.row) > 1:
            raise QueryError(f"table {self.table} has several rows {self.row!r}; give each row a name of its own")
        value = table[self.column].iloc[keys.index(self.row)]
        if value is None or str(value) in ("<NA>", "nan"):
            return None
        return value if isinstance(value, str) else Number(float(str(value)), abs(float(str(value))))


def parse_cell(text: str) -> Cell:
    """The cell that a text names. Raises QueryError where it names none."""
    match = re.fullmatch(_CELL, text.strip())
    if match is None:
        raise QueryError(f"can't read {text!r}; write table.column[row]")
    return _cell(match)


def parse_side(text: str) -> Side:
    """What works a side out. Raises QueryError with what can't be read."""
    parser = _Parser(text)
    found = parser.side()
    if parser.here is not None:
        raise parser.unreadable()
    return found


def _cell(match: re.Match[str]) -> Cell:
    row = match["row"].strip()
    return Cell(match["table"], match["column"], _unquoted(row) if row.startswith('"') else row)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


class _Parser:
    """Recursive descent over the tokens of one side; `here` is the one that comes next."""

    def __init__(self, text: str) -> None:
        self.text, self.end, self.depth = text.strip(), 0, 0
        self.here = self._next()

    def side(self) -> Side:
        if self.here is None:
            raise QueryError("one side is empty")
        word = self.here["word"]
        if word in _RANGES and self.text[self.end :].lstrip().startswith("("):
            self._step()
            return self._range(str(word))
        return self.sum()

    def sum(self) -> Side:
        return self._chain(self.product, "+-")

    def product(self) -> Side:
        return self._chain(self.factor, "*/")

    def factor(self) -> Side:
        here = self.here
        if here is None or (here["mark"] and here["mark"] not in "-(") or here["percent"]:
            raise self.unreadable()
        self._step()
        if here["mark"]:
            return self._deeper(here["mark"])
        if here["table"]:
            return _cell(here)
        if here["number"]:
            number = float(here["number"])
            return lambda tables: Number(number, abs(number))
        text = _unquoted(here["text"]) if here["text"] else str(here["word"])
        return lambda tables: text

    def unreadable(self) -> QueryError:
        """The error at what comes next."""
        rest = self.text[self.here.start() :].strip() if self.here else ""
        way = "write table.column[row], a number, + - * / or brackets"
        return QueryError(f"can't read {rest!r}; {way}" if rest else f"something is missing at the end; {way}")

    def _chain(self, part: Callable[[], Side], marks: str) -> Side:
        found = part()
        while self.here is not None and self.here["mark"] and self.here["mark"] in marks:
            mark = str(self.here["mark"])
            self._step()
            found = _worked(mark, found, part())
        return found

    def _deeper(self, mark: str) -> Side:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise QueryError(f"more than {_DEEPEST} brackets and signs within each other; part it")
        found = _worked("-", lambda tables: Number(0, 0), self.factor()) if mark == "-" else self._closed(self.sum())
        self.depth -= 1
        return found

    def _range(self, word: str) -> Side:
        self._expect("(")
        first = self.sum()
        self._expect(",")
        if word == "between":
            return _between(first, self._closed(self.sum()))
        if self.here is None or not self.here["percent"]:
            raise QueryError("about needs how near, in per cent: about(6000, 5%)")
        share = float(self.here["number"]) / 100
        self._step()
        return self._closed(_about(first, share))

    def _closed(self, inner: Side) -> Side:
        self._expect(")")
        return inner

    def _expect(self, mark: str) -> None:
        if self.here is None or self.here["mark"] != mark:
            raise QueryError(
                f"`{mark}` is missing"
                + (f" before {self.text[self.here.start() :].strip()!r}" if self.here else " at the end")
            )
        self._step()

    def _step(self) -> None:
        self.here = self._next()

    def _next(self) -> re.Match[str] | None:
        rest = self.text[self.end :]
        if not rest.strip():
            return None
        match = _TOKEN.match(self.text, self.end)
        if match is None:
            raise QueryError(
                f"can't read {rest.strip()[:40]!r}; write table.column[row], a number, + - * / or brackets"
            )
        self.end = match.end()
        return match


def _worked(mark: str, left: Side, right: Side) -> Side:
    def work(tables: Tables) -> Number | None:
        values = [side(tables) for side in (left, right)]
        texts = [value for value in values if isinstance(value, str)]
        if texts:
            raise QueryError(f"it reckons with the text {texts[0]!r}; only numbers can be reckoned with")
        a, b = values
        if not isinstance(a, Number) or not isinstance(b, Number):
            return None
        return _number(mark, a, b)

    return work


def _number(mark: str, a: Number, b: Number) -> Number | None:
    if mark == "+":
        return Number(a.value + b.value, max(a.scale, b.scale))
    if mark == "-":
        return Number(a.value - b.value, max(a.scale, b.scale))
    if mark == "*":
        return Number(a.value * b.value, max(a.scale * abs(b.value), b.scale * abs(a.value)))
    if not b.value:
        return None
    quotient = a.value / b.value
    return Number(quotient, max(a.scale / abs(b.value), abs(quotient) * b.scale / abs(b.value)))


def _between(first: Side, last: Side) -> Side:
    def work(tables: Tables) -> Range | None:
        low, high = _bound(first(tables)), _bound(last(tables))
        if low is None or high is None:
            return None
        if low.value > high.value:
            raise QueryError(f"between({low.value:g}, {high.value:g}) is empty; give the smaller number first")
        return Range(low, high)

    return work


def _about(middle: Side, share: float) -> Side:
    def work(tables: Tables) -> Range | None:
        around = _bound(middle(tables))
        if around is None:
            return None
        reach = abs(around.value) * share
        return Range(Number(around.value - reach, around.scale), Number(around.value + reach, around.scale))

    return work


def _bound(value: Value) -> Number | None:
    if isinstance(value, str):
        raise QueryError(f"a range goes from number to number, not to the text {value!r}")
    return value if isinstance(value, Number) else None
