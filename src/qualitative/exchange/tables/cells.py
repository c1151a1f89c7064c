"""The cells of a table file as texts, in bounded time and memory. Formulas are texts or their stored results; nothing is computed."""

from __future__ import annotations

import csv
import io
import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qualitative.errors import ReaderError
from qualitative.exchange.archives import Archive, check_xml, read_whole

__all__ = ["rows_of"]

ROW_LIMIT, CELL_LIMIT = 500_000, 20_000_000
COLUMN_LIMIT = 2_000
_FIELD = 10_000_000  # characters of one cell
_FIELD_LOCK = threading.Lock()


def rows_of(path: Path) -> list[list[str]]:
    """The rows that hold anything, all of one length; of a workbook those of its first sheet with two rows. Raises ReaderError."""
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    rows = _workbook(path) if is_archive else _text(path)
    found = [row for row in rows if any(cell.strip() for cell in row)]
    if len(found) < 2:
        raise ReaderError(f"{path.name}: the table has no rows below its first; its first line must name the columns")
    width = max(len(row) for row in found)
    if width > COLUMN_LIMIT:
        raise ReaderError(
            f"{path.name}: {width} columns are more than the {COLUMN_LIMIT} that are read; take out what is not coded"
        )
    return [[*row, *[""] * (width - len(row))] for row in found]


def _text(path: Path) -> list[list[str]]:
    data = read_whole(path)
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], text.split("\n", 1)[1] if "\n" in text else ""
    else:
        delimiter = max(",;\t", key=first.count)
    with _FIELD_LOCK:
        before = csv.field_size_limit(_FIELD)
        try:
            return _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), path.name)
        except csv.Error as problem:
            raise ReaderError(f"{path.name}: is no sound table ({problem}); save it again as CSV in UTF-8") from None
        finally:
            csv.field_size_limit(before)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _limited(rows: Any, name: str) -> list[list[str]]:
    found: list[list[str]] = []
    cells = 0
    for row in rows:
        cells += len(row)
        if len(found) >= ROW_LIMIT or cells > CELL_LIMIT:
            raise ReaderError(f"{name}: more than {ROW_LIMIT:,} rows or {CELL_LIMIT:,} cells; split the table")
        found.append([_as_text(cell) for cell in row])
    return found


def _workbook(path: Path) -> list[list[str]]:
    import warnings

    from openpyxl import load_workbook

    with Archive(path) as archive:
        for name in archive.names:
            if name.endswith((".xml", ".rels")):
                check_xml(archive.read(name), f"{path.name}: {name}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # what a file says of its size need not be so
                    rows = _limited(sheet.iter_rows(values_only=True), path.name)
                    if sum(any(cell.strip() for cell in row) for row in rows[:1000]) > 1:
                        return rows
            finally:
                book.close()
    except ReaderError:
        raise
    except Exception as failure:  # noqa: BLE001  (openpyxl raises whatever a broken part makes it stumble over)
        raise ReaderError(
            f"{path.name}: the workbook can't be read ({failure}); save it again in a spreadsheet program"
        ) from None
    return []


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)
