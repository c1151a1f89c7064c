"""What ships as corpus keeps its own rules: provenance, basis, locators, and silence where the paper is silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pandas as pd
import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.checks.problem import BROKEN
from qualitative.folder import placing
from qualitative.model import ENTRY_ROLES
from qualitative.query.passages import asked_passages
from qualitative.text.turns import turns_of

DISTRICTS = ("muaro-jambi", "musi-rawas", "bandung", "takalar")


def published(study: Study):
    return [d for d in study.folder.documents.values() if d.provenance == "published"]


def simulated(study: Study):
    return [d for d in study.folder.documents.values() if d.provenance == "simulated"]


@on_both()
def test_nothing_is_broken(either: Study) -> None:
    assert [problem for problem in either.check() if problem.rank == "broken"] == []


@on_both()
def test_every_turn_has_words_and_a_declared_speaker(either: Study) -> None:
    for document in either.folder.documents.values():
        for turn in turns_of(document):
            assert document.text[turn.start : turn.end].strip(), document.id
            assert turn.speaker is None if not document.speakers else turn.speaker in document.speakers


@on_both()
def test_every_document_is_of_a_case_or_of_the_whole(either: Study) -> None:
    known = {*either.cases.index, either.settings.case.whole}
    assert {document.case for document in either.folder.documents.values()} <= known


def test_the_nine_statements_of_informants_each_have_a_note(real_study: Study) -> None:
    notes = [d for d in published(real_study) if d.kind == "interview"]
    assert Counter(d.source["informant"] for d in notes) == {"PA": 2, "AS": 1, "NA": 1, "SY": 3, "NH": 2}
    assert all(re.fullmatch(r"2018-11|2019-12", d.date) for d in notes)


def test_every_district_has_a_case_note_and_every_rule_a_document_note(real_study: Study) -> None:
    ids = {d.id for d in published(real_study)}
    assert {f"pub-kasus-{district}" for district in DISTRICTS} <= ids
    rules = ("uu-11-2009", "uu-23-2014", "pp-39-2012", "permensos-15-2018", "permensos-9-2018", "permensos-5-2019",
             "permendesa-11-2019", "panduan-slrt-2017", "perwal-bandung-160-2017")  # fmt: skip
    assert {f"pub-{rule}" for rule in rules} <= ids
    assert real_study.document("pub-perwal-bandung-160-2017").case == "national"


def test_all_thirty_results_have_evidence(real_study: Study) -> None:
    claims = {number for d in published(real_study) for entry in d.evidence for number in entry.claims}
    assert claims == set(range(1, 31))


def test_every_paragraph_of_a_note_says_its_basis_and_section(real_study: Study) -> None:
    for document in published(real_study):
        assert [entry.paragraph for entry in document.evidence] == [turn.n for turn in turns_of(document)], document.id
        assert all(entry.section and entry.terms for entry in document.evidence), document.id


def test_every_paragraph_of_a_note_reports_one_statement_of_its_section(real_study: Study) -> None:
    roles = {"P": "background", "X": "background", "S": "recommendation"}
    for document in published(real_study):
        for entry in document.evidence:
            assert re.fullmatch(r"[A-Z]:[a-z0-9]+(-[a-z0-9]+)*", entry.statement or ""), (document.id, entry.paragraph)
            assert entry.statement.split(":")[0] == entry.section
            assert entry.role == roles.get(entry.section, entry.role) and entry.role in ENTRY_ROLES
            assert (entry.role == "restatement") == (entry.restates is not None)
            assert entry.reached == ("cited" if entry.basis == "document" else "read")


def test_notes_on_one_statement_say_the_same_of_it(real_study: Study) -> None:
    said = defaultdict(set)
    for document in published(real_study):
        for entry in document.evidence:
            cases, date = frozenset(entry.case or [document.case]), str(entry.date or document.date)
            fields = (entry.basis, entry.role, entry.restates, cases, date, entry.informant, entry.document)
            said[entry.statement].add(fields)
    assert {statement: fields for statement, fields in said.items() if len(fields) > 1} == {}
    bases = {statement: basis for statement, [(basis, *_)] in said.items()}
    restated = {(statement, fields[2]) for statement, [fields] in said.items() if fields[2]}
    assert all(bases[statement] == bases[other] for statement, other in restated)


def test_codings_and_marks_kept_their_places_when_notes_were_corrected(real_study: Study) -> None:
    folder = real_study.folder
    assert real_study.lost() == []
    for (_, id, _), stretches in placing.state_of(folder).done.items():
        assert stretches == [(0, len(folder.documents[id].text))], id


def test_a_note_in_our_own_words_has_no_quotation_marks(real_study: Study) -> None:
    for document in published(real_study):
        assert not re.search(r"[\"“”„«»]", document.text), document.id


def test_the_paper_s_puskesmas_is_spelt_puskesos(real_study: Study) -> None:
    found = [d.id for d in real_study.folder.documents.values() for _ in re.findall("puskesmas", d.text, re.IGNORECASE)]
    assert found == ["pub-perluasan-pencegahan"]  # the health centre named beside posyandu and PKK


@pytest.mark.parametrize("district", DISTRICTS)
def test_each_district_has_three_simulated_interviews_of_thirty_to_sixty_turns(
    real_study: Study, district: str
) -> None:
    here = [d for d in simulated(real_study) if d.case == district]
    assert {d.role for d in here} == {"dinas-sosial", "slrt", "puskesos"}
    assert all(30 <= len(turns_of(d)) <= 60 for d in here)


@on_both()
def test_simulated_speakers_are_called_that(either: Study) -> None:
    assert simulated(either)
    for document in simulated(either):
        assert document.id.startswith("sim-")
        informants = [label for label, role in document.speakers.items() if role == "informant"]
        assert informants and all(label.startswith("SIM-") for label in informants)


def test_each_simulated_informant_is_a_person_of_one_interview(real_study: Study) -> None:
    labels = [(d.id, label) for d in simulated(real_study) for label, role in d.speakers.items() if role == "informant"]
    persons = [real_study.document(id).persons[label] for id, label in labels]
    assert len(set(persons)) == len(labels) == 16


def test_simulated_speakers_are_never_the_paper_s_informants(real_study: Study) -> None:
    for document in simulated(real_study):
        assert not re.search(r"\b(PA|AS|SY|NH)\b", document.text), document.id


@on_both()
def test_a_missing_attribute_of_a_case_has_a_reason_in_each_language(either: Study) -> None:
    cases = either.cases
    attributes = [name.removesuffix("_note") for name in cases if name.endswith("_note")]
    real = {"centres", "coverage", "fund_informant", "fund_author", "local_policy", "main_services"}
    assert (real if either.root == ROOT else {"ownership", "nights", "share_digital"}) <= set(attributes)
    notes = ["_note", "_note_en"][: len(either.settings.languages)]
    for name in attributes:
        missing = cases[cases[name].isna()]
        assert missing[[f"{name}{note}" for note in notes]].notna().all(axis=None), name


def test_the_growth_table_says_what_its_increments_do_not_explain(real_study: Study) -> None:
    growth = real_study.tables["growth"].set_index("year")
    assert growth["total"].tolist() == [100, 895, 1071, 1135]
    explained = growth["total"].shift() + growth[["apbn", "mandiri", "mixed"]].sum(axis=1)
    gaps = (growth["total"] - explained).dropna()
    assert gaps.tolist() == growth["unexplained"].dropna().tolist() == [0, 36, 24]


def test_no_informant_is_lost_to_missing_values(real_study: Study) -> None:
    people = set(asked_passages(published(real_study))["informant"].dropna())
    assert people == {"PA", "AS", "NA", "SY", "NH"}
    assert not pd.Series(sorted(people)).isna().any()


def test_every_locator_leads_to_a_passage_of_the_paper_that_supports_it(real_study: Study, shared) -> None:
    paper = shared / "study" / "habibullah-2020.md"
    assert [problem for problem in real_study.check(paper) if problem.rank == BROKEN] == []


def test_no_run_of_twelve_words_of_the_paper_stands_in_the_corpus(real_study: Study, shared) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower().replace("puskesmas", "puskesos"))
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    paper = runs((shared / "study" / "habibullah-2020.md").read_text(encoding="utf-8"))
    for document in real_study.folder.documents.values():
        assert not runs(document.text) & paper, document.id
