"""Cases and other quantitative tables on disk. Unknown is an empty cell or NA, with the reason beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.amounts import Amounts, read_amounts
from qualitative.corpus.files import normalised, shown
from qualitative.corpus.readers.encodings import guess_encoding
from qualitative.corpus.readers.structured import sniffed
from qualitative.errors import CaseError, QualitativeError, TableError
from qualitative.model import is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["case_ids", "case_problems", "number_notes", "read_cases", "read_table", "read_tables", "table_problems"]


def read_cases(corpus: Path, root: Path | None = None) -> pd.DataFrame:
    """`cases.csv`: one row a case, index `case`; every attribute a str or NA. Raises CaseError with file and line."""
    table = read_table(corpus / "cases.csv", root, CaseError)
    if "case" not in table.columns:
        raise CaseError(
            f"{shown(corpus / 'cases.csv', root)}:1: no column named case; add one with the id of each case"
        )
    return table.set_index("case")


def case_ids(corpus: Path, root: Path | None = None) -> list[str]:
    """The ids in `cases.csv`, each checked. Raises CaseError with file and line."""
    for problem in case_problems(corpus, root):
        raise problem
    rows = _rows(corpus / "cases.csv", root, CaseError)
    return [row[rows[0].index("case")] for row in rows[1:]]


def case_problems(corpus: Path, root: Path | None = None) -> list[QualitativeError]:
    """All that is wrong with `cases.csv`."""
    path = corpus / "cases.csv"
    problems = table_problems(path, root, CaseError)
    if not problems:
        problems += _id_problems(_cells(path, root, CaseError), shown(path, root))
    return problems


def table_problems(
    path: Path, root: Path | None = None, error: type[QualitativeError] = TableError
) -> list[QualitativeError]:
    """All that is wrong with the shape of a CSV file."""
    try:
        rows, sign = _parted(path, root, error)
        found = list(_row_problems(rows, shown(path, root), error))
        return found or [error(f"{shown(path, root)}:1: {sentence}") for sentence in _amounts(rows, sign).open]
    except QualitativeError as problem:
        return [problem]


def read_table(path: Path, root: Path | None = None, error: type[QualitativeError] = TableError) -> pd.DataFrame:
    """A CSV file as a DataFrame; whole columns of numbers become numbers, NA and empty cells are missing.

    Any program's dialect is read (`;`, tabs, `sep=`, Windows-1252, UTF-16) and numbers of any locale; a column with a leading zero is
    text, and so is one that can be read in two ways, which `table_problems` tells. `attrs["decided"]` says how numbers were read.
    """
    import pandas as pd

    cells, sign = _parted(path, root, error)
    rows = [row for _, row in cells]
    for problem in _row_problems(cells, shown(path, root), error):
        raise problem
    table = pd.DataFrame(rows[1:], columns=rows[0], dtype="str").replace({"": pd.NA, "NA": pd.NA})
    found = read_amounts({column: table[column].dropna().tolist() for column in table}, sign)
    for column, numbers in found.columns.items():
        table.loc[table[column].notna(), column] = numbers
        table[column] = pd.to_numeric(table[column])
    table.attrs["decided"] = found.decided
    return table


def number_notes(path: Path, root: Path | None = None) -> tuple[str, ...]:
    """What was decided of numbers that can be read in two ways (`1.200`), a sentence a column, with the file."""
    return tuple(f"{shown(path, root)}: {note}" for note in _amounts(*_parted(path, root, TableError)).decided)


def read_tables(corpus: Path, root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Every `tables/<name>.csv` by name."""
    return {path.stem: read_table(path, root) for path in sorted((corpus / "tables").glob("*.csv"))}


def _id_problems(rows: list[tuple[int, list[str]]], name: str) -> Iterator[CaseError]:
    head = rows[0][1]
    if "case" not in head:
        yield CaseError(f"{name}:1: no column named case; add one with the id of each case")
        return
    column, seen = head.index("case"), set()
    for line, row in rows[1:]:
        case = row[column]
        if not is_id(case) or case == "national":
            near = "-".join(re.findall(r"[a-z0-9]+", case.lower()))
            way = f"write {near}" if is_id(near) and near != "national" else "use a–z, 0–9 and -"
            yield CaseError(f"{name}:{line}: {case!r} is no id for a case; {way}")
        elif case in seen:
            yield CaseError(f"{name}:{line}: case {case!r} stands twice; keep one row")
        seen.add(case)


def _rows(path: Path, root: Path | None, error: type[QualitativeError]) -> list[list[str]]:
    rows = _cells(path, root, error)
    for problem in _row_problems(rows, shown(path, root), error):
        raise problem
    return [cells for _, cells in rows]


def _cells(path: Path, root: Path | None, error: type[QualitativeError]) -> list[tuple[int, list[str]]]:
    """(line, cells) of each row that is not blank."""
    return _parted(path, root, error)[0]


def _parted(path: Path, root: Path | None, error: type[QualitativeError]) -> tuple[list[tuple[int, list[str]]], str]:
    """((line, cells) of each row that is not blank, without empty columns at the end; the sign between cells)."""
    name = shown(path, root)
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise error(f"{name}:1: can't be read: {failure.strerror}") from None
    guessed = guess_encoding(data)
    if guessed is None:
        raise error(f"{name}:1: this looks binary and holds NUL or control characters; save the table as CSV")
    text = normalised(data.decode(guessed.codec)).removeprefix("\ufeff")
    if "\0" in text:
        raise error(
            f"{name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}: holds a NUL character; this is not a text file"
        )
    rows, sign = sniffed(text, name, error)
    width = max((n for _, row in rows for n, cell in enumerate(row, 1) if cell.strip()), default=0)
    named = len(rows[0][1]) if rows else 0
    spare = [row for _, row in rows if len(row) == named and not any(cell.strip() for cell in row[width:])]
    return [(line, row[:width] if len(spare) == len(rows) else row) for line, row in rows], sign


def _amounts(rows: list[tuple[int, list[str]]], sign: str) -> Amounts:
    if not rows or any(len(row) != len(rows[0][1]) for _, row in rows):
        return Amounts({})
    return read_amounts(
        {
            column: [row[n] for _, row in rows[1:] if row[n].strip() not in ("", "NA")]
            for n, column in enumerate(rows[0][1])
        },
        sign,
    )


def _row_problems(
    rows: list[tuple[int, list[str]]], name: str, error: type[QualitativeError]
) -> Iterator[QualitativeError]:
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
