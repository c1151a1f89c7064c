"""Two coders on two branches, and what `check` then says: whoever follows its sentence loses no code and no coding."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.starter import write_study

WHO = (
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@b.invalid",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "init.defaultBranch=main",
)
Typed = Callable[..., str]


def git(root: Path, *arguments: str) -> int:
    return subprocess.run(["git", *WHO, "-C", str(root), *arguments], capture_output=True, check=False).returncode


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command in a study; gives what it says."""

    def type_(root: Path, *words: str) -> str:
        monkeypatch.chdir(root)
        try:
            main(list(words))
        except SystemExit as left:
            assert left.code in (0, 1, None), capsys.readouterr()
        said = capsys.readouterr()
        return said.out + said.err

    return type_


@pytest.fixture
def clones(tmp_path: Path, typed: Typed) -> tuple[Path, Path]:
    """The study of a workshop with one transcript, cloned by a second coder."""
    here, there = tmp_path / "here", tmp_path / "there"
    write_study(here, codes=True)
    settings = (here / "study.yaml").read_text(encoding="utf-8")
    (here / "study.yaml").write_text(
        settings.replace("coders:\n", "coders:\n  ana: {kind: human}\n  budi: {kind: human}\n"), encoding="utf-8"
    )
    (here / "corpus/cases.csv").write_text("case\nnorth\n", encoding="utf-8")
    text = "P: Bagaimana awalnya layanan ini dibuka?\n\nA: Kami mulai dari balai desa. Antrean panjang sekali.\n"
    (tmp_path / "w1.txt").write_text(text, encoding="utf-8")
    typed(
        here,
        "add",
        str(tmp_path / "w1.txt"),
        "--case",
        "north",
        "--date",
        "2024",
        "--speakers",
        "P=interviewer,A=informant",
    )
    git(here, "init", "-q")
    git(here, "add", "-A")
    assert git(here, "commit", "-qm", "Begin") == 0
    assert git(tmp_path, "clone", "-q", str(here), str(there)) == 0
    return here, there


def add_and_code(root: Path, typed: Typed, code: str, coder: str, words: str) -> None:
    """Add a code, give it to `words` of the transcript, commit."""
    said = typed(root, "codebook", "add", code, "--name", f"en={code}", "--by", coder, "--why", "It was missing")
    assert f"adds code {code}" in said
    study = Study.open(root)
    start = study.document("w1").text.index(words)
    study.apply(code, "w1", start, start + len(words), coder=coder)
    git(root, "add", "-A")
    assert git(root, "commit", "-qm", f"Code {code}") == 0


def commands_in(said: str) -> list[list[str]]:
    """What a sentence tells to type."""
    return [command.split() for command in re.findall(r"`([^`]+)`", said)]


@pytest.mark.parametrize("attributes", ["as today", "as release 0.1.0 wrote them"])
def test_two_branches_each_add_a_code_and_check_leads_to_both(
    clones: tuple[Path, Path], typed: Typed, attributes: str
) -> None:
    here, there = clones
    if attributes != "as today":
        for root in clones:
            (root / ".gitattributes").write_text("*.jsonl merge=union text eol=lf\ncodebook/** text eol=lf\n")
            git(root, "commit", "-qam", "Attributes")
    add_and_code(here, typed, "village-hall", "ana", "balai desa")
    add_and_code(there, typed, "queue", "budi", "Antrean panjang")
    git(here, "fetch", "-q", str(there), "HEAD")
    assert git(here, "merge", "-q", "--no-edit", "FETCH_HEAD") != 0  # codebook.yaml alone
    marks = "<<<<<<<" in (here / "codebook/codebook.yaml").read_text(encoding="utf-8")
    assert marks is (attributes != "as today")
    book = Study.open(here).codebook
    assert {"village-hall", "queue"} <= set(book) and book.version == 3  # whatever the file holds
    said = typed(here, "check")
    (sentence,) = (line for line in said.splitlines() if line.startswith("codebook/codebook.yaml:"))
    for command in commands_in(sentence):
        if command[0] == "qualitative":
            typed(here, *command[1:])
        else:
            assert git(here, *command[1:]) == 0
    assert "nothing is broken" in typed(here, "check")
    git(here, "add", "-A")
    assert git(here, "commit", "-qm", "Merged") == 0
    study = Study.open(here)
    assert sorted(study.codings()["code"]) == ["queue", "village-hall"]
    assert "version 3" in typed(here, "codebook", "version")
    log = typed(here, "codebook", "log")
    assert re.search(r"^2 .* ana adds code village-hall", log, re.MULTILINE)
    assert re.search(r"^3 .* budi adds code queue .*\(apart from 2\)$", log, re.MULTILINE)


def test_a_command_that_changes_the_codebook_mends_its_head(clones: tuple[Path, Path], typed: Typed) -> None:
    here, there = clones
    add_and_code(here, typed, "village-hall", "ana", "balai desa")
    add_and_code(there, typed, "queue", "budi", "Antrean panjang")
    git(here, "fetch", "-q", str(there), "HEAD")
    git(here, "merge", "-q", "--no-edit", "FETCH_HEAD")
    head = here / "codebook/codebook.yaml"
    head.write_text(f"<<<<<<< HEAD\n{head.read_text()}=======\n>>>>>>> there\n", encoding="utf-8")
    assert "version 4" in typed(
        here, "codebook", "rename", "queue", "--name", "en=Queues", "--by", "ana", "--why", "So"
    )
    assert "agrees" in typed(here, "codebook", "diff")


def test_one_code_added_on_both_branches_is_decided_once(clones: tuple[Path, Path], typed: Typed) -> None:
    here, there = clones
    add_and_code(here, typed, "queue", "ana", "Antrean")
    study = Study.open(there)
    study.revise(
        [{"op": "add", "code": {"id": "queue", "parent": "first-theme", "name": {"en": "Waiting"}}}],
        by="budi",
        why="New",
    )
    study.apply("queue", "w1", 52, 57, coder="budi")
    git(there, "add", "-A")
    git(there, "commit", "-qm", "Waiting")
    git(here, "fetch", "-q", str(there), "HEAD")
    git(here, "merge", "-q", "--no-edit", "FETCH_HEAD")
    typed(here, "codebook", "log", "--write")
    study = Study.open(here)
    assert dict(zip(study.codings()["coder"], study.codings()["code"], strict=True)) == {
        "ana": "queue",
        "budi": "queue-2",
    }
    said = typed(here, "check")
    assert "doubtful: codes queue and queue-2: ana adds code queue (queue)" in said and "nothing is broken" in said
    (one,) = study.contradictions
    assert one.choices[-1] == "both" and all(
        choice in typed(here, "codebook", "merge", "--list") for choice in one.choices
    )
    said = typed(here, "codebook", "merge", "--take", one.choices[0], "--by", "ana", "--why", "The same")
    assert "decided codes queue and queue-2: ana adds code queue" in said
    assert Study.open(here).codings()["code"].tolist() == ["queue", "queue"]
    assert "nothing contradicts" in typed(here, "codebook", "merge")
    assert "nothing is broken" in typed(here, "check")


def test_in_format_1_check_tells_to_keep_the_operations_of_both(study: Study, typed: Typed) -> None:
    folder = study.root / "codebook"
    for path in (folder / "history").iterdir():
        path.unlink()
    (folder / "history").rmdir()
    add = "- {{n: 2, op: add, by: ana, code: {{id: {}, parent: null, name: {{en: x}}}}}}\n"
    marks = "<<<<<<< HEAD\n" + add.format("one") + "=======\n" + add.format("two") + ">>>>>>> other\n"
    (folder / "changes.yaml").write_text(marks, encoding="utf-8")
    assert "codebook/changes.yaml:1: a conflict mark <<<<<<< of git; keep the operations of both sides" in typed(
        study.root, "check"
    )
