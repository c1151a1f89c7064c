"""The panel's session, without a page: every change is on disk when its answer is given, and positions turn at the border."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.amend import correct
from qualitative.codings.events import code_event
from qualitative.codings.imported import as_imported
from qualitative.codings.log import append_events
from qualitative.errors import QualitativeError
from qualitative.folder import acts, placing
from qualitative.panel import opening_choice
from qualitative.panel.answers import handle
from qualitative.panel.session import Session
from qualitative.panel.views import opening
from qualitative.text.turns import turns_of


@pytest.fixture
def session(study: Study) -> Session:
    return at_work(study)


def at_work(study: Study, coder: str = "ana", **more: Any) -> Session:
    """A session whose page has opened."""
    session = Session(study.folder, "int-1", coder, **more)
    opening(session)
    return session


def units(session: Session, words: str) -> tuple[int, int]:
    """Where words lie, as a browser counts."""
    text = session.document.text
    before = text[: text.index(words)]
    return tuple(len(part.encode("utf-16-le")) // 2 for part in (before, before + words))


def give(session: Session, code: str, words: str) -> str:
    """Give a code to words; the coding's id."""
    answer = handle(session, {"kind": "apply", "items": [[code, *units(session, words)]]})
    return answer["ids"][0]


def on_disk(study: Study) -> list[tuple[str, str]]:
    """What a fresh reading of the files finds."""
    table = Study.open(study.root).codings(["ana"])
    return list(zip(table["code"], table["quote"], strict=True))


def test_positions_after_an_emoji_reach_the_words_that_were_chosen(study: Study, session: Session) -> None:
    give(session, "budget-village-fund", "Dananya dari desa.")
    give(session, "services", "KTP. 😀")
    assert set(on_disk(study)) == {("budget-village-fund", "Dananya dari desa."), ("services", "KTP. 😀")}


def test_half_an_emoji_is_refused_and_nothing_is_written(study: Study, session: Session) -> None:
    start, end = units(session, "😀")
    with pytest.raises(QualitativeError, match="UTF-16"):
        handle(session, {"kind": "apply", "items": [["services", start, end - 1]]})
    assert on_disk(study) == []


def test_the_same_code_on_the_same_words_twice_is_one_coding(study: Study, session: Session) -> None:
    assert give(session, "services", "KTP") == give(session, "services", "KTP")
    assert len(on_disk(study)) == 1


def test_one_message_may_code_several_turns_and_one_undo_takes_them_back(study: Study, session: Session) -> None:
    items = [["services", *units(session, words)] for words in ("dilayani", "KTP")]
    handle(session, {"kind": "apply", "items": items})
    assert len(on_disk(study)) == 2
    answer = handle(session, {"kind": "undo"})
    assert (len(answer["gone"]), [event["event"] for event in answer["what"]]) == (2, ["code", "code"])
    assert on_disk(study) == []
    assert len(handle(session, {"kind": "redo"})["put"]) == 2


def test_an_answer_tells_what_changed_and_not_the_whole_list(session: Session) -> None:
    give(session, "services", "dilayani")
    id = give(session, "services", "KTP")
    start, _ = units(session, "urus")
    answer = handle(session, {"kind": "recode", "id": id, "start": start})
    assert ([shape["start"] for shape in answer["put"]], answer["gone"]) == ([start], [id])
    answer = handle(session, {"kind": "retract", "id": answer["id"]})
    assert (answer["put"], len(answer["gone"])) == ([], 1)


@pytest.mark.parametrize("of", ["coding", "document", "code:services"])
def test_memos_are_kept_with_what_they_are_on(session: Session, of: str) -> None:
    id = give(session, "services", "KTP")
    of = id if of == "coding" else of
    memos = handle(session, {"kind": "memo", "of": of, "note": "perlu dicek"})["memos"]
    assert [(memo["of"], memo["note"]) for memo in memos] == [(of, "perlu dicek")]


def test_a_memo_on_a_segment_keeps_its_place(session: Session) -> None:
    start, end = units(session, "Dananya")
    memos = handle(session, {"kind": "memo", "start": start, "end": end, "note": "dari mana?"})["memos"]
    assert [(memo["start"], memo["end"]) for memo in memos] == [(start, end)]


def test_others_are_hidden_until_asked_for_and_then_nothing_is_blind(study: Study, session: Session) -> None:
    study.apply("services", "int-1", 20, 24, coder="budi")
    give(session, "services", "KTP")
    shown = handle(session, {"kind": "others", "coders": ["budi"]})
    assert [shape["coder"] for shape in shown["others"]] == ["budi"]
    give(session, "services", "desa")
    assert study.codings(["ana"]).set_index("quote")["blind"].to_dict() == {"KTP": True, "desa": False}


def test_a_document_is_marked_done_and_unmarked(study: Study, session: Session) -> None:
    assert handle(session, {"kind": "done", "done": True})["done"] is True
    assert placing.state_of(study.folder, ["ana"]).done == {("ana", "int-1", 1): [(0, len(session.document.text))]}
    assert handle(session, {"kind": "done", "done": False})["done"] is False


def test_a_new_code_is_an_operation_of_the_history(study: Study, session: Session) -> None:
    fields = {
        "name": {"id": "Kartu sehat"},
        "parent": "services",
        "definition": {"id": "Kartu."},
        "why": "sering disebut",
    }
    answer = handle(session, {"kind": "add-code", **fields})
    assert (answer["code"], answer["version"]) == ("kartu-sehat", 2)
    assert study.codebook["kartu-sehat"].parent == "services"
    assert "sering disebut" in (study.root / "codebook/history/ana.jsonl").read_text()
    assert handle(session, {"kind": "add-code", "name": {"id": "Kartu Sehat!"}})["code"] == "kartu-sehat-2"


def table_of(study: Study, words: str, code: str) -> Any:
    import pandas as pd

    start = study.document("int-1").text.index(words)
    row = {"document": "int-1", "start": start, "end": start + len(words), "quote": words, "code": code}
    return pd.DataFrame([{**row, "probability": 0.9, "reasons": ["dana desa"], "model": "tfidf-lr"}])


def test_an_accepted_suggestion_says_so_and_a_rejected_one_stays_away(study: Study) -> None:
    session = at_work(
        study, suggest=lambda document, least: table_of(study, "Dananya dari desa.", "budget-village-fund")
    )
    (one,) = handle(session, {"kind": "suggestions"})["suggestions"]
    assert (one["p"], one["reasons"]) == (0.9, ["dana desa"])
    about = {"model": one["model"], "p": one["p"]}
    handle(session, {"kind": "apply", "items": [[one["code"], one["start"], one["end"]]], "suggestion": about})
    event = json.loads((study.root / "corpus/codings/ana/int-1.jsonl").read_text())
    assert (event["suggestion"], event["blind"]) == ({**about, "drawn": "offered"}, ["suggestions"])
    place = {key: one[key] for key in ("start", "end", "code")}
    handle(session, {"kind": "reject", **place, "suggestion": about})
    assert handle(session, {"kind": "suggestions"})["suggestions"] == []


def test_weaker_suggestions_are_counted_and_shown_only_when_asked_for(study: Study) -> None:
    def suggest(document: str, least: float) -> Any:
        return (
            table_of(study, "Dananya dari desa.", "budget-village-fund")
            .assign(probability=0.3)
            .iloc[: int(least < 0.3)]
        )

    session = at_work(study, suggest=suggest)
    answer = handle(session, {"kind": "suggestions"})
    assert (answer["suggestions"], answer["weaker"], answer["open"], answer["blind"]) == ([], 1, True, True)
    answer = handle(session, {"kind": "suggestions", "weaker": True})
    assert ([one["p"] for one in answer["suggestions"]], answer["weaker"], answer["blind"]) == ([0.3], 1, False)


def test_what_was_seen_stays_seen_when_the_panel_is_opened_again(study: Study) -> None:
    session = at_work(study, suggest=lambda document, least: table_of(study, "KTP", "services"))
    handle(session, {"kind": "suggestions"})
    handle(session, {"kind": "done", "done": True})
    again = at_work(study)
    assert not again.blind and at_work(study, round=2).blind and at_work(study, coder="budi").blind
    give(again, "services", "KTP")
    assert study.codings(["ana"])["blind"].tolist() == [False]


def test_where_nobody_knows_what_was_seen_the_next_coding_says_so(study: Study) -> None:
    study.apply("services", "int-1", 20, 24, coder="ana", blind=False)
    session = at_work(study)
    give(session, "services", "desa")
    assert not session.blind
    assert [coding.visible for coding in placing.state_of(study.folder).codings.values()] == [None, None]


def test_what_was_seen_elsewhere_is_not_seen_here(study: Study) -> None:
    made = code_event(study.document("int-1"), "ana", "services", 20, 24, codebook=1, blind=None)
    foreign = {"tool": "taguette", "file": "a.sqlite3", "id": "7"}
    append_events(study.folder.event_file("ana", "int-1"), [as_imported(made, foreign, "2019-01-01T00:00:00Z")])
    assert at_work(study).blind


@pytest.mark.parametrize("done", [False, True])
def test_no_suggestion_because_all_is_done_differs_from_none_for_what_is_open(study: Study, done: bool) -> None:
    session = at_work(study, suggest=lambda document, least: table_of(study, "KTP", "services").iloc[:0])
    if done:
        handle(session, {"kind": "done", "done": True})
    answer = handle(session, {"kind": "suggestions"})
    assert (answer["suggestions"], answer["weaker"], answer["open"]) == ([], 0, not done)


def test_a_message_for_another_document_lands_on_that_one(study: Study, session: Session) -> None:
    text = (study.root / "corpus/transcripts/int-1.md").read_text().replace("id: int-1", "id: int-2")
    (study.root / "corpus/transcripts/int-2.md").write_text(text)
    study.folder.refresh()
    place = units(session, "KTP")
    handle(session, {"kind": "apply", "document": "int-2", "items": [["services", *place]]})
    assert study.codings(["ana"])["document"].tolist() == ["int-2"]


def test_what_cannot_be_written_is_refused_with_its_reason(study: Study, session: Session) -> None:
    (study.root / "corpus/codings").write_text("a file stands where a folder should")
    with pytest.raises(QualitativeError, match="not saved"):
        give(session, "services", "KTP")


def test_an_unknown_message_names_the_nearest(session: Session) -> None:
    with pytest.raises(QualitativeError, match="did you mean undo"):
        handle(session, {"kind": "undoo"})


def test_without_names_the_first_person_gets_the_first_open_interview(study: Study) -> None:
    assert opening_choice(study.folder, None, None) == ("int-1", "ana")
    with pytest.raises(QualitativeError, match="did you mean int-1"):
        opening_choice(study.folder, "int-11", None)


def lose_words(study: Study) -> Session:
    """A session on a text whose correction took a coding's words away."""
    at = study.document("int-1").text.index("Dananya")
    study.apply("services", "int-1", at, at + len("Dananya dari desa"), coder="ana")
    path = study.root / "corpus/transcripts/int-1.md"
    new = path.read_text(encoding="utf-8").replace("Dananya dari desa", "Uangnya belum jelas")
    correct(study.folder, "int-1", new, by="ana", why="misheard")
    return at_work(Study.open(study.root))


def test_a_lost_coding_is_listed_until_it_is_placed_and_undo_lists_it_again(study: Study) -> None:
    session = lose_words(study)
    (lost,) = session.lost()
    assert lost["quote"] == "Dananya dari desa" and lost["near"] is not None
    start, end = units(session, "Uangnya belum jelas")
    answer = handle(session, {"kind": "place", "id": lost["id"], "start": start, "end": end})
    assert answer["lost"] == [] and [(c["start"], c["end"]) for c in answer["put"]] == [(start, end)]
    assert on_disk(study) == [("services", "Uangnya belum jelas")]
    assert [one["id"] for one in handle(session, {"kind": "undo"})["lost"]] == [lost["id"]]


def test_a_lost_coding_is_let_go_of(study: Study) -> None:
    session = lose_words(study)
    assert handle(session, {"kind": "retire", "id": session.lost()[0]["id"]})["lost"] == []
    assert Study.open(study.root).lost() == [] and on_disk(study) == []


def test_a_retired_code_is_refused_and_can_be_restored(study: Study, session: Session) -> None:
    study.revise([{"op": "retire", "id": "services"}], by="ana", why="too wide")
    with pytest.raises(QualitativeError, match="'services' is retired in version 2; restore it"):
        give(session, "services", "KTP")
    answer = handle(session, {"kind": "restore-code", "code": "services"})
    assert answer["version"] == 3 and not next(c for c in answer["codes"] if c["id"] == "services")["retired"]
    give(session, "services", "KTP")


def test_a_transcript_opens_before_notes_on_an_interview(study: Study) -> None:
    note = "---\nid: a-note\nkind: interview\nprovenance: fieldwork\ncase: north\ndate: 2024-05\nlanguage: id\n---\nCatatan.\n"
    (study.root / "corpus/documents/a-note.md").write_text(note, encoding="utf-8")
    assert opening_choice(Study.open(study.root).folder, None, "ana")[0] == "int-1"


def another_text_is_corrected(study: Study) -> str:
    """A coding of ana whose words a correction took away; its id."""
    return lose_words(study).lost()[0]["id"]


def test_a_decision_of_another_coder_reaches_the_panel(study: Study) -> None:
    lost = another_text_is_corrected(study)
    study = Study.open(study.root)
    start = study.document("int-1").text.index("Uangnya")
    acts.place(study.folder, "budi", lost, start, start + len("Uangnya"))
    session = at_work(Study.open(study.root))
    assert session.lost() == []
    assert [shape["start"] for shape in session.shown.values()] == [units(session, "Uangnya")[0]]


def test_what_another_coder_let_go_of_is_asked_for_no_more(study: Study) -> None:
    lost = another_text_is_corrected(study)
    acts.let_go(Study.open(study.root).folder, "budi", lost)
    session = at_work(Study.open(study.root))
    assert (session.lost(), session.shown) == ([], {})


def test_the_page_offers_suggestions_where_somebody_makes_them(study: Study) -> None:
    without = Session(study.folder, "int-1", "ana")
    made = Session(study.folder, "int-1", "ana", suggest=lambda document, least: table_of(study, "KTP", "services"))
    assert (opening(without)["can"], opening(made)["can"]) == ({"suggest": False}, {"suggest": True})


def test_a_message_that_lacks_something_names_it(session: Session) -> None:
    with pytest.raises(QualitativeError, match="the message 'place' lacks end, start; reload the page"):
        handle(session, {"kind": "place", "id": "x"})


def a_person(study: Study) -> str:
    return "me" if study.root == ROOT else "coder-one"


@on_both()
def test_every_document_of_a_study_opens_with_its_turns_and_codes(either: Study) -> None:
    session = Session(either.folder, next(iter(either.folder.documents)), a_person(either))
    for name, document in either.folder.documents.items():
        session.open(name)
        shape = opening(session)
        turns = turns_of(document)
        back = session.border.back
        assert [(back(start), back(end)) for start, end, *_ in shape["document"]["turns"]] == [
            (t.start, t.end) for t in turns
        ]
        assert [turn[3] for turn in shape["document"]["turns"]] == [turn.speaker for turn in turns]
        usable = [code["id"] for code in shape["codes"] if code["usable"]]
        assert sorted(usable) == sorted(either.codebook.usable())
        mine = {
            c.id for c in placing.state_of(either.folder, [a_person(either)]).codings.values() if c.document == name
        }
        assert {coding["id"] for coding in shape["codings"]} == mine
        assert json.dumps(shape)


def test_the_panel_speaks_the_language_of_the_study(second: Study) -> None:
    shape = opening(Session(second.folder, "int-a-owner", "coder-one"))
    assert shape["language"] == "en"
    assert all(set(code["name"]) == {"en"} for code in shape["codes"])


def test_an_open_document_of_the_second_study_is_coded_and_undone(second_study: Study) -> None:
    session = Session(second_study.folder, "doc-f-letter", "coder-two", round=2)
    opening(session)
    start, end = units(session, "Yields are visible to our buyers.")
    handle(session, {"kind": "apply", "items": [["distrust", start, end]]})
    handle(session, {"kind": "done", "done": True})
    fresh = Study.open(second_study.root)
    assert ("coder-two", "doc-f-letter", 2) in placing.state_of(fresh.folder, ["coder-two"]).done
    assert "doc-f-letter" in set(fresh.codings(["coder-two"])["document"])
    for _ in range(2):
        handle(session, {"kind": "undo"})
    left = Study.open(second_study.root)
    assert "doc-f-letter" not in set(left.codings(["coder-two"])["document"])
    assert ("coder-two", "doc-f-letter", 2) not in placing.state_of(left.folder, ["coder-two"]).done
