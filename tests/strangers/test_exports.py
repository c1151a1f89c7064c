"""Tables that leave the study hold no formula that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualitative import Study
from qualitative.cli import main
from qualitative.text.cells import inert_cell


@pytest.mark.parametrize(
    "text", ["|calc", "\uff1d1+1", "=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "- ya"]
)
def test_what_would_be_a_formula_is_a_text(text: str) -> None:
    assert inert_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "desa", "-5", "+1,5", "-1.5e-3", "12%", "a=b", "'x"])
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert inert_cell(text) == text


def test_suggestions_as_a_table_hold_no_formula(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Kami urus", "=HYPERLINK(A1) budget budget urus"), encoding="utf-8"
    )
    monkeypatch.chdir(study.root)
    main(["suggest", "--minimum", "0", "--format", "csv"])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    texts = [cell for row in rows for cell in row if "HYPERLINK" in cell]
    assert texts and all(cell.startswith("'=") for cell in texts)


def test_what_somebody_said_is_no_formula_in_any_table(study: Study, tmp_path: Path) -> None:
    said = "=HYPERLINK(A1)"
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Kami urus", f"{said} Kami urus"), encoding="utf-8")
    study = Study.open(study.root)
    start = study.document("int-1").text.index(said)
    id = study.apply("budget", "int-1", start, start + len(said), coder="ana")
    study.memo("+1 for us", coder="ana", of=id, audience="team")
    for what in ("codings", "memos", "all"):
        made = study.export(what, tmp_path / f"{what}.xlsx").files[0]
        cells = [cell for sheet in load_workbook(made) for row in sheet.iter_rows() for cell in row]
        odd = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+"))]
        assert {cell.value for cell in odd} >= {said, "+1 for us"} and {cell.data_type for cell in odd} == {"s"}
    for what in ("codings", "memos"):
        text = study.export(what, tmp_path / f"{what}.csv").files[0].read_text(encoding="utf-8-sig")
        cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
        assert {f"'{said}", "'+1 for us"} <= cells and not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
