"""Cases and other quantitative tables on disk. Unknown is an empty cell or NA, with the reason beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.amounts import Amounts, read_amounts
from qualitative.corpus.attributes import MISSING, Attribute, typed, value_problem
from qualitative.corpus.files import shown
from qualitative.corpus.parted import Rows, parted_cells
from qualitative.errors import CaseError, QualitativeError, TableError
from qualitative.model import is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "case_ids",
    "case_problems",
    "cells_of",
    "number_notes",
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
    """All that is wrong with the shape of a CSV file, and the numbers in it that can be read in two ways."""
    try:
        rows, sign = parted_cells(path, root, error)
        found = list(row_problems(rows, shown(path, root), error))
        return found or [error(f"{shown(path, root)}:1: {sentence}") for sentence in _amounts(rows, sign).open]
    except QualitativeError as problem:
        return [problem]


def read_table(
    path: Path,
    root: Path | None = None,
    error: type[QualitativeError] = TableError,
    attributes: Mapping[str, Attribute] | None = None,
) -> pd.DataFrame:
    """A CSV file as a DataFrame; whole columns of numbers become numbers, NA and empty cells are missing.

    Any program's dialect is read, and numbers of any locale; a column with a leading zero is text, and so is one that can be read in two
    ways, which `table_problems` tells. `attrs["decided"]` says how numbers were read where that had to be decided.
    Columns that name something (`case`, `person`, `speaker`, …) stay text; of persons and labels only the empty cell is missing.
    Those among `attributes` have their declared type; their values must fit it.
    """
    import pandas as pd

    cells, sign = parted_cells(path, root, error)
    for problem in row_problems(cells, shown(path, root), error):
        raise problem
    found = _amounts(cells, sign)
    rows = [row for _, row in _plain(cells, found)]
    table = pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
    table.attrs["decided"] = found.decided
    for column in table:
        if attributes and column in attributes:
            table[column] = typed(table[column], attributes[str(column)])
            continue
        words = {"": pd.NA} if column in _LABELS else {"": pd.NA, "NA": pd.NA}
        table[column] = table[column].replace(words)
        if column in found.columns:
            table[column] = pd.to_numeric(table[column])
    return table


def number_notes(path: Path, root: Path | None = None) -> tuple[str, ...]:
    """What was decided of numbers that can be read in two ways (`1.200`), a sentence a column."""
    return _amounts(*parted_cells(path, root, TableError)).decided


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
            near = "-".join(re.findall(r"[a-z0-9]+", case.lower()))
            way = f"write {near}" if is_id(near) else "use a–z, 0–9 and -"
            yield CaseError(f"{name}:{line}: {case!r} is no id for a case; {way}")
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
    cells, sign = parted_cells(path, root, CaseError)
    rows = _plain(cells, _amounts(cells, sign))
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


def cells_of(path: Path, root: Path | None, error: type[QualitativeError]) -> Rows:
    """(line, cells) of each row that is not blank."""
    return parted_cells(path, root, error)[0]


def _amounts(rows: Rows, sign: str) -> Amounts:
    """The columns of numbers, but for those that name something."""
    if not rows or any(len(row) != len(rows[0][1]) for _, row in rows):
        return Amounts({})
    columns = {column: n for n, column in enumerate(rows[0][1]) if column not in _NAMES}
    return read_amounts(
        {column: [row[n] for _, row in rows[1:] if row[n] not in MISSING] for column, n in columns.items()}, sign
    )


def _plain(rows: Rows, found: Amounts) -> Rows:
    """The rows with their numbers as Python writes them."""
    if not rows:
        return rows
    places = {column: n for n, column in enumerate(rows[0][1])}
    numbers = {places[column]: iter(made) for column, made in found.columns.items()}
    head, *data = rows
    return [
        head,
        *(
            (line, [next(numbers[n]) if n in numbers and cell not in MISSING else cell for n, cell in enumerate(row)])
            for line, row in data
        ),
    ]


def row_problems(
    rows: list[tuple[int, list[str]]], name: str, error: type[QualitativeError]
) -> Iterator[QualitativeError]:
    """Whether a table has columns, each once, and as many cells in every row."""
    if not rows:
        yield error(f"{name}:1: the table is empty; its first line must name the columns")
        return
    head = rows[0][1]
    seen: set[str] = set()
    double = next((column for column in head if column in seen or seen.add(column)), None)  # type: ignore[func-returns-value]  # `add` gives None, which is false
    if double is not None:
        yield error(f"{name}:1: column {double!r} stands twice; rename one")
    for line, row in rows[1:]:
        if len(row) != len(head):
            yield error(f"{name}:{line}: {len(row)} cells, but the first line names {len(head)} columns")
