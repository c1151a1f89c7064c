"""Undo and redo are events: they go back act by act, across processes, and only over what is the coder's own."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.codings.events import new_event
from qualitative.codings.log import append_events
from qualitative.errors import CodebookError, CodingError
from qualitative.folder import placing


def coded(study: Study, *words: str) -> list[str]:
    text = study.document("int-1").text
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    return [study.apply("services", "int-1", *place, coder="ana") for place in places]


def standing(study: Study) -> list[str]:
    return study.codings(["ana"])["id"].tolist()


def test_undo_goes_back_one_act_at_a_time_and_redo_returns_in_order(study: Study) -> None:
    first, second = coded(study, "KTP", "desa")
    assert [event["id"] for event in study.undo("ana")] == [second]
    assert [event["id"] for event in study.undo("ana")] == [first]
    assert study.undo("ana") == [] and standing(study) == []
    assert [event["id"] for event in study.redo("ana")] == [first]
    assert [event["id"] for event in study.redo("ana")] == [second]
    assert study.redo("ana") == [] and standing(study) == [first, second]


def test_undo_after_redo_takes_the_same_coding_again(study: Study) -> None:
    (made,) = coded(study, "KTP")
    for _ in range(3):
        study.undo("ana")
        assert standing(study) == []
        study.redo("ana")
        assert standing(study) == [made]


def test_something_new_ends_redo(study: Study) -> None:
    coded(study, "KTP")
    study.undo("ana")
    (new,) = coded(study, "desa")
    assert study.redo("ana") == [] and standing(study) == [new]


def test_undo_brings_back_what_was_taken_back_on_purpose(study: Study) -> None:
    (made,) = coded(study, "KTP")
    study.retract(made, coder="ana")
    study.undo("ana")
    assert standing(study) == [made]


def test_a_batch_is_undone_as_one_act(study: Study) -> None:
    study.apply_many([("services", "int-1", 14, 17), ("budget-village-fund", "int-1", 14, 17)], coder="ana")
    assert len(study.undo("ana")) == 2 and standing(study) == []
    assert len(study.redo("ana")) == 2 and len(standing(study)) == 2


def test_another_process_of_the_coder_undoes_and_redoes(study: Study) -> None:
    (made,) = coded(study, "KTP")
    other = Study.open(study.root)
    assert [event["id"] for event in other.undo("ana")] == [made]
    assert standing(study) == []
    study.redo("ana")
    assert other.codings(["ana"])["id"].tolist() == [made]


def test_undo_keeps_to_the_document_asked_for(study: Study) -> None:
    (made,) = coded(study, "KTP")
    study.memo("Catatan studi", coder="ana")
    assert [event["id"] for event in study.undo("ana", "int-1")] == [made]


def test_a_change_is_one_act_and_its_memo_follows(study: Study) -> None:
    (made,) = coded(study, "KTP")
    study.memo("Kartu", coder="ana", of=made)
    changed = study.recode(made, coder="ana", code="budget-village-fund")
    longer = study.recode(changed, coder="ana", end=study.codings(["ana"]).iloc[0]["end"] + 1)
    row = study.codings(["ana"]).iloc[0]
    assert (row["id"], row["code"], row["quote"], row["memo"]) == (longer, "budget-village-fund", "KTP.", "Kartu")
    study.undo("ana")
    study.undo("ana")
    assert standing(study) == [made]


def test_taking_back_a_change_that_was_changed_again_brings_no_double(study: Study) -> None:
    (made,) = coded(study, "KTP")
    second = study.recode(made, coder="ana", code="budget-village-fund")
    third = study.recode(second, coder="ana", end=study.codings(["ana"]).iloc[0]["end"] + 1)
    study.retract(second, coder="ana")
    assert standing(study) == [third]


def test_nobody_takes_back_or_replaces_what_another_made(study: Study) -> None:
    (made,) = coded(study, "KTP")
    forged = new_event("retract", "budi", "int-1", codebook=1, of=made)
    append_events(study.folder.event_file("budi", "int-1"), [forged])
    assert study.codings()["id"].tolist() == [made]
    with pytest.raises(CodingError, match="budi has no standing coding"):
        study.recode(made, coder="budi", code="services")


def test_memos_on_the_study_and_on_codes_need_no_document(study: Study) -> None:
    study.memo("Jenuh?", coder="ana")
    study.memo("Terlalu lebar", coder="ana", of="code:services")
    memos = placing.state_of(study.folder, ["ana"]).memos
    assert [(memo.of, memo.document) for memo in memos] == [("study", None), ("code:services", None)]
    assert (study.root / "corpus/codings/ana/_study.jsonl").exists()


@pytest.mark.parametrize(
    ("of", "error", "message"),
    [
        ("code:servics", CodebookError, "services"),
        ("nonsense", CodingError, "nonsense"),
        ("document", CodingError, "which"),
    ],
)
def test_a_memo_on_nothing_is_refused(study: Study, of: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        study.memo("x", coder="ana", of=of)
