"""What was read from where, and which cache served, can be asked for; nobody is told who does not ask."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import copy_second
from qualitative import Study


def said(caplog: pytest.LogCaptureFixture) -> str:
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "qualitative")
    caplog.clear()
    return text


@pytest.mark.parametrize("which", ["small", "second"])
def test_it_is_told_which_cache_served(
    which: str, study: Study, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = study.root if which == "small" else copy_second(tmp_path / "second")
    caplog.set_level(logging.DEBUG, "qualitative")
    Study.open(root).codings()
    first = said(caplog)
    assert "table codings: made anew" in first and "documents read" in first
    assert "files of events read as columns" in first and "study.yaml: settings read, format 2" in first
    Study.open(root).codings()
    again = said(caplog)
    assert "table codings: served from" in again and "made anew" not in again and "read as columns" not in again


def test_nothing_is_said_unasked(study: Study) -> None:
    program = f"from qualitative import Study\nStudy.open({str(study.root)!r}).codings()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
