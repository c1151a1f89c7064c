"""What a notebook does with a study: open it, code, take back, read the state at a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.codings.table import COLUMNS
from qualitative.errors import CodebookError, CodingError, OffsetError, StudyError
from qualitative.folder import placing


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
        ("services", "int-1", 14, 17, "anna", CodingError, "did you mean ana"),
        (
            "services",
            "int-1",
            0,
            17,
            "ana",
            OffsetError,
            r"touches the label or timestamp of turn 1 \(P\), .*; take 14:17",
        ),
        ("services", "int-1", 28, 33, "ana", OffsetError, r"goes beyond the end of turn 1 \(P\), .*; take 28:32"),
        (
            "services",
            "int-1",
            28,
            52,
            "ana",
            OffsetError,
            r"crosses the label of turn 2 \(A\); .*: 28:32 in turn 1, 48:52 in turn 2",
        ),
        (
            "services",
            "int-1",
            34,
            44,
            "ana",
            OffsetError,
            r"lies in no turn; the words of turn 2 \(A\), the nearest, lie at 48:",
        ),
    ],
)
def test_a_wrong_coding_is_refused_and_nothing_is_written(
    study, code, document, start, end, coder, error, message
) -> None:
    with pytest.raises(error, match=message):
        study.apply(code, document, start, end, coder=coder)
    assert not list(study.folder.codings_folder.rglob("*.jsonl"))


def test_a_coding_over_a_label_from_earlier_times_is_told_and_may_still_get_another_code(study: Study) -> None:
    from qualitative.codings.events import code_event
    from qualitative.codings.log import append_events

    event = code_event(study.document("int-1"), "ana", "services", 28, 52, codebook=1)
    append_events(study.folder.event_file("ana", "int-1"), [event])
    told = [str(problem) for problem in study.check() if "crosses the label" in str(problem)]
    assert len(told) == 1 and told[0].startswith(
        f"corpus/codings/ana/int-1.jsonl:1: coding {event['id']}: segment 28:52"
    )
    made = study.recode(event["id"], coder="ana", code="budget")
    with pytest.raises(OffsetError, match="crosses the label"):
        study.recode(made, coder="ana", end=53)
    study.recode(made, coder="ana", start=48)
    assert not any("crosses the label" in str(problem) for problem in study.check())


def test_prose_has_no_labels_to_touch(study: Study) -> None:
    (study.root / "note.txt").write_text("Rapat desa.\n\nDana: ada.\n", encoding="utf-8")
    study.add(study.root / "note.txt", case="north", date="2024")
    assert study.apply("services", "note", 0, 17, coder="ana")


def test_memos_and_done_stretches_are_events(study: Study) -> None:
    made = study.apply("services", "int-1", *first(study, "KTP"), coder="ana")
    study.memo("Layanan dasar", coder="ana", document="int-1", of=made)
    study.mark_done("int-1", coder="ana")
    state = placing.state_of(study.folder, ["ana"])
    assert study.codings(["ana"])["memo"].tolist() == ["Layanan dasar"]
    assert state.done == {("ana", "int-1", 1): [(0, len(study.document("int-1").text))]}


def test_a_changed_coding_that_is_taken_back_is_gone_and_comes_back_as_it_last_was(study: Study) -> None:
    text = study.document("int-1").text
    start = text.index("Dananya")
    first = study.apply("budget", "int-1", start, start + 7, coder="ana")
    second = study.recode(first, coder="ana", code="services")
    third = study.recode(second, coder="ana", end=start + 12)
    retract = study.retract(third, coder="ana")
    assert study.codings("ana").empty
    study.retract(retract, coder="ana")
    back = study.codings("ana")
    assert (back["id"].tolist(), back["code"].tolist(), back["end"].tolist()) == ([third], ["services"], [start + 12])


def test_undo_goes_back_one_form_where_retract_takes_all(study: Study) -> None:
    text = study.document("int-1").text
    start = text.index("Dananya")
    first = study.apply("budget", "int-1", start, start + 7, coder="ana")
    second = study.recode(first, coder="ana", code="services")
    study.undo("ana")
    assert study.codings("ana")["code"].tolist() == ["budget"]
    study.redo("ana")
    study.retract(second, coder="ana")
    study.undo("ana")  # of the retract: one act, so all comes back at once
    assert study.codings("ana")["code"].tolist() == ["services"]
