"""Questions of the guide are linked to turns, so that a denominator says whether it is of all, of those asked, or of those who answered."""

from __future__ import annotations

import pytest

from qualitative.counting.asked import asked, denominators
from qualitative.counting.guide import Question, parse_guide
from qualitative.counting.persons import speakers
from qualitative.errors import DocumentError
from qualitative.model import Document


def talk(id: str, *turns: tuple[str, str], kind: str = "interview") -> Document:
    labels = {label: "interviewer" if label == "P" else "informant" for label, _ in turns}
    text = "".join(f"{label}: {words}\n" for label, words in turns)
    return Document(id, kind, "fieldwork", "north", "2024", "en", text, speakers=labels)


def question(id: str = "start", **more: object) -> Question:
    return parse_guide([{"id": id, "text": {"en": "How did it start?"}, **more}])[0]


ONE = talk("one", ("P", "How did it start?"), ("A", "No."), ("P", "What about money, then?"), ("A", "There was none."))
TWO = talk(
    "two", ("P", "How did it start?"), ("A", "[silence]"), ("P", "Mm."), ("A", "…"), ("P", "Let us go on with another.")
)
GROUP = talk("g", ("P", "How did it start?"), ("F1", "With a truck."), ("F2", "Mm."), ("F3", "[nods]"), kind="group")


def test_all_asked_and_answered_are_three_numbers() -> None:
    three = talk("three", ("P", "Something else?"), ("A", "Yes."))
    documents = [ONE, TWO, three, GROUP]
    questions = [question(turns={"one": [1], "two": [1], "g": [1]})]
    table = denominators(questions, asked(questions, documents), speakers(documents))
    assert table.loc["start"].to_dict() == {
        "all": 3, "asked": 2, "answered": 1, "groups_all": 1, "groups_asked": 1, "groups_answered": 1
    }  # fmt: skip


def test_a_short_answer_is_an_answer_and_silence_is_none() -> None:
    found = asked([question(turns={"one": [1], "two": [1], "g": [1]})], [ONE, TWO, GROUP])
    assert found.set_index("person")["answered"].to_dict() == {
        "one#A": True, "two#A": False, "g#F1": True, "g#F2": True, "g#F3": False
    }  # fmt: skip


def test_an_answer_comes_before_the_interviewer_asks_again() -> None:
    late = talk(
        "late", ("P", "How did it start?"), ("P", "Or rather, who came here?"), ("A", "The head of the village.")
    )
    assert asked([question(turns={"late": [1]})], [late])["answered"].tolist() == [False]
    assert asked([question(turns={"late": [1, 2]})], [late])["answered"].tolist() == [True]


def test_where_the_guide_does_not_say_where_it_was_asked_only_all_is_known() -> None:
    questions = [question()]
    row = denominators(questions, asked(questions, [ONE]), speakers([ONE, GROUP])).loc["start"]
    assert (row["all"], row["groups_all"]) == (1, 1)
    assert row[["asked", "answered", "groups_asked", "groups_answered"]].isna().all()


def test_a_column_of_a_survey_is_asked_of_each_respondent_and_answered_where_it_is_filled() -> None:
    filled = talk("r1", ("What hinders", "The queue."), ("What helps", "More staff."), kind="survey")
    empty = talk("r2", ("What hinders", "–"), ("What helps", "Nothing."), kind="survey")
    found = asked([question(columns=["What hinders"])], [filled, empty])
    assert found.set_index("document")["answered"].to_dict() == {"r1": True, "r2": False}


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ({"on": [1]}, "document 'on', which is not in the corpus; did you mean one"),
        ({"one": [9]}, "turn 9 of one, which has 4 turns; correct the number"),
        ({"one": [2]}, "turn 2 of one, which no interviewer speaks; correct the number"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error(turns: dict[str, list[int]], message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        asked([question(turns=turns)], [ONE])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("start", "not a list of questions"),
        ([{"id": "Start", "text": {"en": "?"}}], "question 1 has the id 'Start'; use a–z"),
        ([{"id": "a", "text": {"en": "?"}}] * 2, "question 'a' stands twice"),
        ([{"id": "a", "text": {"en": "?"}, "turn": {}}], "unknown key 'turn'; did you mean turns?"),
        ([{"id": "a", "text": "How?"}], "text 'How\\?' must map languages to texts"),
        ([{"id": "a", "text": {"en": "?"}, "turns": {"one": ["first"]}}], "must map documents to numbers of turns"),
        ([{"id": "a", "text": {"en": "?"}, "codes": "x"}], "codes 'x' is not a list of names"),
    ],
)
def test_a_wrong_guide_is_told_with_the_question_that_is_wrong(data: object, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        parse_guide(data)


def test_no_guide_is_no_question() -> None:
    assert parse_guide(None) == []
