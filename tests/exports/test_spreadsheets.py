"""CSV, XLSX and Parquet hold the same cells; nothing in them is a formula; what they can't hold is told."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from conftest import on_both
from exports.files import table
from qualitative import Study
from qualitative.exports.spreadsheets import csv_bytes, parquet_bytes, xlsx_bytes
from qualitative.exports.wanted import Notes, Sheet

ODD = [
    "=1+1",
    "+cmd|'/C calc'!A0",
    "- ya",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "|calc",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
]
PLAIN = ["", "desa", "a=b", "NA", "'x", "12", "line\nbreak", 'say "yes", no', "😀"]


def sheet(texts: list[str]) -> Sheet:
    frame = pd.DataFrame({"=head": texts, "n": pd.array([None, *range(len(texts) - 1)], dtype="Int64")})
    return Sheet("a/b: [c]" * 9, frame, {"=head": "=label"}, counts=("n",))


def test_in_a_workbook_what_would_be_a_formula_is_a_text_as_it_stands() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes([sheet([*ODD, *PLAIN])], Notes([{"en": "=note"}]), "en")))
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    column = [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [one or "" for one in column] == [one.replace("\r", "\n") for one in [*ODD, *PLAIN]]
    said = {*(one.replace("\r", "\n") for one in ODD), "=head", "=note", "=label"}
    odd = [cell for cell in cells if cell.value in said]
    assert len(odd) == len(ODD) + 4 and all(cell.quotePrefix for cell in odd)


def test_in_a_csv_what_would_be_a_formula_has_a_quotation_mark_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes([sheet([*ODD, *PLAIN])], Notes(), "en"))
    rows = table(path)
    assert [row["'=head"] for row in rows] == [*(f"'{one}" for one in ODD), *PLAIN]
    assert [row["n"] for row in rows][:2] == ["NA", "0"], (
        "what was not read for is NA: an empty cell would be 0 in a sum"
    )


@on_both()
@pytest.mark.parametrize("what", ["codings", "matrix"])
def test_all_three_hold_the_same_cells(either: Study, what: str, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "parquet") if what == "codings" else ("csv", "xlsx"):
        either.export(what, tmp_path / f"a.{ending}")
    rows = table(tmp_path / "a.csv")
    given = load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    head = next(given)
    assert list(head) == list(rows[0])
    for row, cells in zip(rows, given, strict=True):
        assert [one.removeprefix("'") for one in row.values()] == [str("" if one is None else one) for one in cells]
    if what == "codings":
        frame = parquet.read_table(tmp_path / "a.parquet").to_pandas()
        assert list(frame.columns) == list(head) and list(frame["id"]) == [row["id"] for row in rows]
        assert [row["start"] for row in rows] == [str(one) for one in frame["start"]]


def test_the_last_sheets_say_what_must_be_told_and_what_columns_hold(second: Study, tmp_path: Path) -> None:
    made = second.export("codings", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    about = [row[0] for row in book["about"].iter_rows(values_only=True)]
    assert about == made.losses.remarks and len(about) > 5
    meanings = {row[1]: row[2] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    head = [cell.value for cell in next(book["codings"].iter_rows())]
    assert set(head) <= set(meanings) and all(meanings.values())
    assert not list(tmp_path.glob("*.report.json"))


def test_what_a_workbook_cannot_hold_is_told() -> None:
    notes = Notes()
    book = load_workbook(io.BytesIO(xlsx_bytes([sheet(["x" * 40_000, "bell\x07"])], notes, "en")))
    assert [len(row[0].value) for row in book.worksheets[0].iter_rows(min_row=2)] == [32_767, 5]
    told = [text["en"] for text in notes.texts]
    assert told[0].startswith("1 cell was cut to the 32,767 characters") and told[1].startswith(
        "In 1 cell control characters"
    )
    assert [row[0].value for row in book["about"].iter_rows()] == told


def test_a_table_tells_beside_itself_what_it_has_no_room_for(second: Study, tmp_path: Path) -> None:
    import json

    made = second.export("codings", tmp_path / "a.csv")
    report = json.loads((tmp_path / "a.csv.report.json").read_text(encoding="utf-8"))
    assert report == json.loads(json.dumps(made.report)) and report["remarks"] == made.losses.remarks
    second.export("codings", tmp_path / "a.parquet")
    about = parquet.read_schema(tmp_path / "a.parquet").metadata[b"about"].decode()
    assert about.split("\n") == made.losses.remarks
    assert parquet_bytes([sheet(["a", "b"])], Notes(), "en")
