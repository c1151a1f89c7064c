"""Who acts where nobody says it: never a guess between two, never the consensus or a model."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qualitative import QualitativeError, Study
from qualitative.folder.acting import CODER, who_acts
from qualitative.starter import write_study


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(CODER, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-such-file"))


def two(tmp_path: Path) -> Study:
    return Study.open(write_study(tmp_path / "study", coders=["Ana Putri", "budi"]))


def git(study: Study, *words: str) -> None:
    subprocess.run(["git", "-C", str(study.root), *words], check=True, capture_output=True)


def test_the_one_person_acts_and_the_consensus_is_nobody(tmp_path: Path) -> None:
    assert who_acts(Study.open(write_study(tmp_path / "study")).folder) == "me"


def test_of_two_persons_nobody_is_guessed(tmp_path: Path) -> None:
    study = two(tmp_path)
    assert who_acts(study.folder) is None
    git(study, "init", "-q")
    git(study, "config", "user.name", "Somebody Else")
    assert who_acts(study.folder) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "ana putri"),
        ("name", "Ana-Putri"),
        ("email", "ana-putri@example.org"),
    ],
)
def test_of_two_persons_the_one_whom_git_knows_acts(tmp_path: Path, key: str, value: str) -> None:
    study = two(tmp_path)
    git(study, "init", "-q")
    git(study, "config", f"user.{key}", value)
    assert who_acts(study.folder) == "ana-putri"


def test_one_whom_git_calls_as_both_is_nobody(tmp_path: Path) -> None:
    study = two(tmp_path)
    git(study, "init", "-q")
    git(study, "config", "user.name", "budi")
    git(study, "config", "user.email", "ana-putri@example.org")
    assert who_acts(study.folder) is None


def test_a_setting_goes_before_and_a_wrong_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = two(tmp_path)
    monkeypatch.setenv(CODER, "budi")
    assert who_acts(study.folder) == "budi"
    monkeypatch.setenv(CODER, "budii")
    with pytest.raises(QualitativeError, match=f"{CODER} says 'budii'.*did you mean budi"):
        who_acts(study.folder)
