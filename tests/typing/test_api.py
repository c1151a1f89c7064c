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


def mypy(path: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("mypy", reason="mypy is of what developers install")
    return subprocess.run([sys.executable, "-m", "mypy", *BESIDE, str(path)], capture_output=True, text=True, cwd=ROOT)


def of_api(output: str, name: str) -> list[str]:
    return [line for line in output.splitlines() if name in line]


@pytest.mark.slow
def test_the_public_types_are_what_they_are_said_to_be() -> None:
    done = mypy(HERE / "api.py")
    assert of_api(done.stdout, "api.py") == [] and done.returncode in (0, 1), done.stdout + done.stderr


@pytest.mark.slow
def test_a_type_that_is_not_so_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from typing import assert_type\nfrom qualitative import Study\nassert_type(Study.open().root, str)\n"
    )
    assert "assert-type" in mypy(wrong).stdout
