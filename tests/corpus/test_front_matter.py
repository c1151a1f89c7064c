"""Front matter of format 2: speakers and persons, what a published paragraph reports, and labels as they were typed."""

from __future__ import annotations

import re

import pytest

from qualitative.corpus.documents import document_problems, format_document, parse_document
from qualitative.corpus.front import parse_front_matter
from qualitative.errors import DocumentError
from qualitative.model import Document
from qualitative.text.turns import turns_of

TALK = """---
id: talk
kind: {kind}
provenance: fieldwork
case: north
date: 2024
language: en
speakers: {speakers}
---
{body}
"""
NOTE = """---
id: note
kind: document
provenance: published
case: {case}
date: 2020
language: en
basis: author
source: {{work: work-2020, section: K, informant: NH}}
segments:
- {{paragraph: 1{entry}}}
---
What is reported.

More.
"""


def talk(speakers: str, body: str = "A: Yes.", kind: str = "interview") -> Document:
    return parse_document(TALK.format(speakers=speakers, body=body, kind=kind), "talk.md", "talk", ["north"])


def note(entry: str, case: str = "north") -> Document:
    return parse_document(NOTE.format(entry=entry, case=case), "note.md", "note", ["north", "south", "both"])


@pytest.mark.parametrize("kind", ["interview", "group", "observation", "document", "survey"])
def test_every_kind_of_material_has_a_word(kind: str) -> None:
    assert talk("{A: informant}", kind=kind).kind == kind


def test_a_label_leads_to_a_role_a_person_or_nobody() -> None:
    body = "P: Who?\nA: Me.\nB: Me too.\n?: All of us.\nC: Not I."
    document = talk(
        '{P: interviewer, A: informant, B: {role: informant, person: b-1}, "?": nobody, C: {role: informant, person: nobody}}',
        body,
    )
    assert document.speakers == {
        "P": "interviewer", "A": "informant", "B": "informant", "?": "informant", "C": "informant",
    }  # fmt: skip
    assert document.persons == {"B": "b-1", "?": None, "C": None}
    assert [turn.speaker for turn in turns_of(document)] == ["P", "A", "B", "?", "C"]


@pytest.mark.parametrize(
    "label",
    [
        "NA",
        "No",
        "NO",
        "Yes",
        "on",
        "1E5",
        "1e5",
        "007",
        "0x1F",
        "null",
        "~",
        "true",
        "1:30",
        "2024-05-01",
        "NaN",
        ".inf",
    ],
)
def test_a_label_is_what_was_typed(label: str) -> None:
    colon = ":" in label
    document = talk(f"{{P: interviewer, {label}: informant}}", f"P: Who?\n{label}: Me." if not colon else "P: Who?")
    assert list(document.speakers) == ["P", label]
    if not colon:
        assert [turn.speaker for turn in turns_of(document)] == ["P", label]
    # written anew, as pseudonymising does, it reads the same
    head = TALK.split("---")[1].format(speakers=f"{{P: interviewer, {label}: informant}}", kind="interview")
    again = format_document(parse_front_matter(head.strip("\n"), "talk.md"), "P: Who?\n")
    assert list(parse_document(again, "talk.md", "talk", None).speakers) == ["P", label]


@pytest.mark.parametrize("person", ["no", "na", "1e5", "007", "true", "null-1"])
def test_a_person_is_what_was_typed(person: str) -> None:
    assert talk(f"{{A: {{role: informant, person: {person}}}}}").persons == {"A": person}


@pytest.mark.parametrize("informant", ["NO", "NA", "No", "1E5", "Y", "ON"])
def test_an_informant_is_what_was_typed(informant: str) -> None:
    assert note(f", basis: informant, informant: {informant}").evidence[0].informant == informant
    said = NOTE.replace("informant: NH", f"informant: {informant}").format(entry=", basis: informant", case="north")
    assert parse_document(said, "note.md", "note").evidence[0].informant == informant


WRONG_SPEAKERS = {
    "{A: informer}": r"speaker 'A' has role 'informer'; use interviewer or informant, or nobody",
    "{A: {person: a}}": r"speaker 'A' has role None",
    "{A: {role: informant, persn: a}}": r"speaker 'A' has the unknown key 'persn'; did you mean person\?",
    "{A: {role: informant, person: Ani S}}": r"person 'Ani S' of speaker 'A' is no id",
    "[A]": r"speakers must map labels to roles",
}


@pytest.mark.parametrize("speakers", WRONG_SPEAKERS)
def test_a_speaker_who_is_said_wrongly_is_named(speakers: str) -> None:
    with pytest.raises(DocumentError, match=r"talk\.md:8: " + WRONG_SPEAKERS[speakers]):
        talk(speakers)


def test_a_paragraph_says_which_statement_it_reports_and_how_that_reached_us() -> None:
    entry = note(
        ", basis: table, statement: K share-funded, role: restatement, restates: A share, case: [north, other], date: 2018-11, reached: cited"
    ).evidence[0]
    assert (entry.statement, entry.role, entry.restates) == ("K share-funded", "restatement", "A share")
    assert (entry.case, entry.date, entry.reached) == (("north", "other"), "2018-11", "cited")


def test_what_an_entry_leaves_out_is_unknown() -> None:
    entry = note("").evidence[0]
    assert (entry.statement, entry.role, entry.restates, entry.case, entry.date, entry.reached) == (
        None, None, None, (), None, None,
    )  # fmt: skip
    assert note(", case: south").evidence[0].case == ("south",)


WRONG_ENTRIES = {
    "role: finding": r"role 'finding' of paragraph 1 is not one of result, background, restatement, recommendation",
    "reached: heard": r"reached 'heard' of paragraph 1 is not one of read, cited",
    "statement: [a]": r"statement \"\['a'\]\" of paragraph 1 is not one line",
    "statement: ''": r"statement '' of paragraph 1 is not one line",
    "statement: K a, restates: K a": r"paragraph 1 restates its own statement 'K a'",
    "date: last year": r"date 'last year' of paragraph 1 is not YYYY",
    "case: [north, eats]": r"case 'eats' of paragraph 1 has no row in cases\.csv",
    "case: [[north]]": r"case \"\['north'\]\" of paragraph 1 has no row",
}


@pytest.mark.parametrize("entry", WRONG_ENTRIES)
def test_an_entry_that_is_wrong_is_named_with_its_line(entry: str) -> None:
    text = NOTE.format(entry=f", {entry}", case="north")
    with pytest.raises(DocumentError, match=r"note\.md:11: " + WRONG_ENTRIES[entry]):
        parse_document(text, "note.md", "note", ["north"])
    assert any(re.search(WRONG_ENTRIES[entry], str(p)) for p in document_problems(text, "note.md", "note", ["north"]))


def test_a_key_that_nothing_reads_is_told_by_check_and_passed_over_by_readers() -> None:
    text = NOTE.format(entry=", informat: NH", case="north")
    assert parse_document(text, "note.md", "note", ["north"]).evidence[0].paragraph == 1
    (problem,) = document_problems(text, "note.md", "note", ["north"])
    assert "unknown key 'informat' in the entry of paragraph 1; did you mean informant?" in str(problem)


def test_a_document_may_speak_of_all_cases_only_where_the_study_has_a_word_for_that() -> None:
    assert note("", case="both").case == "both"
    with pytest.raises(DocumentError, match=r"case 'national' has no row in cases\.csv"):
        note("", case="national")


def test_recording_and_attributes_are_kept_as_text() -> None:
    text = TALK.format(speakers="{A: informant}", body="A: Yes.", kind="interview").replace(
        "---\nA", "recording: /media/a.wav\nattributes: {wave: 02, asked: No}\n---\nA"
    )
    document = parse_document(text, "talk.md", "talk", None)
    assert (document.recording, document.attributes) == ("/media/a.wav", {"wave": "02", "asked": "No"})


@pytest.mark.parametrize(
    "line",
    ["? [a, b]\n: informant", "speakers: &a [*a]", "speakers: &a {A: *a}", "source: {? {x: 1} : y}", "title: !!python/name:os.system x",
     "speakers: &a [x, x]\nsource: &b [*a, *a]\nattributes: &c [*b, *b]"],
)  # fmt: skip
def test_strange_yaml_is_one_sentence_and_never_hangs(line: str) -> None:
    text = TALK.format(speakers="{A: informant}", body="A: Yes.", kind="interview").replace(
        "speakers: {A: informant}", line
    )
    for problem in document_problems(text, "talk.md", "talk", None):
        assert str(problem).startswith("talk.md:") and "\n" not in str(problem)
