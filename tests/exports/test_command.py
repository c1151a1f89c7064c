"""`qualitative export` says what it wrote, how many rows, and what is not there; and ends as others do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exports.files import table
from qualitative import Study
from qualitative.cli import main


def ended(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return int(end.value.code or 0)


def test_rows_and_files_are_said(second: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(second.root)
    main(["export", "matrix", str(tmp_path / "m"), "--by", "case", "--format", "csv"])
    said = capsys.readouterr().out.splitlines()
    rows = table(tmp_path / "m.csv")
    assert said[-1] == f"written: {tmp_path / 'm.csv'}" and f"{len(rows)} rows, {len(rows[0])} columns." in said
    missing = sum(cell == "NA" for row in rows for cell in row.values())
    assert any(line.startswith(f"{missing} of ") and line.endswith("That is not 0.") for line in said)


def test_what_is_left_out_of_quotations_ends_with_3(second: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(second.root)
    assert ended("export", "quotations", str(tmp_path / "q.html"), "--json") == 3
    report = json.loads(capsys.readouterr().out)
    assert (
        report["files"] == [str(tmp_path / "q.html")]
        and report["rows"][0]["left_out"] == report["rows"][0]["why"][0]["count"]
    )


def test_one_coders_codings_may_be_asked_for_in_one_word(
    second: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(second.root)
    main(["export", "codings", str(tmp_path / "a.csv"), "--coder", "coder-two"])
    main(["export", "codings", str(tmp_path / "b.csv"), "--coders", "coder-two"])
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_file_that_is_there_stays(second: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(second.root)
    main(["export", "memos", str(tmp_path / "m.csv")])
    assert ended("export", "memos", str(tmp_path / "m.csv")) == 2
    assert "replace it with --replace" in capsys.readouterr().err
    main(["export", "memos", str(tmp_path / "m.csv"), "--replace"])
