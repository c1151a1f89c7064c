"""Tables that leave the study hold no formula that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io

import pytest

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
