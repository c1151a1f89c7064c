"""What is counted are places: statements of a work, and in talks what somebody says in one go."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from qualitative.counting.backchannel import BackChannel
from qualitative.counting.passages import passages
from qualitative.counting.places import count_places, touched
from qualitative.model import Document, Evidence


def talk(*turns: tuple[str, str], id: str = "t", **more: Any) -> Document:
    labels = {label: "interviewer" if label == "P" else "informant" for label, _ in turns}
    text = "".join(f"{label}: {words}\n" for label, words in turns)
    fields: dict[str, Any] = {
        "kind": "interview",
        "provenance": "fieldwork",
        "case": "north",
        "speakers": labels,
        **more,
    }
    return Document(id, date="2024", language="en", text=text, **fields)


def note(*entries: Evidence, id: str = "n", case: str = "north") -> Document:
    text = "\n\n".join(f"Paragraph {entry.paragraph}." for entry in entries)
    return Document(id, "document", "published", case, "2020", "en", text, source={"work": "w"}, evidence=entries)


def says(paragraph: int, statement: str | None, role: str | None = "result", **more: Any) -> Evidence:
    return Evidence(paragraph, more.pop("basis", "author"), statement=statement, role=role, **more)


def places(document: Document, **options: int) -> list[str]:
    return passages([document], BackChannel(**options))["place"].tolist()


def coded(*segments: tuple[str, int, int, str], passages: pd.DataFrame) -> pd.DataFrame:
    """Codings of whole paragraphs or turns: (document, first passage, last passage, code)."""
    rows = []
    for number, (document, first, last, code) in enumerate(segments):
        here = passages[passages["document"] == document].set_index("n")
        rows.append((f"{number:02}", document, here["start"][first], here["end"][last], code))
    return pd.DataFrame(rows, columns=["id", "document", "start", "end", "code"])


@pytest.mark.parametrize(
    ("text", "is_back"),
    [
        ("Mm.", True), ("Mm-hm, yes.", True), ("Ya, betul sekali", True), ("[laughs]", True), ("(nods) Right.", True), ("…", True),
        ("对对对", True), ("जी हाँ", True), ("Why?", False), ("为什么？", False), ("In 2019.", False), ("Three", True),
        ("We never had any money.", False), ("我们没有钱修路", False), ("Incomprehensibilities", False),
        ("one two three", True), ("one two three x", False), ("abcdefghijklmnop", True), ("abcdefghijklmnopq", False),
    ],
)  # fmt: skip
def test_a_back_channel_is_told_by_its_form(text: str, is_back: bool) -> None:
    assert BackChannel()(text) is is_back


def test_a_run_is_parted_by_no_back_channel() -> None:
    document = talk(
        ("A", "The fund came late."), ("P", "Mm-hm."), ("A", "So we waited."), ("P", "And then?"), ("A", "It came.")
    )
    assert places(document) == ["t@1", "t@2", "t@1", "t@4", "t@5"]


def test_neighbouring_turns_of_one_speaker_are_one_run() -> None:
    assert places(talk(("A", "One long sentence here."), ("A", "And its end."))) == ["t@1", "t@1"]


def test_who_listens_with_a_word_and_then_goes_on_begins_a_run_with_it() -> None:
    document = talk(
        ("A", "The fund came late."), ("B", "Yes."), ("B", "It came in the month of May."), ("A", "So we waited.")
    )
    assert places(document) == ["t@1", "t@2", "t@2", "t@4"]


def test_a_talk_that_begins_with_a_word_begins_a_run() -> None:
    assert places(talk(("P", "Yes."), ("A", "Well, it all began with the fund."))) == ["t@1", "t@2"]


def test_how_short_a_back_channel_is_can_be_said() -> None:
    document = talk(("A", "The fund came late."), ("P", "Yes, I see that."), ("A", "So we waited."))
    assert places(document) == ["t@1", "t@2", "t@3"]
    assert places(document, words=4) == ["t@1", "t@2", "t@1"]
    assert places(document, words=0) == ["t@1", "t@2", "t@3"]


def test_a_statement_is_one_place_wherever_it_is_reported() -> None:
    table = passages([note(says(1, "F-funds"), says(2, "F-rules")), note(says(1, "F-funds"), id="m")])
    assert table["place"].tolist() == ["w:F-funds", "w:F-rules", "w:F-funds"]


def test_a_restatement_counts_with_what_it_restates_through_as_many_steps_as_there_are() -> None:
    table = passages([note(
        says(1, "F-funds"), says(2, "C-funds", "restatement", restates="F-funds"), says(3, "A-funds", "restatement", restates="C-funds"),
        says(4, None, "restatement", restates="F-funds"),
    )])  # fmt: skip
    assert set(table["place"]) == {"w:F-funds"}
    assert table["finding"].all()


def test_restatements_in_a_circle_or_of_nothing_known_are_no_endless_loop_and_no_result() -> None:
    table = passages([note(
        says(1, "a", "restatement", restates="b"), says(2, "b", "restatement", restates="a"), says(3, "c", "restatement", restates="gone")
    )])  # fmt: skip
    assert table["place"].tolist() == ["w:a", "w:b", "w:gone"]
    assert not table["finding"].any()


def test_only_results_count_in_findings_and_what_does_not_say_its_role_counts() -> None:
    table = passages([note(
        says(1, "a"), says(2, "b", "background"), says(3, "c", "recommendation"), says(4, "d", "restatement", restates="b"), says(5, None, None)
    )])  # fmt: skip
    assert table["finding"].tolist() == [True, False, False, False, True]


def test_the_place_person_and_statement_of_a_passage_are_in_its_row() -> None:
    entry = says(1, "F-funds", basis="informant", informant="NH", case=("south", "east"), date="2018-11")
    row = passages([note(entry)]).iloc[0]
    assert (row["person"], row["statement"], row["reports"], row["cases"], row["date"]) == ("w/NH", "F-funds", "result", ("south", "east"), "2018-11")  # fmt: skip


def test_four_segments_on_one_sentence_are_one_place() -> None:
    table = passages(
        [note(says(1, "F-funds"), says(2, "C-funds", "restatement", restates="F-funds"), says(3, "X", "background"))]
    )
    rows = touched(coded(*[("n", 1, 1, "x")] * 3, ("n", 2, 2, "x"), ("n", 3, 3, "x"), passages=table), table)
    found = count_places(rows)
    assert found.loc["x", ["places", "statements", "segments"]].tolist() == [1, 1, 4]
    assert count_places(rows, findings=False).loc["x", "places"] == 2


def test_a_statement_on_two_cases_counts_in_both_and_once_in_all() -> None:
    table = passages([note(says(1, "a", case=("north", "south")), says(2, "b"))])
    rows = touched(coded(("n", 1, 1, "x"), ("n", 2, 2, "x"), passages=table), table)
    by_case = count_places(rows, ["code", "case"])["places"].to_dict()
    assert by_case == {("x", "north"): 2, ("x", "south"): 1}
    assert count_places(rows).loc["x", "places"] == 2


def test_a_coding_over_two_passages_counts_in_both() -> None:
    table = passages([note(says(1, "a"), says(2, "b"))])
    rows = touched(coded(("n", 1, 2, "x"), passages=table), table)
    assert rows["statement"].tolist() == ["a", "b"]
    assert count_places(rows).loc["x", ["places", "segments"]].tolist() == [2, 1]


def test_a_label_with_nothing_said_is_touched_by_nothing() -> None:
    table = passages([talk(("A", "One."), ("B", ""), ("A", "And two of them."))])
    whole = pd.DataFrame([("01", "t", 0, 100, "x")], columns=["id", "document", "start", "end", "code"])
    assert touched(whole, table)["n"].tolist() == [1, 3]


def test_codes_rank_by_persons_before_places() -> None:
    one = talk(("A", "The fund came late."), ("P", "Why was that so?"), ("A", "Nobody knew at all."), id="one")
    two = talk(("B", "The fund came late."), id="two")
    table = passages([one, two])
    # y stands in two places of one person, x with two persons
    rows = touched(
        coded(("one", 1, 1, "y"), ("one", 3, 3, "y"), ("one", 1, 1, "x"), ("two", 1, 1, "x"), passages=table), table
    )
    found = count_places(rows)
    assert found.index.tolist() == ["x", "y"]
    assert found["persons"].tolist() == [2, 1]
    assert found["places"].tolist() == [2, 2]


def test_what_lies_in_no_passage_counts_nowhere() -> None:
    table = passages([note(says(1, "a"))])
    gone = pd.DataFrame(
        [("01", "gone", 0, 5, "x"), ("02", "n", 500, 510, "x")], columns=["id", "document", "start", "end", "code"]
    )
    assert touched(gone, table).empty
    assert count_places(touched(gone, table)).empty
