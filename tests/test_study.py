"""What a notebook does with a study: open it, code, take back, read the state at a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.codings.table import COLUMNS
from qualitative.errors import CodebookError, CodingError, OffsetError, StudyError


def first(study: Study, words: str) -> tuple[int, int]:
    start = study.document("int-1").text.index(words)
    return start, start + len(words)


def test_a_study_is_found_from_a_folder_inside_it(study: Study) -> None:
    assert Study.open(study.root / "corpus" / "transcripts").root == study.root


def test_no_study_is_said_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="qualitative new"):
        Study.open(tmp_path)


def test_a_coding_is_on_disk_with_its_quote_and_context(study: Study) -> None:
    made = study.apply("services", "int-1", *first(study, "urus KTP. 😀"), coder="ana")
    row = Study.open(study.root).codings(["ana"]).iloc[0]
    assert (row["id"], row["quote"], row["speaker"], row["case"], row["kind"]) == (
        made,
        "urus KTP. 😀",
        "A",
        "north",
        "human",
    )
    assert list(study.codings().columns) == list(COLUMNS)


def test_a_retract_takes_back_and_its_retract_brings_back(study: Study) -> None:
    made = study.apply("services", "int-1", *first(study, "KTP"), coder="ana")
    undo = study.retract(made, coder="ana")
    assert study.codings(["ana"]).empty
    study.retract(undo, coder="ana")
    assert study.codings(["ana"])["id"].tolist() == [made]


def test_the_state_at_a_moment_is_what_stood_then(study: Study) -> None:
    made = study.apply("services", "int-1", *first(study, "KTP"), coder="ana")
    moment = study.codings(["ana"])["at"].iloc[0]
    study.retract(made, coder="ana")
    assert len(study.codings(["ana"], at=moment)) <= 1
    assert study.codings(["ana"], at="2000-01-01T00:00:00Z").empty


@pytest.mark.parametrize(
    ("code", "document", "start", "end", "coder", "error", "message"),
    [
        ("servics", "int-1", 0, 3, "ana", CodebookError, "did you mean services"),
        ("services", "int-2", 0, 3, "ana", Exception, "did you mean int-1"),
        ("services", "int-1", 5, 5, "ana", OffsetError, "5:5"),
        ("services", "int-1", 0, 9999, "ana", OffsetError, "9999"),
        ("services", "int-1", 0, 3, "anna", CodingError, "did you mean ana"),
    ],
)
def test_a_wrong_coding_is_refused_and_nothing_is_written(
    study, code, document, start, end, coder, error, message
) -> None:
    with pytest.raises(error, match=message):
        study.apply(code, document, start, end, coder=coder)
    assert not list(study.folder.codings_folder.rglob("*.jsonl"))


def test_memos_and_done_stretches_are_events(study: Study) -> None:
    made = study.apply("services", "int-1", *first(study, "KTP"), coder="ana")
    study.memo("Layanan dasar", coder="ana", document="int-1", of=made)
    study.mark_done("int-1", coder="ana")
    state = study.folder.state(["ana"])
    assert study.codings(["ana"])["memo"].tolist() == ["Layanan dasar"]
    assert state.done == {("ana", "int-1", 1): [(0, len(study.document("int-1").text))]}
