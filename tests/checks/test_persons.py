"""Who speaks: persons without a row, labels that may be one person or several, and what git must not know."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.checks import BROKEN
from qualitative.cli import main

TALK = """---
id: {id}
kind: interview
provenance: fieldwork
case: {case}
date: 2024
language: en
speakers: {{P: interviewer, Interviewee: {speaker}}}
---
P: Well?

Interviewee: Well.
"""


def write_talk(study: Study, id: str, speaker: str = "informant", case: str = "north") -> None:
    (study.root / f"corpus/transcripts/{id}.md").write_text(
        TALK.format(id=id, speaker=speaker, case=case), encoding="utf-8"
    )


def person(id: str) -> str:
    return f"{{role: informant, person: {id}}}"


def told(study: Study, *, about: str = "") -> list[str]:
    return [str(problem) for problem in Study.open(study.root).check() if about in str(problem)]


def test_equal_labels_in_one_case_are_told_with_how_many_are_identified(study: Study) -> None:
    for id, speaker in (("t-1", person("ani")), ("t-2", "informant"), ("t-3", "informant")):
        write_talk(study, id, speaker)
    write_talk(study, "t-4", case="south")
    (line,) = told(study, about="Interviewee")
    assert line == (
        "corpus/transcripts/t-2.md:8: doubtful: 'Interviewee' stands in 3 documents of case north: 3 speakers, 1 identified;"
        " say who each is, as {Interviewee: {role: informant, person: …}}"
    )


@pytest.mark.parametrize("second", [person("ani"), person("budi"), "nobody"])
def test_labels_that_all_lead_somewhere_are_not_told(study: Study, second: str) -> None:
    write_talk(study, "t-1", person("ani"))
    write_talk(study, "t-2", second)
    assert told(study, about="Interviewee") == []


def test_what_is_only_doubtful_does_not_fail_the_check(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_talk(study, "t-1")
    write_talk(study, "t-2")
    monkeypatch.chdir(study.root)
    main(["codebook", "log", "--write"])
    capsys.readouterr()
    main(["check"])
    out = capsys.readouterr().out
    assert "doubtful: 'Interviewee'" in out and out.endswith("nothing is broken\n")


def test_a_person_without_a_row_is_told_only_where_there_is_a_table(study: Study) -> None:
    write_talk(study, "t-1", person("ani"))
    assert told(study, about="ani") == []
    (study.root / "corpus/persons.csv").write_text("person,case\nanni,north\n", encoding="utf-8")
    assert told(study, about="'ani'") == [
        "corpus/transcripts/t-1.md:8: person 'ani' of speaker 'Interviewee' has no row in corpus/persons.csv; did you mean anni?"
    ]


def test_doubles_are_told(study: Study) -> None:
    (study.root / "corpus/persons.csv").write_text("person,case\nani,north\nbudi,north\nani,south\n", encoding="utf-8")
    assert told(study, about="persons.csv") == [
        "corpus/persons.csv:4: person 'ani' stands twice and differs; keep one row"
    ]


def test_a_wrong_person_is_broken_and_stops_the_table_only(study: Study) -> None:
    (study.root / "corpus/persons.csv").write_text("person,case\nAni,north\n", encoding="utf-8")
    problems = [problem for problem in Study.open(study.root).check() if problem.path == "corpus/persons.csv"]
    assert [problem.rank for problem in problems] == [BROKEN]
    assert Study.open(study.root).document("int-1").id == "int-1"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_private_persons_that_git_knows_or_would_take_are_told(study: Study) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, "-C", str(study.root), *arguments], check=True, capture_output=True)

    path = Path(study.root / "corpus/private/persons.csv")
    path.parent.mkdir()
    (study.root / "corpus/persons.csv").write_text("person\nani\n", encoding="utf-8")
    with (study.root / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("attributes: {private: [phone]}\n")
    path.write_text("person,phone\nani,0812\n", encoding="utf-8")
    assert told(study, about="private") == []  # no git, nothing to give away
    git("init", "-q")
    assert told(study, about="private") == [
        "corpus/private/persons.csv:1: private, but git does not ignore it; add a line corpus/private/ to .gitignore"
    ]
    git("add", "-A")
    git("commit", "-qm", "All of it")
    (study.root / ".gitignore").write_text("corpus/private/\n", encoding="utf-8")
    assert told(study, about="private") == [
        "corpus/private/persons.csv:1: private, but git tracks it; type `git rm --cached corpus/private/persons.csv`, and mind that its past stays in git"
    ]
    git("rm", "-q", "--cached", "corpus/private/persons.csv")
    assert told(study, about="private") == []


def test_a_column_that_nobody_declared_is_told(study: Study) -> None:
    (study.root / "corpus/persons.csv").write_text("person,case,age,mood\nani,north,41,7\n", encoding="utf-8")
    with (study.root / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("attributes: {person: {age: number}}\n")
    assert told(study, about="persons.csv") == [
        "corpus/persons.csv:1: doubtful: column 'mood' is not under attributes.person in study.yaml, so it is read as text"
    ]
    assert Study.open(study.root).folder.persons.loc["ani"].tolist()[-2:] == [41.0, "7"]
