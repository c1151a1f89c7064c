"""`findings.yaml` and `recommendations.yaml` are read, a wrong entry is an error at its line, and a status follows from evidence alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from conftest import on_both
from qualitative import Study
from qualitative.errors import FindingError
from qualitative.findings import read_claims
from qualitative.findings.ground import ground_of
from qualitative.findings.weighing import weigh
from qualitative.model import Coder
from qualitative.query import Known
from query.test_query import BOOK, known

KNOWN = Known(BOOK, values={"case": frozenset({"north", "south"})})
CODERS = {"ana": Coder("ana", "human"), "m": Coder("m", "model"), "consensus": Coder("consensus", "human")}


def claim(tmp_path: Path, **fields: object):
    entry = {"id": "c", "text": {"id": "a", "en": "a"}, "for": "code:bazda", **fields}
    (tmp_path / "findings.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return read_claims(tmp_path / "findings.yaml", KNOWN, ["north", "south"], CODERS).sound()[0]


def assessed(given: str) -> str:
    return f"- id: a\n  text: {{id: a, en: a}}\n  for: code:bazda\n  assessment: {{{given}}}\n"


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
            assessed("by: ann, at: 2024-06-01, status: mixed"),
            r":4: a: assessment: by 'ann' is no person .*did you mean ana",
        ),
        (
            assessed("by: m, at: 2024-06-01, status: mixed"),
            r"by 'm' is no person among the coders of study.yaml; known are: ana",
        ),
        (assessed("by: consensus, at: 2024-06-01, status: mixed"), r"by 'consensus' is no person"),
        (
            assessed("by: ana, at: 2024-02-30, status: mixed"),
            r":4: a: assessment: at '2024-02-30' is no date; write it as",
        ),
        (assessed("by: ana, at: June, status: mixed"), r"assessment: at 'June' is no date"),
        (
            assessed("by: ana, at: 2024-06-01, status: corroboratd"),
            r"assessment: status 'corroboratd'; did you mean corroborated",
        ),
        (assessed("by: ana, at: 2024-06-01, status: mixed, nte: x"), r"unknown key 'nte'; did you mean note"),
        (assessed("by: ana, at: 2024-06-01, status: mixed, note: [x]"), r"assessment: note \['x'\] is no text"),
        ("a: 1\n", r"findings.yaml:1: not a list"),
        ("- id: [\n", r"findings.yaml:\d: not valid YAML"),
    ],
)
def test_a_wrong_entry_is_an_error_at_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "findings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FindingError, match=message):
        read_claims(tmp_path / "findings.yaml", KNOWN, ["north", "south"], CODERS).sound()


def test_a_text_is_asked_for_in_the_languages_of_the_study_alone(tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    path.write_text("- id: a\n  text: {en: Only English}\n  for: code:bazda\n", encoding="utf-8")
    assert read_claims(path, KNOWN, ["north"], CODERS, languages=("en",)).sound()[0].text == {"en": "Only English"}
    with pytest.raises(FindingError, match=r"findings.yaml:2: a: text must hold a text for each of id, en"):
        read_claims(path, KNOWN, ["north"], CODERS, languages=("id", "en")).sound()


@pytest.mark.parametrize("status", ["mixed", "contested"])
def test_an_assessment_is_read_in_todays_words_and_in_those_of_release_0_1(tmp_path: Path, status: str) -> None:
    given = {"by": "ana", "at": "2024-06-01", "status": status, "note": "thin"}
    one = claim(tmp_path, assessment=given)
    assert (one.assessment.by, one.assessment.at, one.assessment.status) == ("ana", "2024-06-01", status)
    assert one.assessment.note["en"] == "thin"
    assert claim(tmp_path).assessment is None


def test_a_wrong_entry_is_left_out_and_told_where_the_others_are_to_be_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    good = "- id: a\n  text: {id: a, en: a}\n  for: code:bazda\n"
    path.write_text(
        good + "- id: b\n  text: {id: b, en: B is so}\n  for: code:bazdo\n- id: a\n  for: x\n", encoding="utf-8"
    )
    claims, unread = read_claims(path, KNOWN, ["north", "south"], CODERS)
    assert [one.id for one in claims] == ["a"]
    assert [(one.id, one.text.get("en")) for one in unread] == [("b", "B is so"), ("a", None)]
    assert unread[0].place.endswith("findings.yaml:6") and "bazdo" in unread[0].problem


def test_the_claims_of_the_study_cover_all_thirty_results(real_study: Study) -> None:
    claims = read_claims(
        real_study.root / "reports/findings.yaml",
        known(real_study),
        list(real_study.cases.index),
        real_study.settings.coders,
    ).sound()
    assert {number for one in claims for number in one.numbers} == set(range(1, 31))


@on_both()
def test_every_claim_changes_its_status_when_its_evidence_is_taken_away(either: Study) -> None:
    counted, folder = either.counted(), either.folder
    documents = [one for one in folder.documents.values() if one.provenance != "simulated"]
    for name, one in either.claims(found=counted).items():
        if one.pro.is_empty and one.con.is_empty:
            continue
        gone = {*one.pro.rows["coding"], *one.con.rows["coding"]}
        table = counted.table[~counted.table["id"].isin(gone)].reset_index(drop=True)
        without = weigh(one.claim, ground_of(folder, replace(counted, table=table), documents, known(either)))
        assert without.status in ("not-found", "not-read"), name
