"""Where the numbers in a claim's sentence come from: a cell of a table, or a number as a passage prints it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualitative.errors import QueryError
from qualitative.findings.entries import Entry
from qualitative.i18n import format_number
from qualitative.query.checks import Cell, parse_cell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Figure", "Filled", "Stated", "filled", "parse_figures"]

_PLACE = re.compile(r"\{([a-z][\w-]*)\}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNKNOWN = "[?]"  # stands in a sentence where its number can't be had


@dataclass(frozen=True, slots=True)
class Stated:
    """The n-th number in the note on a statement of the work, as it is printed there."""

    statement: str
    n: int = 1

    def __str__(self) -> str:
        return f"{self.statement}, number {self.n}"


Figure = Cell | Stated


class Filled(NamedTuple):
    """A claim's sentence by language with its numbers, the numbers as they stand in it, and why some could not be had, by name."""

    text: dict[str, str]
    numbers: dict[str, tuple[str, ...]]
    missing: dict[str, str]


def parse_figures(entry: Entry) -> dict[str, Figure]:
    """The part `numbers` of a claim, by the name that stands in its text (`{share}`). Raises FindingError at its line."""
    data = entry.data.get("numbers") or {}
    if not isinstance(data, Mapping):
        raise entry.fail(f'numbers {data!r} is no mapping such as {{share: "table.column[row]"}}', "numbers")
    found = {str(name): _figure(entry, str(name), said) for name, said in data.items()}
    for text in entry.texts("text").values():
        named = set(_PLACE.findall(text))
        if named != set(found):
            odd = min(named ^ set(found))
            where = "`numbers` does not say where it comes from" if odd in named else "it stands in no {…} of the text"
            raise entry.fail(f"number {odd!r}: {where}", "numbers" if found else "text")
    return found


def _figure(entry: Entry, name: str, said: object) -> Figure:
    if isinstance(said, Mapping) and set(said) <= {"statement", "n"} and "statement" in said:
        return Stated(str(said["statement"]), int(said.get("n", 1)))
    try:
        return parse_cell(str(said))
    except QueryError as problem:
        raise entry.fail(f"numbers: {name}: {problem}, or {{statement: …}}", "numbers") from None


def filled(
    text: Mapping[str, str],
    figures: Mapping[str, Figure],
    tables: Mapping[str, pd.DataFrame],
    passages: pd.DataFrame,
) -> Filled:
    """The text of a claim with its numbers, by language; passages have the columns statement and text.

    A cell that is not there or has no number, and a statement that nobody reports or that has no such number, are told as missing.
    """
    values: dict[str, float | str] = {}
    missing: dict[str, str] = {}
    for name, figure in figures.items():
        try:
            values[name] = _value(figure, tables, passages)
        except QueryError as problem:
            missing[name] = str(problem)
    texts, numbers = {}, {}
    for language, one in text.items():
        said = {name: _written(value, language) for name, value in values.items()}
        texts[language] = _PLACE.sub(lambda match: said.get(match[1], _UNKNOWN), one) if figures else one  # noqa: B023  (called at once)
        numbers[language] = tuple(said.values())
    return Filled(texts, numbers, missing)


def _value(figure: Figure, tables: Mapping[str, pd.DataFrame], passages: pd.DataFrame) -> float | str:
    """The number of a cell, or as a passage prints it. Raises QueryError where there is none."""
    if isinstance(figure, Stated):
        rows = passages[passages["statement"] == figure.statement]
        printed = _NUMBER.findall(str(rows["text"].iloc[0])) if len(rows) else []
        if not 0 < figure.n <= len(printed):
            said = f"prints {len(printed)} numbers" if len(rows) else "is in no passage"
            raise QueryError(f"statement {figure.statement!r} {said}; correct the place, or the text")
        return str(printed[figure.n - 1])
    found = figure(tables)
    if found is None or isinstance(found, str):
        raise QueryError(
            f"there is no number at {figure.table}.{figure.column}[{figure.row}]; correct the place, or the text"
        )
    return found.value


def _written(value: float | str, language: str) -> str:
    return value if isinstance(value, str) else format_number(value, language, _digits(value))


def _digits(value: float) -> int:
    """The decimals that a number has, up to six."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])
