"""Undo and redo at the panel: all acts of this sitting, wherever they lie, and nothing older or of another page."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.folder import placing
from qualitative.panel.answers import handle
from qualitative.panel.session import Session

from .test_session import at_work, give, on_disk, units


@pytest.fixture
def session(study: Study) -> Session:
    return at_work(study)


def act(session: Session, kind: str, **more: object) -> dict:
    return handle(session, {"kind": kind, "document": session.document.id, **more})


def test_nothing_of_an_earlier_sitting_is_taken_back(study: Study) -> None:
    give(at_work(study), "services", "KTP")
    session = at_work(study)
    assert act(session, "undo") == {"ok": True, "what": []}
    assert len(on_disk(study)) == 1


def test_nor_is_what_the_same_coder_does_on_another_page_meanwhile(study: Study, session: Session) -> None:
    give(session, "services", "dilayani")
    give(at_work(study), "services", "KTP")
    assert [one["quote"] for one in act(session, "undo")["what"]] == ["dilayani"]
    assert act(session, "undo")["what"] == []
    assert [quote for _, quote in on_disk(study)] == ["KTP"]


def test_a_new_code_is_undone_before_the_coding_that_was_given_earlier(study: Study, session: Session) -> None:
    give(session, "services", "KTP")
    added = act(session, "add-code", name={"en": "Waiting", "id": "Antre"})
    answer = act(session, "undo")
    assert [(one["event"], one["code"]) for one in answer["what"]] == [("retire", "waiting")]
    shapes = {shape["id"]: shape for shape in answer["codes"]}
    assert added["code"] == "waiting" and not shapes["waiting"]["usable"] and len(on_disk(study)) == 1
    assert Study.open(study.root).codebook["waiting"].retired
    assert [one["event"] for one in act(session, "redo")["what"]] == ["restore"]
    assert not Study.open(study.root).codebook["waiting"].retired
    act(session, "undo")
    assert [one["quote"] for one in act(session, "undo")["what"]] == ["KTP"]
    assert on_disk(study) == []


def test_undo_goes_to_the_document_where_the_act_lies(second_study: Study) -> None:
    session = Session(second_study.folder, "doc-f-letter", "coder-two", round=2)
    start, end = units(session, "Yields are visible to our buyers.")
    act(session, "apply", items=[["distrust", start, end]])
    handle(session, {"kind": "open", "document": "doc-d-memo"})
    answer = act(session, "undo")
    assert answer["opened"]["document"]["id"] == "doc-f-letter" and answer["opened"]["codings"] == []
    (one,) = answer["what"]
    assert (one["event"], one["start"], one["end"]) == ("code", start, end)
    assert session.document.id == "doc-f-letter"
    handle(session, {"kind": "open", "document": "doc-d-memo"})
    assert [c["code"] for c in act(session, "redo")["opened"]["codings"]] == ["distrust"]


def test_memos_marks_and_what_was_taken_back_are_undone_in_their_order(second_study: Study) -> None:
    session = Session(second_study.folder, "doc-f-letter", "coder-two", round=2)
    id = act(session, "apply", items=[["distrust", *units(session, "Yields are visible to our buyers.")]])["ids"][0]
    act(session, "memo", of=id, note="ask again")
    act(session, "done", done=True)
    act(session, "retract", id=id)
    seen = [[one["event"] for one in act(session, "undo")["what"]] for _ in range(5)]
    assert seen == [["retract"], ["done"], ["memo"], ["code"], []]
    state = placing.state_of(Study.open(second_study.root).folder, ["coder-two"])
    assert ("coder-two", "doc-f-letter", 2) not in state.done and id not in state.codings
    again = [[one["event"] for one in act(session, "redo")["what"]] for _ in range(5)]
    assert again == [["code"], ["memo"], ["done"], ["retract"], []]


def test_after_something_new_nothing_is_done_again(session: Session) -> None:
    give(session, "services", "KTP")
    act(session, "undo")
    give(session, "services", "dilayani")
    assert act(session, "redo") == {"ok": True, "what": []}


def test_what_was_taken_back_otherwise_is_passed_over(study: Study, session: Session) -> None:
    give(session, "services", "dilayani")
    id = give(session, "services", "KTP")
    study.retract(id, coder="ana")
    assert [one["quote"] for one in act(session, "undo")["what"]] == ["dilayani"]
    assert on_disk(study) == []
