"""The numbers of reports, counted a second time: slowly, from the codings that count and the files, and from the rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from conftest import ROOT, drafted, on_both
from qualitative import Study
from qualitative.model import Document
from qualitative.reports import sections
from qualitative.reports.page.model import Cell, TableBlock
from qualitative.text.turns import turns_of
from reference.places import passages_of


@dataclass(frozen=True)
class Spoken:
    """A passage: where it lies, the place that it is of, who speaks, what it rests on, and the cases that it speaks of."""

    document: str
    start: int
    end: int
    place: str
    person: str | None
    basis: str | None
    cases: tuple[str, ...]
    is_finding: bool
    in_group: bool


def spoken_in(study: Study, provenances: set[str]) -> list[Spoken]:
    """All passages of the documents of these provenances."""
    documents = list(study.folder.documents.values())
    turns = {document.id: turns_of(document) for document in documents}
    by_id = {document.id: document for document in documents}
    found = []
    for passage in passages_of(documents, turns):
        document = by_id[passage.document]
        if document.provenance in provenances:
            turn = next(one for one in turns[document.id] if one.n == passage.n)
            entry = next((one for one in document.evidence if one.paragraph == passage.n), None)
            cases = (entry.case if entry else ()) or (document.case,)
            found.append(
                Spoken(
                    document.id, turn.start, turn.end, passage.place, passage.person, basis_of(document, turn, entry), cases,
                    passage.finding, document.kind == "group",
                )
            )  # fmt: skip
    return found


def basis_of(document: Document, turn, entry) -> str | None:
    """An informant where one speaks, what an entry says, else a text of the field is a document."""
    if entry is not None:
        return entry.basis
    if document.speakers:
        return "informant" if turn.speaker and document.speakers[turn.speaker] != "interviewer" else None
    return document.basis or ("document" if document.provenance != "published" else None)


def places_of(study: Study, passages: list[Spoken], code: str) -> list[Spoken]:
    """The passages, of results alone, that codings of a code touch."""
    table = study.counted().table
    rows = table[table["code"] == code]
    found = []
    for document, start, end in zip(rows["document"], rows["start"], rows["end"], strict=True):
        found += [
            one
            for one in passages
            if one.document == document and start < one.end and one.start < end and one.is_finding and one.basis
        ]
    return found


def tables(study: Study) -> Iterator[TableBlock]:
    draft = study.draft("en")
    yield from (one for one in sections.classes_section(draft).blocks if isinstance(one, TableBlock))


def number(cell: Cell) -> int:
    """The upper end of what a cell says; a dash and the mark of what was not read for say that there is none."""
    text = cell.text.split(" ")[0]
    return 0 if text in ("–", "○") else int(text.rpartition("–")[2])


@on_both()
def test_each_number_of_statements_and_persons_by_code_is_right(either: Study) -> None:
    draft = drafted(either, "en")
    passages = spoken_in(either, {"published", "fieldwork"})
    codes = {draft.inputs.label(code): code for code in either.codebook}
    bases, compared = draft.inputs.bases, 0
    for table in tables(either):
        first = next(n for n, column in enumerate(table.columns) if column.label == draft.word(bases[0]))
        for row in table.rows:
            found = places_of(either, passages, codes[row[0].text])
            for offset, basis in enumerate(bases):
                wanted = {one.place for one in found if one.basis == basis}
                assert number(row[first + offset]) == len(wanted), (row[0].text, basis)
                compared += 1
            people = {one.person for one in found if one.person and not one.in_group}
            assert number(row[first + len(bases)]) == len(people), row[0].text
            if len(row) > first + len(bases) + 1:
                groups = {one.document for one in found if one.in_group and one.basis == "informant"}
                assert number(row[first + len(bases) + 1]) == len(groups), row[0].text
    assert compared > 20


@on_both()
def test_each_number_of_statements_by_case_and_basis_is_right(either: Study) -> None:
    draft = drafted(either, "en")
    passages = [one for one in spoken_in(either, {"published", "fieldwork"}) if one.is_finding]
    table = next(one for one in sections.scope_section(draft).blocks if getattr(one, "id", "") == "bases")
    names = {draft.inputs.case_name(case): case for case in (*draft.inputs.places, "other")}
    assert len(table.rows) > 4
    for row in table.rows:
        case = names.get(row[0].text)
        for cell, basis in zip(row[1:], draft.inputs.bases, strict=True):
            wanted = {one.place for one in passages if one.basis == basis and (case is None or case in one.cases)}
            assert number(cell) == len(wanted), (row[0].text, basis)


@pytest.mark.parametrize(
    ("code", "before", "now"),
    [("policy-barrier-no-local-policy", 3, 1), ("national-slow", 4, 2), ("growth-stagnation", 5, 2)],
)
def test_notes_on_one_statement_count_once(real_study: Study, code: str, before: int, now: int) -> None:
    evidence = drafted(real_study, "en").inputs.evidence
    rows = evidence[evidence["code"] == code]
    assert len(rows.drop_duplicates(["document", "start", "end"])) >= before
    passages = spoken_in(real_study, {"published"})
    assert len({one.place for one in places_of(real_study, passages, code)}) == now
    draft = drafted(real_study, "en")
    assert number(draft.register.count(rows)) == now


def test_a_statement_on_two_cases_counts_in_both_and_once_together(real_study: Study) -> None:
    services = sections.load_sections(ROOT, "puskesos/services.py").services_section(drafted(real_study, "en"))
    table = next(one for one in services.blocks if isinstance(one, TableBlock))
    rows = {row[0].text: row for row in table.rows}
    heads = [column.label for column in table.columns]
    outside = {head: number(cell) for head, cell in zip(heads[1:], rows["Outside welfare functions"][1:], strict=True)}
    assert outside["Muaro Jambi"] == outside["Takalar"] == 1
    assert outside["Together"] == outside["National"] + 1
