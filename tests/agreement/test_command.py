"""`qualitative agree`, as a person types it."""

from __future__ import annotations

import csv
import io

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.cli import agree, main
from qualitative.units import UNITS


@pytest.fixture
def coded(study: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    for coder, end in (("ana", 30), ("budi", 32)):
        study.apply("services", "int-1", 14, end, coder=coder)
        study.mark_done("int-1", coder=coder)
    monkeypatch.chdir(study.root)
    return study


def test_csv_reads_back_with_a_row_a_code(coded: Study, capsys: pytest.CaptureFixture) -> None:
    main(["agree", "--format", "csv", "--unit", "sentence"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["code"] for row in rows][:3] == ["budget", "budget-village-fund", "services"]
    assert {row["unit"] for row in rows} == {"sentence"}
    assert all(row["alpha_low"] == "" for row in rows)


@pytest.mark.parametrize(
    ("format", "start"), [("md", "**"), ("html", "<table"), ("table", "Kesepakatan antara dua pengode")]
)
def test_other_formats_say_who_agrees(coded: Study, capsys: pytest.CaptureFixture, format: str, start: str) -> None:
    main(["agree", "--format", format, "--language", "id", "--by", "case", "--coders", "ana, budi"])
    out = capsys.readouterr().out
    assert out.startswith(start) and "Kesepakatan antara dua pengode: ana dan budi" in out


def test_the_methods_paragraph_stands_alone(coded: Study, capsys: pytest.CaptureFixture) -> None:
    main(["agree", "--methods", "--language", "en"])
    assert capsys.readouterr().out.startswith("ana and budi coded 1 document separately and blind to each other")


def test_the_choices_of_the_command_are_those_of_the_library() -> None:
    assert agree.UNITS == UNITS


def test_a_problem_is_one_sentence(coded: Study, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["agree", "--coders", "ana,bodi"])
    assert left.value.code == 2
    assert "did you mean budi?" in capsys.readouterr().err


@on_both()
def test_a_study_prints_a_row_for_each_code_that_two_coders_gave(
    either: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(either.root)
    main(["agree", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    given = set(either.codings()["code"]) & set(either.codebook.usable())
    assert given <= {row["code"] for row in rows}
