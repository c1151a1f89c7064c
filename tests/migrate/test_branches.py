"""Branches of a study that is migrated on one of them, or on both, merged by real git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualitative import Study
from qualitative.migrate import migrate

from .conftest import contents
from .test_format_1 import is_same_state

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str, fails: bool = False) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, "-C", str(root), *arguments], capture_output=True, text=True)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


@pytest.fixture
def shared(old: Path) -> Path:
    """The study of format 1 under git."""
    git(old, "init", "-q", "-b", "main")
    commit(old, "As 0.1.0 made it")
    return old


def written_by_0_1_0(root: Path) -> None:
    """What a colleague with release 0.1.0 does meanwhile: a new version of the codebook, as it appends one."""
    operation = {
        "n": 7, "op": "add", "by": "budi", "at": "2026-12-01T09:00:00.000Z", "why": "Heard often.",
        "code": {"id": "queue", "parent": None, "name": {"en": "Queue"}},
    }  # fmt: skip
    with (root / "codebook/changes.yaml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump([operation], sort_keys=False))
    head = root / "codebook/codebook.yaml"
    text = head.read_text(encoding="utf-8").replace("version: 6", "version: 7")
    head.write_text(f"{text}- id: queue\n  parent: null\n  kind: code\n  name:\n    en: Queue\n", encoding="utf-8")


def test_two_branches_that_were_both_migrated_merge_without_a_conflict(shared: Path, expected: dict[str, Any]) -> None:
    git(shared, "checkout", "-qb", "other")
    migrate(shared)
    commit(shared, "Migrated here")
    git(shared, "checkout", "-q", "main")
    (shared / "README.md").write_text("Ours.\n", encoding="utf-8")
    migrate(shared)
    commit(shared, "Migrated there")
    git(shared, "merge", "-q", "--no-edit", "other")
    is_same_state(shared, expected)
    assert migrate(shared) == []


def test_what_a_colleague_did_to_the_codebook_meanwhile_is_taken_over(shared: Path, expected: dict[str, Any]) -> None:
    git(shared, "checkout", "-qb", "colleague")
    written_by_0_1_0(shared)
    commit(shared, "A code more")
    git(shared, "checkout", "-q", "main")
    migrate(shared)
    study = Study.open(shared)
    study.revise([{"op": "rename", "code": "roof", "name": {"en": "Roofs"}}], by="ana", why="Both halls.")
    commit(shared, "Migrated, and a name")
    # git asks about the file that one branch removed and the other changed; either answer about the head will do
    git(shared, "merge", "-q", "colleague", fails=True)
    assert (shared / "codebook/changes.yaml").exists()
    git(shared, "checkout", "--ours", "codebook/codebook.yaml")
    commit(shared, "Merged")
    told = [problem.sentence for problem in Study.open(shared).check() if problem.path == "codebook/changes.yaml"]
    assert any("run `qualitative migrate` to take over what it holds" in sentence for sentence in told)

    (step,) = migrate(shared)
    assert (step.start, step.end) == (2, 2)
    book = Study.open(shared).codebook
    assert book["queue"].name["en"] == "Queue"
    assert book["roof"].name["en"] == "Roofs"
    assert not (shared / "codebook/changes.yaml").exists()
    assert migrate(shared) == []
    kept = contents(shared / "migrated/written-since")
    assert b"Heard often." in kept["codebook/changes.yaml"]
    for version in map(str, range(1, 7)):
        assert set(Study.open(shared).folder.codebook(int(version))) == set(expected["codebooks"][version]["codes"])
    assert not [problem for problem in Study.open(shared).check() if problem.path.startswith("codebook")]
