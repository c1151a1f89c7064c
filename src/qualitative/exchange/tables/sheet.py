"""A table that a person fills in with a spreadsheet and gives back: CSV or XLSX, every cell a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from qualitative.corpus.files import write_bytes
from qualitative.errors import ReaderError
from qualitative.exchange.tables.cells import rows_of
from qualitative.text.cells import inert_cell

__all__ = ["read_sheet", "write_sheet"]


def write_sheet(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table to a new file; a cell that would be a formula is a text. Raises ReaderError for another ending, or where there is a file."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise ReaderError(f"{path.name}: a table is written as .csv or .xlsx; name it so")
    if path.exists():
        raise ReaderError(f"{path} is there already; choose another name, or delete it")
    table = [list(columns), *([inert_cell(cell) for cell in row] for row in rows)]
    write_bytes(path, _csv(table) if ending == ".csv" else _xlsx(table))


def read_sheet(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    """The rows of such a table by column, `line` the row's number in it. Raises ReaderError where a `needed` column is not there."""
    if not path.is_file():
        raise ReaderError(f"{path} is no file")
    head, *rows = rows_of(path)
    names = [name.strip().removeprefix("\ufeff").casefold() for name in head]
    missing = [name for name in needed if name not in names]
    if missing:
        raise ReaderError(f"{path.name}: no column named {missing[0]}; it needs {', '.join(needed)}")
    return [
        {**{name: _plain(cell) for name, cell in zip(names, row, strict=False)}, "line": str(number)}
        for number, row in enumerate(rows, 2)
    ]


def _plain(cell: str) -> str:
    """A cell without the quotation mark that kept it from being a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and inert_cell(text[1:]) == text else text


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")  # the mark by which Excel knows UTF-8


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
