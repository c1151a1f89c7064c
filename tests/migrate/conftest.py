"""The study that release 0.1.0 made, as a fresh copy, and what 0.1.0 read in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the study of format 1."""
    return Path(shutil.copytree(FIXTURES / "format-1", tmp_path / "old"))


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """The state that release 0.1.0 recorded."""
    return json.loads((FIXTURES / "format-1.expected.json").read_text(encoding="utf-8"))


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a study but what is derived."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
