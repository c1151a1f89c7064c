"""A workbook that holds a transcript in columns is read as a table of turns is; what has none is refused."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook

from office import zipped
from qualitative import QualitativeError, Study
from qualitative.corpus.readers import read_file, spreadsheet

ROWS = [
    ("Time", "Speaker", "Text"),
    (datetime.time(0, 0, 3), "Ratna", "How did it begin?"),
    (datetime.timedelta(seconds=9), "Joko", "In the hall, with 12 people."),
    (datetime.time(0, 0, 21), "Ratna", "Who paid?"),
    (datetime.time(0, 0, 30), "Joko", "The village."),
]


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_transcript_in_columns_is_read_with_its_times(study: Study) -> None:
    path = study.root / "a.xlsx"
    path.write_bytes(workbook(Talk=ROWS))
    addition = study.add(path, case="north", date="2026", dry_run=True)
    assert addition.document.speakers == {"Ratna": "interviewer", "Joko": "informant"}
    assert addition.document.text.split("\n\n")[1] == "[00:00:09] Joko: In the hall, with 12 people."
    assert addition.unread == ("1 head row of a table (3 words): 'Time Speaker Text'",)


def test_the_sheet_with_turns_is_found_and_the_others_are_counted() -> None:
    raw = read_file("a.xlsx", data=workbook(About=[("Interview", 7), ("Hall", 12.0)], Talk=ROWS))
    assert "the sheet 'Talk' is read" in raw.notes
    assert any(aside.kind == "sheet" and aside.text == "Interview 7\nHall 12" for aside in raw.asides)


def test_a_workbook_without_turns_is_refused_with_the_way_in() -> None:
    with pytest.raises(
        QualitativeError, match=r"a\.xlsx: this is a workbook without turns; a transcript needs columns"
    ):
        read_file("a.xlsx", data=workbook(Figures=[("school", "pupils"), ("north", 120), ("south", 80)]))


def test_a_workbook_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS", 3)
    with pytest.raises(QualitativeError, match=r"a\.xlsx: a sheet has more than 3 rows"):
        read_file("a.xlsx", data=workbook(Talk=ROWS))
    monkeypatch.setattr(spreadsheet, "PART_LIMIT", 100)
    with pytest.raises(QualitativeError, match=r"unpacks to more than 0 MB; split the workbook"):
        read_file("a.xlsx", data=workbook(Talk=ROWS))


def test_a_broken_workbook_is_one_sentence() -> None:
    with pytest.raises(QualitativeError, match=r"a\.xlsx: the workbook can't be opened"):
        read_file("a.xlsx", data=zipped({"xl/workbook.xml": "<workbook/>"}))
