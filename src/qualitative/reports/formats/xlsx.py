"""The evidence of a report as a workbook: a sheet of its findings, one of its sets of evidence, one of its segments. Every cell is text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualitative.reports.formats.docx_parts import normalised
from qualitative.reports.page.model import Report
from qualitative.reports.page.tree import ClaimView, SpanView, View
from qualitative.reports.page.view import view_of

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["render_xlsx"]

_LONGEST = 32_767  # characters that a cell can hold
_WIDTHS = {"text": 70}


def render_xlsx(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    from openpyxl import Workbook

    view = view_of(report)
    words = view["words"]
    book = Workbook(write_only=True)
    book.properties.title = view["title"]
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime.datetime(1980, 1, 1)  # noqa: DTZ001  (a fixed day, no moment)
    claims = [block for block in (*view["body"], *view["appendix"]) if block["type"] == "claim"]
    if claims:
        _sheet(book, words["claim"], *_claims(view, claims))
    _sheet(book, words["evidence"], *_sets(view))
    _sheet(book, words["passages"], *_segments(view))
    file = io.BytesIO()
    book.save(file)
    return normalised(file.getvalue())


def _claims(view: View, claims: Sequence[ClaimView]) -> tuple[list[str], list[list[str]]]:
    words = view["words"]
    keys = ("supporting", "opposing", "asserting", "denying")
    head = ["id", words["claim"], words["status"], *(words[key] for key in keys), words["assessment"]]
    rows = []
    for one in claims:
        parts = {part["name"]: part for part in one["parts"]}
        sides = [
            " ".join(filter(None, (parts[key]["count"], parts[key]["detail"], parts[key]["evidence"])))
            if key in parts
            else ""
            for key in keys
        ]
        rows.append([one["id"], _plain(one["text"]), one["status_label"], *sides, _plain(one["assessment"])])
    return head, rows


def _sets(view: View) -> tuple[list[str], list[list[str]]]:
    words = view["words"]
    head = ["id", words["segment"], words["used"]]
    return head, [
        [one["id"], ", ".join(one["segments"]), "; ".join(use["text"] for use in one["uses"])] for one in view["sets"]
    ]


def _segments(view: View) -> tuple[list[str], list[list[str]]]:
    """A column for each fact that some segment has."""
    words = view["words"]
    facts = {fact["key"]: fact["label"] for one in view["segments"] for fact in one["facts"]}
    head = ["id", words["segment"], words["verbatim"], *facts.values(), words["used"], words["passages"]]
    rows = []
    for one in view["segments"]:
        known = {fact["key"]: fact["text"] for fact in one["facts"]}
        uses = [*one["sets"], *(use["text"] for use in one["shown"])]
        rows.append(
            [one["id"], one["text"], one["label"], *(known.get(key, "") for key in facts), ", ".join(uses), one["ref"]]
        )
    return head, rows


def _sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number in range(len(head)):
        sheet.column_dimensions[chr(ord("A") + number)].width = 70 if number == 1 else 24
    for n, row in enumerate((head, *rows)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, text[:_LONGEST])
            cell.data_type = "s"  # what begins with = is text as well
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if not n:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)


def _plain(spans: Iterable[SpanView]) -> str:
    return "".join(span["text"] for span in spans)
