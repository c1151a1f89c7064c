"""`qualitative bundle`: what git shares and nothing else, with checksums, the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.errors import ReportError
from qualitative.reports.published.bundle import SUMS, bundle, shared_files

KEPT = {"study.yaml", "corpus/transcripts/int-1.md", "corpus/cases.csv", "codebook/history/ana.jsonl", "kept.log"}
IGNORED = (
    "incoming/raw.docx",
    "a.key.yaml",
    "corpus/originals/a.docx",
    ".cache/x",
    "reports/out/a.html",
    "old/deep/n.txt",
    "b.log",
)
RULES = "*.key.yaml\nincoming/\ncorpus/originals/\n.cache/\nreports/out/\n/old/\n*.log\n!kept.log\n"


@pytest.fixture
def root(study: Study) -> Path:
    """A study with files that its .gitignore names."""
    for name in (*IGNORED, "kept.log"):
        path = study.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (study.root / ".gitignore").write_text(RULES, encoding="utf-8")
    return study.root


def in_git(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True, capture_output=True)


@pytest.mark.parametrize("git", [True, False], ids=["git", "no git"])
def test_what_git_ignores_stays_behind_with_git_and_without(root: Path, git: bool) -> None:
    if git:
        in_git(root)
    names = set(shared_files(root))
    assert names >= KEPT
    assert not names & set(IGNORED)
    assert not any(name.startswith(".git/") for name in names)


def test_a_key_that_git_already_holds_stays_behind(root: Path) -> None:
    in_git(root)
    subprocess.run(["git", "-C", str(root), "add", "-f", "a.key.yaml", "incoming/raw.docx"], check=True)
    assert not {"a.key.yaml", "incoming/raw.docx"} & set(shared_files(root))


def test_the_same_files_give_the_same_bytes(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("bundles")
    bundle(root, place / "one/study.zip")
    for path in root.rglob("*.md"):
        path.touch()
    bundle(root, place / "two/study.zip")
    assert (place / "one/study.zip").read_bytes() == (place / "two/study.zip").read_bytes()


def test_every_file_has_its_checksum(root: Path, tmp_path: Path) -> None:
    names = bundle(root, tmp_path / "study.zip")
    with zipfile.ZipFile(tmp_path / "study.zip") as archive:
        assert sorted(archive.namelist()) == sorted(f"study/{name}" for name in names)
        lines = archive.read(f"study/{SUMS}").decode().splitlines()
        for line in lines:
            sum, _, name = line.partition("  ")
            assert hashlib.sha256(archive.read(f"study/{name}")).hexdigest() == sum
    assert len(lines) == len(names) - 1


def test_an_archive_inside_the_study_does_not_hold_itself(root: Path) -> None:
    bundle(root, root / "release.zip")
    assert "release.zip" not in bundle(root, root / "release.zip")


def test_a_place_that_can_not_be_written_is_one_sentence(root: Path) -> None:
    with pytest.raises(ReportError, match="not written"):
        bundle(root, root / "study.yaml/release.zip")


def test_the_command_says_where_it_is_and_what_is_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(root)
    main(["bundle"])
    shown = capsys.readouterr()
    assert (root / "reports/out" / f"{root.name}.zip").is_file()
    assert f"{root.name}.zip: " in shown.out
    assert "nothing is published" in shown.err and "requirements.lock" in shown.err


def test_originals_stay_behind_whatever_the_study_lets_git_take(root: Path) -> None:
    (root / ".gitignore").write_text("!corpus/originals/\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    assert [name for name in shared_files(root) if name.startswith(("corpus/originals", "incoming"))] == []


def test_a_private_column_goes_to_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = root / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "attributes: {private: [phone]}\n", encoding="utf-8")
    (root / "corpus/persons.csv").write_text("person,phone\nana-x,0812\n", encoding="utf-8")
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit):
        main(["bundle", "--for", "team", "out.zip"])
    assert "column 'phone' is private" in capsys.readouterr().err
    assert not (root / "out.zip").exists()
