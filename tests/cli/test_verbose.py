"""`-v` says what the library reads and which cache serves; without it nothing is said, and no handler stays."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main


def said(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    with suppress(SystemExit):  # 3 where an export leaves something out
        main(list(typed))
    return capsys.readouterr().err


def test_what_is_read_and_written_is_told_where_it_is_asked_for(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    assert "INFO" not in said(capsys, "export", "refi", str(tmp_path / "a.qdpx"))
    loud = said(capsys, "-v", "export", "refi", str(tmp_path / "b.qdpx"))
    assert "refi: 1 files of" in loud and "DEBUG" not in loud
    assert f"{tmp_path / 'b.qdpx'}: read as refi" in said(
        capsys, "-v", "import", str(tmp_path / "b.qdpx"), "copy", "--dry-run"
    )
    assert logging.getLogger("qualitative").handlers == []


def test_the_cache_that_served_is_told(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    study.apply("budget", "int-1", study.document("int-1").text.index("Dananya"), study.document("int-1").text.index("Dananya") + 7, coder="ana")  # fmt: skip
    first, second = (run_suggest(capsys) for _ in range(2))
    assert "made anew" in first
    assert "in the cache" in second


def run_suggest(capsys: pytest.CaptureFixture[str]) -> str:
    main(["-vv", "suggest", "--coder", "ana"])
    return capsys.readouterr().err


def test_the_option_stands_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert "--verbose" in capsys.readouterr().out
