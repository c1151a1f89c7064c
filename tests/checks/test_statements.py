"""Two notes on one statement say the same of it, and what is restated is said somewhere."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.checks import BROKEN

FRONT = "id: {id}\nkind: document\nprovenance: published\ncase: {case}\ndate: 2020\nlanguage: en\nbasis: author\nsource: {{work: {work}}}\n"


def write_note(study: Study, id: str, *entries: str, case: str = "north", work: str = "town-2020") -> None:
    lines = "".join(f"- {{paragraph: {n}, {entry}}}\n" for n, entry in enumerate(entries, 1))
    body = "".join(f"Paragraph {n}.\n\n" for n in range(1, len(entries) + 1))
    text = f"---\n{FRONT.format(id=id, case=case, work=work)}segments:\n{lines}---\n{body}"
    (study.root / f"corpus/documents/{id}.md").write_text(text, encoding="utf-8")


def told(study: Study, id: str = "b") -> list[tuple[int, str, str]]:
    problems = Study.open(study.root).check()
    return [(p.line, p.rank, p.sentence) for p in problems if p.path == f"corpus/documents/{id}.md"]


@pytest.mark.parametrize(
    ("second", "key", "values"),
    [
        ("statement: K rent, basis: table", "basis", "table in paragraph 1, but informant"),
        ("statement: K rent, basis: informant, informant: MK, case: south", "case", "south in paragraph 1, but north"),
        ("statement: K rent, basis: informant, informant: AS", "person", "AS in paragraph 1, but MK"),
    ],
)
def test_two_notes_that_differ_on_one_statement_are_broken(study: Study, second: str, key: str, values: str) -> None:
    write_note(study, "a", "statement: K rent, basis: informant, informant: MK")
    write_note(study, "b", second)
    assert told(study, "a") == []
    line, rank, sentence = next(problem for problem in told(study) if f"has {key} " in problem[2])
    assert (line, rank) == (11, BROKEN)
    assert (
        f"statement 'K rent' has {key} {values} in paragraph 1 of corpus/documents/a.md; one statement has one {key}"
        in sentence
    )


def test_notes_that_say_the_same_of_a_statement_are_sound(study: Study) -> None:
    write_note(study, "a", "statement: K rent, basis: informant, informant: MK, case: [south, north]")
    write_note(study, "b", "statement: K rent, basis: informant, informant: MK, case: [north, south]")
    assert told(study, "a") == told(study) == []


def test_the_same_words_in_two_works_are_two_statements(study: Study) -> None:
    write_note(study, "a", "statement: K rent, basis: table")
    write_note(study, "b", "statement: K rent, basis: author", work="village-2021")
    assert told(study) == []


def test_a_case_that_is_not_the_documents_is_compared_with_one_that_is(study: Study) -> None:
    write_note(study, "a", "statement: K rent, case: south")
    write_note(study, "b", "statement: K rent", case="south")
    assert told(study) == []


def test_what_is_restated_must_be_reported(study: Study) -> None:
    write_note(study, "a", "statement: K rent", "statement: K roof")
    write_note(study, "b", "statement: A rent, role: restatement, restates: K rnt")
    assert told(study) == [
        (11, BROKEN, "paragraph 1 restates 'K rnt', which no paragraph reports; did you mean K rent?")
    ]


def test_a_restatement_of_nothing_named_is_doubtful(study: Study) -> None:
    write_note(study, "b", "statement: A rent, role: restatement")
    assert told(study) == [
        (
            11,
            "doubtful",
            "paragraph 1 is a restatement, but of nothing named; add `restates:` with the statement said elsewhere",
        )
    ]


def test_a_circle_of_restatements_is_told_at_each_of_its_statements(study: Study) -> None:
    write_note(
        study,
        "b",
        "statement: a, restates: b",
        "statement: b, restates: c",
        "statement: c, restates: a",
        "statement: d, restates: a",
    )
    assert [(line, sentence) for line, _, sentence in told(study)] == [
        (11, "paragraph 1 restates in a circle (a → b → c → a); take one `restates` out"),
        (12, "paragraph 2 restates in a circle (b → c → a → b); take one `restates` out"),
        (13, "paragraph 3 restates in a circle (c → a → b → c); take one `restates` out"),
    ]
