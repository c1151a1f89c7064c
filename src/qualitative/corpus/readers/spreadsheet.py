"""Workbooks (XLSX): the first sheet that holds a transcript in columns, read as a CSV table is; other sheets are counted with their words."""

from __future__ import annotations

import datetime
import html
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualitative.corpus.readers.archive import PART_LIMIT
from qualitative.corpus.readers.grids import Grid, read_grid
from qualitative.corpus.readers.raw import TEXT_LIMIT, Raw, counted
from qualitative.corpus.readers.structured import WAY
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["read"]

SHEETS, ROWS, WIDTH = 30, 100_000, 60  # of one workbook, of a sheet, cells of a row


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The turns of a workbook. Raises ReaderError where no sheet has columns of speaker and speech, or it is too large."""
    book = _opened(data, name)
    try:
        sheets = [(sheet.title, list(_rows(sheet, name))) for sheet in book.worksheets[:SHEETS]]
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, OSError, SyntaxError) as failure:
        raise ReaderError(f"{name}: the workbook is broken ({failure}); open it and save it anew") from None
    finally:
        book.close()
    sheets = [(title, rows) for title, rows in sheets if rows]
    grids = {title: read_grid(rows) for title, rows in sheets}
    spoken = next((title for title, grid in grids.items() if grid.spoken), None)
    if spoken is None:
        raise ReaderError(f"{name}: this is a workbook without turns; {WAY}")
    words = {title: "\n".join(" ".join(row) for row in rows) for title, rows in sheets}
    others = tuple(Aside("sheet", words[title], f"{title!r}") for title in words if title != spoken)
    grid: Grid = grids[spoken]
    told: tuple[str, ...] = (f"the sheet {spoken!r} is read",) if len(sheets) > 1 else ()
    remarks, hidden = _beside_cells(data)
    others += remarks
    told += counted(
        hidden, "row or column is hidden and read with the rest", "rows or columns are hidden and read with the rest"
    )
    before = "\n".join(words.values())
    return Raw(
        "\n\n".join(grid.lines), "xlsx", (), told, asides=(*grid.asides, *others), before=before, taken=grid.taken
    )


def _opened(data: bytes, name: str) -> Workbook:
    """The workbook, to be read row by row; formulas as the values that they had."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            large = next((part for part in archive.infolist() if part.file_size > PART_LIMIT), None)
        if large is not None:
            raise ReaderError(
                f"{name}: {large.filename} unpacks to more than {PART_LIMIT // 1_000_000} MB; split the workbook"
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and checks that are not read here
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except ReaderError:
        raise
    except Exception as failure:  # noqa: BLE001  (whatever a broken part makes openpyxl stumble over)
        raise ReaderError(f"{name}: the workbook can't be opened ({failure}); open it and save it anew") from None


def _beside_cells(data: bytes) -> tuple[tuple[Aside, ...], int]:
    """(comments on cells, how many rows and columns of the sheets are hidden), which openpyxl does not tell of a sheet that it streams."""
    remarks: list[Aside] = []
    hidden = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/(?:comments\d*|comments/comment\d+|threadedComments/\w+)\.xml", name):
                for found in re.findall(
                    rb"<(?:comment|threadedComment)\b.*?</(?:comment|threadedComment)>", archive.read(name), re.DOTALL
                ):
                    words = " ".join(
                        html.unescape(re.sub(rb"<[^<>]*>", b" ", found).decode("utf-8", "replace")).split()
                    )
                    remarks += [Aside("comment on a cell", words, plural="comments on cells")] if words else []
            elif re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                hidden += len(re.findall(rb"<(?:row|col)\b[^<>]{0,500}\bhidden=\"(?:1|true)\"", archive.read(name)))
    return tuple(remarks), hidden


def _rows(sheet: object, name: str) -> Iterator[list[str]]:
    """The rows of a sheet that hold something, cells as text. Raises ReaderError for more than are read."""
    size = 0
    if not hasattr(sheet, "iter_rows"):
        return  # a sheet of one chart
    for number, row in enumerate(sheet.iter_rows(max_col=WIDTH, values_only=True)):
        cells = [_text(cell) for cell in row]
        size += sum(map(len, cells))
        if number >= ROWS or size > TEXT_LIMIT:
            raise ReaderError(
                f"{name}: a sheet has more than {ROWS:,} rows or {TEXT_LIMIT:,} characters; split the workbook"
            )
        if any(cells):
            while not cells[-1]:
                cells.pop()
            yield cells


def _text(value: object) -> str:
    """A cell as a person reads it: times as HH:MM:SS, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split(" ")).strip()
