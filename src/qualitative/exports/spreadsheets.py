"""Sheets as CSV, XLSX and Parquet. What would be a formula is a text: nothing that somebody said is ever worked out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualitative.errors import StudyError
from qualitative.exports.wanted import TEXTS, Notes, Sheet
from qualitative.i18n import pick
from qualitative.text.cells import inert_cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ["csv_bytes", "parquet_bytes", "xlsx_bytes"]

UNREAD = "NA"  # in a column of counts: an empty cell would be 0 in a spreadsheet's sums
_LONGEST, _ROWS = 32_767, 1_048_576  # characters of a cell, and rows of a sheet, in Excel
_SAMPLE, _WIDEST = 50, 60  # rows that widths are taken from, and characters of the widest column
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_NAME = re.compile(r"[\\/*?:\[\]]")


def csv_bytes(sheets: Sequence[Sheet], notes: Notes, language: str) -> bytes:
    """The first sheet, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    for row in _rows(sheets[0]):
        rows.writerow([inert_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def parquet_bytes(sheets: Sequence[Sheet], notes: Notes, language: str) -> bytes:
    """The first sheet with its types; what its columns hold is told in their metadata, what must be told beside it in the file's."""
    import pyarrow as pa
    from pyarrow import parquet

    sheet = sheets[0]
    table = pa.Table.from_pandas(sheet.table, preserve_index=False)
    fields = [field.with_metadata({"label": sheet.labels.get(field.name, "")}) for field in table.schema]
    about = {**(table.schema.metadata or {}), b"about": "\n".join(pick(one, language) for one in notes.texts).encode()}
    file = pa.BufferOutputStream()
    parquet.write_table(table.cast(pa.schema(fields, metadata=about)), file)
    return bytes(file.getvalue())


def xlsx_bytes(sheets: Sequence[Sheet], notes: Notes, language: str) -> bytes:
    """A workbook: the sheets, so that programs that read the first find data there, what must be told, and what the columns hold."""
    from openpyxl import Workbook

    cut = _Cut()
    book = Workbook(write_only=True)

    def add(name: str, rows: Iterable[Sequence[Any]], *, has_head: bool = True) -> None:
        sheet = book.create_sheet(_sheet_name(name, book.sheetnames))
        if has_head:
            sheet.freeze_panes = "A2"
        _write(sheet, rows, cut)

    for sheet in sheets:
        if len(sheet.table) >= _ROWS:
            raise StudyError(f"{len(sheet.table):,} rows are more than a sheet of Excel holds; write csv or parquet")
        add(sheet.name, _rows(sheet))
    notes.tell_number("note.cut-cells", cut.long)
    notes.tell_number("note.odd-characters", cut.odd)
    add(TEXTS.say("sheet.about", language), [[pick(one, language)] for one in notes.texts], has_head=False)
    if any(sheet.labels for sheet in sheets):
        head = [TEXTS.say(f"columns.{one}", language) for one in ("sheet", "column", "meaning")]
        rows = [[sheet.name, name, label] for sheet in sheets for name, label in sheet.labels.items()]
        add(TEXTS.say("sheet.columns", language), [head, *rows])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class _Cut:
    """How many cells a workbook can't hold as they are."""

    long = 0
    odd = 0

    def fitting(self, text: str) -> str:
        """The text as a cell of Excel can hold it."""
        plain, strange = _NOT_XML.subn("\ufffd", text)
        self.odd += bool(strange)
        if len(plain) > _LONGEST:
            self.long += 1
            plain = plain[: _LONGEST - 1] + "…"
        return plain


def _write(sheet: WriteOnlyWorksheet, rows: Iterable[Sequence[Any]], cut: _Cut) -> None:
    from openpyxl.utils import get_column_letter

    every = list(rows)
    dimensions: Any = sheet  # its stubs know no widths
    for number, column in enumerate(
        zip(*every[:_SAMPLE], strict=True), 1
    ):  # wide enough to read, before the first row is written
        longest = max((len(str(cell)) for cell in column if cell is not None), default=0)
        dimensions.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 8), _WIDEST)
    for row in every:
        sheet.append([_text(sheet, cut.fitting(cell)) if isinstance(cell, str) else cell for cell in row])


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell | str:
    """A cell that stays a text, also once somebody edits it."""
    from openpyxl.cell import WriteOnlyCell

    if inert_cell(text) == text and not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _rows(sheet: Sheet) -> Iterable[list[Any]]:
    """The head, then the cells as texts and numbers; what is missing is empty, and in a column of counts NA."""
    import pandas as pd

    table = sheet.table
    yield [str(name) for name in table.columns]
    counts = [name in sheet.counts for name in table.columns]
    for row in table.itertuples(index=False, name=None):
        yield [_plain(cell, pd.isna(cell), is_count) for cell, is_count in zip(row, counts, strict=True)]


def _plain(cell: Any, is_missing: bool, is_count: bool) -> Any:
    if is_missing:
        return UNREAD if is_count else None
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell if isinstance(cell, int | float | str) else str(cell)


def _sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel allows: 31 characters, none of its marks, no second sheet of the name."""
    name = (_NO_NAME.sub(" ", wanted).strip("' ") or "sheet")[:31]
    number = 1
    while (found := name if number == 1 else f"{name[:27]} {number}").lower() in {one.lower() for one in taken}:
        number += 1
    return found
