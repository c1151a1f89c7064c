"""The reference is made without a warning, and holds every public name and every command."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.cli import COMMANDS

sys.path.insert(0, str(ROOT / "docs"))
from build import build

sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("reference")
    # -W: a page that nothing leads to, a link to nowhere or a name that is not there is an error
    assert build(target, "-W", "--keep-going") == 0
    return target


def words(page: Path) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_every_public_method_of_a_study_is_explained(reference: Path) -> None:
    text = words(reference / "reference/study.html")
    public = [name for name in dir(Study) if not name.startswith("_")]
    assert len(public) > 40
    assert [name for name in public if not re.search(rf"\b{name}\b", text)] == []
    assert [name for name in public if not (getattr(Study, name).__doc__ or "").strip()] == []


def test_every_command_is_there_with_its_help(reference: Path) -> None:
    text = words(reference / "reference/commands.html")
    assert [name for name in COMMANDS if f"qualitative {name}" not in text] == []
    assert "--dry-run" in text


def test_nothing_is_loaded_from_elsewhere(reference: Path) -> None:
    for page in reference.rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?:[^\"]+)", page.read_text(encoding="utf-8")
        )
        assert loaded == [], page.name
