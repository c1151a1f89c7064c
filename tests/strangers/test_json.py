"""JSON that came along with a study: too deep, too large or of another shape, it is told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.corpus.bounded_json import load_json
from qualitative.errors import ReportError
from qualitative.reports.making.parameters import declared_parameters
from qualitative.reports.page.model import parse_report

DEEP = "[" * 100_000
DAMAGED = {
    "deep": DEEP,
    "a number": "3",
    "text": '"x"',
    "huge": "9" * 5_000,
    "half": "{",
    "a long number": f'{{"version":{"9" * 100_000}}}',
    "a long text": f'{{"version":"{"a" * 1_000_000}"}}',
    "no UTF-8": b"\xff\xfe",
}
# file of a study -> the command that reads it
FILES = {
    "reports/published/findings-en/manifest.json": ["verify", "--without-running"],
    ".cache/pseudonymise/journal.json": ["check"],
    "notebooks/reports/findings.ipynb": ["report", "findings", "--language", "en", "--trust"],
    "corpus/codings/ana/int-1.jsonl": ["check"],
    "corpus/edits/int-1.jsonl": ["check"],
    "codebook/history/budi.jsonl": ["check"],
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_no_json_of_a_study_ends_a_command_unsaid(
    study: Study, name: str, damage: str | bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    monkeypatch.chdir(study.root)
    with pytest.raises(SystemExit) as left:
        main(FILES[name])
    assert left.value.code in (1, 2)
    said = capsys.readouterr()
    assert path.name.partition(".")[0] in said.out + said.err
    assert len(said.out + said.err) < 2_000


def test_a_long_number_is_told_in_words_of_ours() -> None:
    with pytest.raises(ValueError, match="a number of more than 4,300 digits"):
        load_json("9" * 5_000)


def test_a_template_of_many_megabytes_is_refused_unread(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study.root / "notebooks/reports/findings.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [], "metadata": {"x": "a" * 6_000_000}}), encoding="utf-8")
    monkeypatch.chdir(study.root)
    with pytest.raises(SystemExit):
        main(["report", "findings", "--language", "en", "--trust"])
    assert "more than the 5 MB of a template" in capsys.readouterr().err


def test_what_is_nested_too_deeply_is_no_json() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        load_json(DEEP)
    with pytest.raises(ValueError, match="nested too deeply"):
        load_json('{"a":' * 100_000)


@pytest.mark.parametrize("source", ["(" * 5_000, "a = 1\0", "-" * 100_000 + "1", "def", "x = " + "9" * 5_000])
def test_cells_that_are_no_python_set_no_parameter(tmp_path: Path, source: str) -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": [source]}
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert declared_parameters(path) == []


def test_a_report_of_another_shape_is_told_in_one_line() -> None:
    block = {"type": "callout", "ki\nd": 1}  # found by fuzzing
    with pytest.raises(ReportError) as problem:
        parse_report({"blocks": [block], "passages": [], "facts": []})
    assert "\n" not in str(problem.value)
