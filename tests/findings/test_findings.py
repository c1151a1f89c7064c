"""The status of a claim follows from its evidence, and from nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.errors import FindingError
from qualitative.findings import judge, read_claims, read_recommendations
from qualitative.findings.recommendations import lost_ground
from qualitative.model import Coder
from qualitative.query import Known
from query.test_query import BOOK, TABLES, evidence, known

READS_ALL = {True: [], False: ["coder-one", "coder-two"]}  # the consensus of the second study settled a part
KNOWN = Known(BOOK, values={"case": frozenset({"north", "south"})})
CODERS = {"ana": Coder("ana", "human"), "m": Coder("m", "model"), "consensus": Coder("consensus", "human")}


def claim(tmp_path: Path, **fields: object):
    entry = {"id": "c", "text": {"id": "a", "en": "a"}, "for": "code:bazda", **fields}
    (tmp_path / "findings.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return read_claims(tmp_path / "findings.yaml", KNOWN, ["north", "south"], CODERS)[0]


def assessed(given: str) -> str:
    return f"- id: a\n  text: {{id: a, en: a}}\n  for: code:bazda\n  assessment: {{{given}}}\n"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "supported"),
        ({"expect": {"informants": 1}}, "supported"),
        ({"expect": {"informants": ["SY"]}}, "supported"),
        ({"expect": {"informants": 2}}, "asserted"),
        ({"expect": {"cases": ["south"]}}, "asserted"),
        ({"expect": {"bases": ["table"]}}, "asserted"),
        ({"for": "code:bazda basis:author"}, "asserted"),
        ({"for": "code:bazda case:south"}, "silent"),
        ({"against": "code:referral case:south"}, "contested"),
        ({"for": "code:bazda basis:author", "against": "code:referral case:south"}, "contradicted"),
        ({"agree": "growth.total[2016] = growth.total[2017]"}, "inconsistent"),
        ({"hold": "growth.total[2016] = 99"}, "contradicted"),
        ({"for": "code:bazda case:south", "agree": "growth.total[2016] = 1"}, "silent"),
    ],
)
def test_a_status_is_computed(tmp_path: Path, fields: dict, status: str) -> None:
    assert judge(claim(tmp_path, **fields), evidence(), BOOK, TABLES, documents=2).status == status


def test_without_a_finished_document_there_is_no_status(tmp_path: Path) -> None:
    with pytest.raises(FindingError, match="marked done"):
        judge(claim(tmp_path), evidence(), BOOK, TABLES, documents=0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazdo\n", r"findings.yaml:3: a: .*did you mean bazda"),
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazda case:nort\n", r":3: a: case:nort .*did you mean north"),
        ("- id: a\n  text: {id: a}\n  for: code:bazda\n", r"findings.yaml:2: a: text"),
        ("- id: a\n  text: {id: a, en: a}\n", r"findings.yaml:1: a: `for` is missing"),
        ("- id: a\n  txt: x\n", r"findings.yaml:2: a: unknown key 'txt'; did you mean text"),
        ("- id: A b\n", r"findings.yaml:1: A b: the id"),
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazda\n  cases: [nort]\n", r":4: a: case 'nort'.*north"),
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazda\n  agree: x.y\n", r":4: a: .*one relation"),
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazda\n  expect: {people: 1}\n", r":4: a: expect can hold"),
        ("- id: a\n  text: {id: a, en: a}\n  for: code:bazda\n  assessment: {by: x}\n", r":4: a: an assessment needs"),
        (
            assessed("by: ann, at: 2024-06-01, status: silent"),
            r":4: a: assessment: by 'ann' is no person .*did you mean ana",
        ),
        (
            assessed("by: m, at: 2024-06-01, status: silent"),
            r"by 'm' is no person among the coders of study.yaml; known are: ana",
        ),
        (assessed("by: consensus, at: 2024-06-01, status: silent"), r"by 'consensus' is no person"),
        (
            assessed("by: ana, at: 2024-02-30, status: silent"),
            r":4: a: assessment: at '2024-02-30' is no date; write it as",
        ),
        (assessed("by: ana, at: June, status: silent"), r"assessment: at 'June' is no date"),
        (
            assessed("by: ana, at: 2024-06-01, status: suported"),
            r"assessment: status 'suported'; did you mean supported",
        ),
        (assessed("by: ana, at: 2024-06-01, status: silent, nte: x"), r"unknown key 'nte'; did you mean note"),
        (assessed("by: ana, at: 2024-06-01, status: silent, note: [x]"), r"assessment: note \['x'\] is no text"),
        ("a: 1\n", r"findings.yaml:1: not a list"),
        ("- id: [\n", r"findings.yaml:\d: not valid YAML"),
    ],
)
def test_a_wrong_entry_is_an_error_at_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "findings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FindingError, match=message):
        read_claims(tmp_path / "findings.yaml", KNOWN, ["north", "south"], CODERS)


def test_a_text_is_asked_for_in_the_languages_of_the_study_alone(tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    path.write_text("- id: a\n  text: {en: Only English}\n  for: code:bazda\n", encoding="utf-8")
    assert read_claims(path, KNOWN, ["north"], CODERS, languages=("en",))[0].text == {"en": "Only English"}
    with pytest.raises(FindingError, match=r"findings.yaml:2: a: text must hold a text for each of id, en"):
        read_claims(path, KNOWN, ["north"], CODERS, languages=("id", "en"))


def test_an_assessment_is_read_and_leaves_the_computed_status_as_it_is(tmp_path: Path) -> None:
    given = {"by": "ana", "at": "2024-06-01", "status": "contested", "note": "thin"}
    one = claim(tmp_path, assessment=given)
    assert (one.assessment.by, one.assessment.at, one.assessment.note["en"]) == ("ana", "2024-06-01", "thin")
    assert judge(one, evidence(), BOOK, TABLES, documents=2).status == "supported"
    assert claim(tmp_path).assessment is None


def test_the_claims_of_the_study_cover_all_thirty_results(real_study: Study) -> None:
    claims = read_claims(
        real_study.root / "reports/findings.yaml", known(real_study), list(real_study.cases.index), CODERS
    )
    assert {number for one in claims for number in one.numbers} == set(range(1, 31))


@on_both()
def test_a_recommendation_loses_its_ground_with_its_finding(either: Study) -> None:
    root, book, languages = either.root / "reports", either.codebook, either.settings.languages
    cases = list(either.cases.index)
    claims = [one.id for one in read_claims(root / "findings.yaml", known(either), cases, CODERS, languages=languages)]
    for one in read_recommendations(root / "recommendations.yaml", book, claims, languages=languages):
        assert lost_ground(one, dict.fromkeys(claims, "supported")) == []
        assert lost_ground(one, {one.findings[0]: "silent"}) == [one.findings[0]]


@on_both()
def test_every_claim_changes_its_status_when_its_evidence_is_taken_away(either: Study) -> None:
    inputs = either.draft(coders=READS_ALL[either.root == ROOT]).inputs
    tables = {**inputs.tables, "cases": inputs.all_cases.reset_index()}
    for name, verdict in inputs.verdicts.items():
        gone = pd.concat([verdict.supporting.beyond_author, verdict.supporting.author]).index
        without = judge(verdict.claim, inputs.evidence.drop(gone), inputs.codebook, tables, len(inputs.done))
        assert verdict.status != "silent", name
        assert without.status != verdict.status, name
