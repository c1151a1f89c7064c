"""mypy, strict, sees the public types as `api.py` states them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

HERE = Path(__file__).parent
BESIDE = [
    "--config-file",
    str(ROOT / "pyproject.toml"),
    "--warn-unused-ignores",
    "--cache-dir",
    str(ROOT / ".mypy_cache"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What mypy says of `api.py` and of a file that says of a type what is not so, in one run."""
    pytest.importorskip("mypy", reason="mypy is of what developers install")
    wrong = tmp_path_factory.mktemp("typing") / "wrong.py"
    wrong.write_text(
        "from typing import assert_type\nfrom qualitative import Study\nassert_type(Study.open().root, str)\n"
    )
    command = [sys.executable, "-m", "mypy", *BESIDE, str(HERE / "api.py"), str(wrong)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def lines_on(output: str, name: str) -> list[str]:
    return [line for line in output.splitlines() if name in line]


@pytest.mark.slow
def test_the_public_types_are_what_they_are_said_to_be(told: subprocess.CompletedProcess[str]) -> None:
    assert lines_on(told.stdout, "api.py") == [] and told.returncode in (0, 1), told.stdout + told.stderr


@pytest.mark.slow
def test_a_type_that_is_not_so_is_told(told: subprocess.CompletedProcess[str]) -> None:
    assert any("assert-type" in line for line in lines_on(told.stdout, "wrong.py"))
