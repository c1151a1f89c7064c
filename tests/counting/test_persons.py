"""Who counts as a person: once each, never a label, and a group interview as one group."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qualitative.counting.persons import count_persons, equal_labels, person_of, speakers
from qualitative.model import Document, Evidence


def talk(id: str, speakers: dict[str, str], persons: dict[str, str | None] | None = None, **more: Any) -> Document:
    fields: dict[str, Any] = {"kind": "interview", "provenance": "fieldwork", "case": "north", **more}
    text = "".join(f"{label}: Words.\n" for label in speakers)
    return Document(id, date="2024", language="en", text=text, speakers=speakers, persons=persons or {}, **fields)


def note(id: str, *informants: str, work: str | None = "smith-2020") -> Document:
    entries = tuple(Evidence(n, "informant", informant=name) for n, name in enumerate(informants, 1))
    text = "\n\n".join(f"Note {name}." for name in informants)
    source = {"work": work} if work else {}
    return Document(id, "document", "published", "north", "2020", "en", text, source=source, evidence=entries)


def counted(*documents: Document) -> dict[str, int]:
    return count_persons(speakers(documents)).iloc[0].to_dict()


BOTH = {"P": "interviewer", "A": "informant"}


def test_a_label_without_a_person_is_a_person_of_its_own_in_each_document() -> None:
    assert counted(talk("one", BOTH), talk("two", BOTH)) == {"persons": 2, "groups": 0, "in_groups": 0, "nobody": 0}


def test_one_person_under_several_labels_is_one() -> None:
    documents = [talk(f"t{n}", {"P": "interviewer", f"A{n}": "informant"}, {f"A{n}": "ani"}) for n in (1, 2, 3)]
    assert counted(*documents)["persons"] == 1


def test_nobody_is_no_person_and_interviewers_are_none_either() -> None:
    found = counted(talk("one", {**BOTH, "?": "informant"}, {"?": None}))
    assert found == {"persons": 1, "groups": 0, "in_groups": 0, "nobody": 1}


def test_the_informants_of_a_work_are_its_initials_wherever_they_are_reported() -> None:
    assert counted(note("pub-1", "NH", "AS"), note("pub-2", "NH"))["persons"] == 2
    # the same initials in another work, or in a note of no work, are somebody else
    assert (
        counted(note("pub-1", "NH"), note("pub-2", "NH", work="jones-2021"), note("n-3", "NH", work=None))["persons"]
        == 3
    )


def test_a_label_like_na_is_a_label() -> None:
    found = speakers([talk("one", {"P": "interviewer", "NA": "informant", "No": "informant", "1E5": "informant"})])
    assert found["speaker"].tolist() == ["NA", "No", "1E5"]
    assert count_persons(found)["persons"].item() == 3
    assert person_of(note("pub", "NA"), "NA") is None  # a note has no labels


def test_in_a_group_interview_the_unit_is_the_group_and_its_persons_are_beside() -> None:
    group = {"M": "interviewer", "F1": "informant", "F2": "informant"}
    found = counted(
        talk("g1", group, kind="group"), talk("g2", group, {"F1": "ani"}, kind="group"), talk("t", BOTH, {"A": "ani"})
    )
    # ani is a person by herself in her own interview, and one of four who spoke in groups
    assert found == {"persons": 1, "groups": 2, "in_groups": 4, "nobody": 0}


def test_counts_by_code_and_case_are_of_distinct_persons() -> None:
    rows = pd.DataFrame({
        "code": ["x", "x", "x", "y"], "document": ["one", "one", "two", "two"], "kind_of_document": "interview",
        "role": ["informant", "informant", "informant", "interviewer"], "person": ["ani", "ani", "ani", None],
    })  # fmt: skip
    assert count_persons(rows, ["code"])["persons"].to_dict() == {"x": 1}
    assert count_persons(rows.iloc[:0])["persons"].item() == 0


def test_equal_labels_of_one_case_without_a_person_are_told() -> None:
    found = equal_labels(speakers([talk("one", BOTH), talk("two", BOTH, {"A": "ani"}), talk("three", BOTH)]))
    assert found.to_dict("records") == [{"case": "north", "speaker": "A", "speakers": 3, "identified": 1}]


def test_equal_labels_are_not_told_where_all_are_named_or_the_cases_differ() -> None:
    named = [talk("one", BOTH, {"A": "ani"}), talk("two", BOTH, {"A": "budi"})]
    assert equal_labels(speakers(named)).empty
    assert equal_labels(speakers([talk("one", BOTH), talk("two", BOTH, case="south")])).empty


def test_a_document_of_a_survey_is_one_respondent_whatever_its_columns_are() -> None:
    survey = {"What hinders?": "informant", "What helps?": "informant"}
    assert counted(talk("r1", survey, kind="survey"), talk("r2", survey, kind="survey"))["persons"] == 2
