"""Cases and other quantitative tables on disk. Unknown is an empty cell or NA, with the reason beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.attributes import Attribute, typed, value_problem
from qualitative.corpus.files import read_text, shown
from qualitative.errors import CaseError, QualitativeError, TableError
from qualitative.model import is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "case_ids",
    "case_problems",
    "cells_of",
    "read_cases",
    "read_table",
    "read_tables",
    "row_problems",
    "table_problems",
]

# columns that name something are never numbers; a label may be any word, NA too, which an id can't be
_LABELS = ("person", "informant", "speaker", "label", "group")
_NAMES = ("case", "document", "coder", "code", *_LABELS)


def read_cases(
    corpus: Path, root: Path | None = None, attributes: Mapping[str, Attribute] | None = None
) -> pd.DataFrame:
    """`cases.csv`: one row a case, index `case`; attributes as they are declared, else as in `read_table`.

    Raises CaseError with file and line.
    """
    declared = attributes or {}
    for problem in _attribute_problems(corpus / "cases.csv", root, declared):
        raise problem
    table = read_table(corpus / "cases.csv", root, CaseError, declared)
    if "case" not in table.columns:
        raise CaseError(
            f"{shown(corpus / 'cases.csv', root)}:1: no column named case; add one with the id of each case"
        )
    return table.set_index("case")


def case_ids(corpus: Path, root: Path | None = None, whole: str | None = None) -> list[str]:
    """The ids in `cases.csv`, each checked. Raises CaseError with file and line."""
    for problem in case_problems(corpus, root, whole):
        raise problem
    rows = _rows(corpus / "cases.csv", root, CaseError)
    return [row[rows[0].index("case")] for row in rows[1:]]


def case_problems(
    corpus: Path,
    root: Path | None = None,
    whole: str | None = None,
    attributes: Mapping[str, Attribute] | None = None,
) -> list[QualitativeError]:
    """All that is wrong with `cases.csv`; `whole` is the id of what speaks of all cases, which no row may bear."""
    path = corpus / "cases.csv"
    problems = table_problems(path, root, CaseError)
    if not problems:
        problems += _id_problems(cells_of(path, root, CaseError), shown(path, root), whole)
        problems += _attribute_problems(path, root, attributes or {})
    return problems


def table_problems(
    path: Path, root: Path | None = None, error: type[QualitativeError] = TableError
) -> list[QualitativeError]:
    """All that is wrong with the shape of a CSV file."""
    try:
        return list(row_problems(cells_of(path, root, error), shown(path, root), error))
    except QualitativeError as problem:
        return [problem]


def read_table(
    path: Path,
    root: Path | None = None,
    error: type[QualitativeError] = TableError,
    attributes: Mapping[str, Attribute] | None = None,
) -> pd.DataFrame:
    """A CSV file as a DataFrame; whole columns of numbers become numbers, NA and empty cells are missing.

    Columns that name something (`case`, `person`, `speaker`, …) stay text; of persons and labels only the empty cell is missing.
    Those among `attributes` have their declared type; their values must fit it.
    """
    import pandas as pd

    rows = _rows(path, root, error)
    table = pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
    for column in table:
        if attributes and column in attributes:
            table[column] = typed(table[column], attributes[column])
            continue
        words = {"": pd.NA} if column in _LABELS else {"": pd.NA, "NA": pd.NA}
        table[column] = table[column].replace(words)
        if column in _NAMES:
            continue
        known = table[column].dropna()
        numbers = pd.to_numeric(known, errors="coerce")
        if len(known) and numbers.notna().all():
            table[column] = pd.to_numeric(table[column])
    return table


def read_tables(corpus: Path, root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Every `tables/<name>.csv` by name."""
    return {path.stem: read_table(path, root) for path in sorted((corpus / "tables").glob("*.csv"))}


def _id_problems(rows: list[tuple[int, list[str]]], name: str, whole: str | None) -> Iterator[CaseError]:
    head = rows[0][1]
    if "case" not in head:
        yield CaseError(f"{name}:1: no column named case; add one with the id of each case")
        return
    column, seen = head.index("case"), set()
    for line, row in rows[1:]:
        case = row[column]
        if not is_id(case):
            yield CaseError(f"{name}:{line}: {case!r} is no id for a case; use a–z, 0–9 and -")
        elif case == whole:
            yield CaseError(
                f"{name}:{line}: {case!r} stands for all cases in study.yaml (case.whole); give the row another id"
            )
        elif case in seen:
            yield CaseError(f"{name}:{line}: case {case!r} stands twice; keep one row")
        seen.add(case)


def _attribute_problems(path: Path, root: Path | None, attributes: Mapping[str, Attribute]) -> Iterator[CaseError]:
    if not attributes:
        return
    rows = cells_of(path, root, CaseError)
    for line, row in rows[1:]:
        for column, value in zip(rows[0][1], row, strict=False):
            sentence = value_problem(attributes[column], value) if column in attributes else None
            if sentence:
                yield CaseError(f"{shown(path, root)}:{line}: {sentence}")


def _rows(path: Path, root: Path | None, error: type[QualitativeError]) -> list[list[str]]:
    rows = cells_of(path, root, error)
    for problem in row_problems(rows, shown(path, root), error):
        raise problem
    return [cells for _, cells in rows]


def cells_of(path: Path, root: Path | None, error: type[QualitativeError]) -> list[tuple[int, list[str]]]:
    """(line, cells) of each row that is not blank."""
    text = read_text(path, error, root)
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as problem:
        raise error(
            f"{shown(path, root)}:{reader.line_num}: not a CSV table: {problem}; check its quotation marks"
        ) from None


def row_problems(
    rows: list[tuple[int, list[str]]], name: str, error: type[QualitativeError]
) -> Iterator[QualitativeError]:
    """Whether a table has columns, each once, and as many cells in every row."""
    if not rows:
        yield error(f"{name}:1: the table is empty; its first line must name the columns")
        return
    head = rows[0][1]
    double = next((column for column in head if head.count(column) > 1), None)
    if double is not None:
        yield error(f"{name}:1: column {double!r} stands twice; rename one")
    for line, row in rows[1:]:
        if len(row) != len(head):
            yield error(f"{name}:{line}: {len(row)} cells, but the first line names {len(head)} columns")
