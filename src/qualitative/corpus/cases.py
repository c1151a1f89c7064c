"""Cases and other quantitative tables on disk. Unknown is an empty cell or NA, with the reason beside it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.files import read_text, shown
from qualitative.errors import CaseError, QualitativeError, TableError
from qualitative.model import is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["case_ids", "read_cases", "read_table", "read_tables"]


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
    path = corpus / "cases.csv"
    rows = _rows(path, root, CaseError)
    column = rows[0].index("case") if "case" in rows[0] else None
    if column is None:
        raise CaseError(f"{shown(path, root)}:1: no column named case; add one with the id of each case")
    seen: set[str] = set()
    for line, row in enumerate(rows[1:], 2):
        case = row[column]
        if not is_id(case) or case == "national":
            raise CaseError(f"{shown(path, root)}:{line}: {case!r} is no id for a case; use a–z, 0–9 and -")
        if case in seen:
            raise CaseError(f"{shown(path, root)}:{line}: case {case!r} stands twice; keep one row")
        seen.add(case)
    return [row[column] for row in rows[1:]]


def read_table(path: Path, root: Path | None = None, error: type[QualitativeError] = TableError) -> pd.DataFrame:
    """A CSV file as a DataFrame; whole columns of numbers become numbers, NA and empty cells are missing."""
    import pandas as pd

    rows = _rows(path, root, error)
    table = pd.DataFrame(rows[1:], columns=rows[0], dtype="str").replace({"": pd.NA, "NA": pd.NA})
    for column in table:
        known = table[column].dropna()
        numbers = pd.to_numeric(known, errors="coerce")
        if len(known) and numbers.notna().all():
            table[column] = pd.to_numeric(table[column])
    return table


def read_tables(corpus: Path, root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Every `tables/<name>.csv` by name."""
    return {path.stem: read_table(path, root) for path in sorted((corpus / "tables").glob("*.csv"))}


def _rows(path: Path, root: Path | None, error: type[QualitativeError]) -> list[list[str]]:
    name = shown(path, root)
    text = read_text(path, error, root)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    except csv.Error as problem:
        raise error(f"{name}: not a CSV table: {problem}; check its quotation marks") from None
    if not rows:
        raise error(f"{name}:1: the table is empty; its first line must name the columns")
    for line, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise error(f"{name}:{line}: {len(row)} cells, but the first line names {len(rows[0])} columns")
    double = next((column for column in rows[0] if rows[0].count(column) > 1), None)
    if double is not None:
        raise error(f"{name}:1: column {double!r} stands twice; rename one")
    return rows
