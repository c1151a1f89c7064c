"""What is odd or still to be done though every file is right: doubles of one coder, nothing marked done, the case that a study begins with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.checks.corpus import PLACEHOLDER
from qualitative.corpus.cases import case_ids
from qualitative.starter import write_study


def told(study: Study, rank: str) -> list[str]:
    problems = Study.open(study.root).check()
    return [str(one) for one in problems if one.rank == rank]


@pytest.fixture
def coded(study: Study) -> Study:
    """The small study with one coding."""
    start = study.document("int-1").text.index("urus")
    study.apply("services", "int-1", start, start + 8, coder="ana")
    return study


def test_one_coder_who_gave_a_code_twice_to_the_same_words_is_told(coded: Study) -> None:
    assert not [one for one in told(coded, "doubtful") if "twice" in one]
    path = coded.folder.event_file("ana", "int-1")
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    again = {**first, "id": first["id"][:-1] + ("0" if first["id"][-1] != "0" else "1")}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(again) + "\n", encoding="utf-8")
    doubts = [one for one in told(coded, "doubtful") if "twice" in one]
    assert len(doubts) == 1
    assert doubts[0].startswith("corpus/codings/ana/int-1.jsonl:1: doubtful: ana gave services twice to the same words")
    # another coder's, another round's and other words are no doubles
    other = {**again, "round": 2}
    path.write_text(json.dumps(first) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    assert not [one for one in told(coded, "doubtful") if "twice" in one]


@on_both()
def test_no_coder_of_the_studies_gave_a_code_twice_to_the_same_words(either: Study) -> None:
    assert not [one for one in either.check() if "twice to the same words" in one.sentence]


def test_that_nothing_is_marked_done_is_to_be_done_next(coded: Study) -> None:
    assert any("1 document is coded and none is marked done" in one for one in told(coded, "next"))
    coded.mark_done("int-1", coder="ana")
    assert not any("marked done" in one for one in told(coded, "next"))


@on_both()
def test_studies_with_something_done_are_not_told_that_nothing_is(either: Study) -> None:
    assert not [one for one in either.check() if "none is marked done" in one.sentence]


def test_where_all_marks_of_done_are_gone_the_second_study_is_told(second_study: Study) -> None:
    for path in (second_study.root / "corpus/codings").rglob("*.jsonl"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if '"event":"done"' not in line]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert any("none is marked done" in one.sentence for one in Study.open(second_study.root).check())


def test_a_new_study_has_no_case_that_stands_for_none(tmp_path: Path) -> None:
    root = write_study(tmp_path / "new", "New")
    assert case_ids(root / "corpus", root) == []
    assert [one.path for one in Study.open(root).check()] == ["codebook/history"]


def test_the_case_that_a_study_of_an_earlier_version_began_with_is_to_be_replaced(tmp_path: Path) -> None:
    root = write_study(tmp_path / "new", "New")
    (root / "corpus/cases.csv").write_text(f"case,name\n{PLACEHOLDER},NA\n", encoding="utf-8")
    study = Study.open(root)
    assert any(f"'{PLACEHOLDER}' is the case that a new study begins with" in one for one in told(study, "next"))
    path = root / "corpus/cases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(PLACEHOLDER, "north"), encoding="utf-8")
    assert not any("a new study begins with" in one for one in told(study, "next"))
