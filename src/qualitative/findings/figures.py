"""Where the numbers in a claim's sentence come from: a cell of a table, or a number as a passage prints it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.errors import FindingError, QueryError
from qualitative.findings.entries import Entry
from qualitative.i18n import format_number
from qualitative.query.checks import Cell, parse_cell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Figure", "Stated", "filled", "parse_figures"]

_PLACE = re.compile(r"\{([a-z][\w-]*)\}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Stated:
    """The n-th number in the note on a statement of the work, as it is printed there."""

    statement: str
    n: int = 1


Figure = Cell | Stated


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
    claim: str,
    text: Mapping[str, str],
    figures: Mapping[str, Figure],
    tables: Mapping[str, pd.DataFrame],
    passages: pd.DataFrame,
) -> dict[str, str]:
    """The text of a claim with its numbers, by language; passages have the columns statement and text.

    Raises FindingError for a cell that is not there or has no number, and for a statement that nobody reports or that has no such number.
    """
    found = {}
    for language, one in text.items():
        numbers = {name: _said(claim, name, figure, tables, passages, language) for name, figure in figures.items()}
        found[language] = _PLACE.sub(lambda match: numbers[match[1]], one) if numbers else one  # noqa: B023  (called at once)
    return found


def _said(
    claim: str, name: str, figure: Figure, tables: Mapping[str, pd.DataFrame], passages: pd.DataFrame, language: str
) -> str:
    if isinstance(figure, Stated):
        found = _printed(figure, passages)
    else:
        try:
            value = figure(tables)
        except QueryError as problem:
            raise FindingError(f"findings.yaml: {claim}: numbers: {name}: {problem}") from None
        found = (
            None
            if value is None or isinstance(value, str)
            else format_number(value.value, language, _digits(value.value))
        )
    if found is None:
        raise FindingError(
            f"findings.yaml: {claim}: numbers: {name}: there is no number at {figure}; correct the place, or the text"
        )
    return found


def _printed(figure: Stated, passages: pd.DataFrame) -> str | None:
    rows = passages[passages["statement"] == figure.statement]
    numbers = _NUMBER.findall(str(rows["text"].iloc[0])) if len(rows) else []
    return numbers[figure.n - 1] if 0 < figure.n <= len(numbers) else None


def _digits(value: float) -> int:
    """The decimals that a number has, up to six."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])
