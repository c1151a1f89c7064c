"""Set cells of a table of the study, `cases.csv` or `persons.csv`, and add rows to it; what is not named stays as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from qualitative.corpus.cases import row_problems
from qualitative.corpus.files import shown, write_text
from qualitative.corpus.locks import locked
from qualitative.corpus.parted import parted_cells
from qualitative.errors import QualitativeError

__all__ = ["update_rows"]


def update_rows(
    path: Path,
    key: str,
    changes: Mapping[str, Mapping[str, str]],
    error: type[QualitativeError],
    root: Path | None = None,
    *,
    is_sorted: bool = False,
) -> None:
    """Set `changes` (the id in column `key` -> column -> value); an id without a row gets one, a column that is not there is added.

    A file that is not there is begun. The sign between the cells stays, the file becomes UTF-8. Raises `error` where it is no table.
    """
    with locked(path, error):
        rows, sign = parted_cells(path, root, error) if path.is_file() else ([(1, [key])], ",")
        for problem in row_problems(rows, shown(path, root), error):
            raise problem
        head, table = list(rows[0][1]), [list(row) for _, row in rows[1:]]
        if key not in head:
            raise error(f"{shown(path, root)}:1: no column named {key}; add one with the id of each row")
        for column in dict.fromkeys(column for change in changes.values() for column in change):
            if column not in head:
                head.append(column)
                table = [[*row, ""] for row in table]
        for id, change in changes.items():
            found = [row for row in table if row[head.index(key)] == id]
            if not found:
                found = [[id if column == key else "" for column in head]]
                table += found
            for row in found:  # a merge of branches may have left a row twice
                for column, value in change.items():
                    row[head.index(column)] = value
        if is_sorted:
            table.sort(key=lambda row: row[head.index(key)])
        text = io.StringIO()
        csv.writer(text, delimiter=sign or ",", lineterminator="\n").writerows([head, *table])
        write_text(path, text.getvalue())
