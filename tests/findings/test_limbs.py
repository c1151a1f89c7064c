"""Limbs with sides of their own, and the search for what speaks against a claim."""

from __future__ import annotations

import re

import pytest
import yaml

from conftest import ROOT
from findings.test_weighing import rewritten
from qualitative import Study
from qualitative.findings.claims import read_claims
from query.test_query import known

LOOKED = {"by": "coder-one", "at": "2024-05-01", "query": "code:time-saved"}
LINE, SAVED = "code:time-cost role:line", "code:time-saved"


def test_against_falls_on_the_limb_that_it_stands_in_alone(second_study: Study) -> None:
    shared = rewritten(second_study, "oven-sheet", **{"for": None, "all": ["code:paper-copy", LINE], "against": SAVED})
    both = shared.claims()["oven-sheet"]
    assert [len(limb.any.con.sources) > 0 for limb in both.limbs] == [True, True]
    own = rewritten(second_study, "oven-sheet", all=["code:paper-copy", {"for": LINE, "against": SAVED}], against=None)
    apart = own.claims()["oven-sheet"]
    assert [len(limb.any.con.sources) > 0 for limb in apart.limbs] == [False, True]
    assert apart.con.sources == both.con.sources and apart.pro.sources == both.pro.sources


def test_a_claim_counts_each_source_of_its_limbs_once(second_study: Study) -> None:
    study = rewritten(second_study, "oven-sheet", **{"for": None, "all": ["code:time-cost", LINE]})
    one = study.claims()["oven-sheet"]
    first, second = (limb.any.pro for limb in one.limbs)
    assert second.sources and second.sources < first.sources
    assert one.pro.sources == first.sources and len(one.pro.rows) == len(first.rows)
    assert study.claims().table("en").loc["oven-sheet", "n"] == len(first.sources)


def test_a_limb_has_a_kind_and_an_expectation_of_its_own_and_what_lacks_names_it(second_study: Study) -> None:
    limbs = ["code:paper-copy", {"for": "code:paper-copy", "kind": "should"}, {"for": LINE, "expect": {"sources": 99}}]
    study = rewritten(second_study, "oven-sheet", **{"for": None, "kind": "is", "all": limbs, "expect": None})
    one = study.claims()["oven-sheet"]
    assert [limb.says.kind for limb in one.limbs] == ["is", "should", "is"]
    assert (one.limbs[1].status, one.limbs[2].status, one.status) == ("called-for", "partly", "partly")
    beside = study.claims().table("en").loc["oven-sheet", "beside"]
    assert re.search(r"Not met: \(3\) sources \d+ of 99", beside) and "(1) sources" not in beside
    assert not one.is_met


def test_who_belongs_to_the_kind_and_is_not_taken_over_by_a_limb_of_another(second_study: Study) -> None:
    limbs = ["code:paper-copy", {"for": LINE, "kind": "is"}]
    study = rewritten(second_study, "oven-sheet", **{"for": None, "kind": "says", "who": "a-owner", "all": limbs})
    assert [limb.says.who for limb in study.claims()["oven-sheet"].limbs] == ["a-owner", None]


def test_limbs_that_were_looked_for_apart_say_so(second_study: Study) -> None:
    cannot = {**LOOKED, "cannot": True, "sentence": "the book itself"}
    limbs = [{"for": "code:paper-copy", "contrary": cannot}, LINE]
    study = rewritten(second_study, "oven-sheet", **{"for": None, "all": limbs, "contrary": LOOKED})
    beside = study.claims().table("en").loc["oven-sheet", "beside"]
    assert re.search(
        r"\(1\) It would be: the book itself\. This material cannot .* \(2\) Looked for \(coder-one", beside
    )


@pytest.mark.parametrize(
    ("limb", "message"),
    [
        ({"against": SAVED}, "limb 2: `for` is missing"),
        ({"for": LINE, "agianst": SAVED}, "limb 2: unknown key 'agianst'; did you mean against"),
        ({"for": LINE, "kind": "says"}, "limb 2: `who` belongs to a claim of what somebody says"),
        ({"for": LINE, "against": "code:time-safed"}, "did you mean time-saved"),
        ({"for": LINE, "contrary": {"by": "coder-one", "at": "2024", "query": "code:time-safed"}}, "contrary: query: "),
        ({"for": LINE, "contrary": {"by": "coder-one", "at": "2024", "how": "x", "read": 3}}, "give one of these too"),
        ({"for": LINE, "contrary": {**LOOKED, "read": "all"}}, "read 'all' is no number of passages"),
        ({"for": LINE, "contrary": {**LOOKED, "words": {"a": 1}}}, "is no list of words"),
    ],
)
def test_a_limb_that_can_not_be_is_told_by_check(second_study: Study, limb: dict, message: str) -> None:
    study = rewritten(second_study, "oven-sheet", **{"for": None, "all": ["code:paper-copy", limb]})
    broken = [one.sentence for one in study.check() if one.path == "reports/findings.yaml" and one.rank == "broken"]
    assert len(broken) == 1 and message in broken[0]


def test_passages_that_the_search_finds_beyond_those_read_are_told(second_study: Study) -> None:
    study = rewritten(second_study, "oven-sheet", contrary=LOOKED)
    (limb,) = study.claims()["oven-sheet"].limbs
    assert limb.searched and not limb.unread
    study = rewritten(second_study, "oven-sheet", contrary={**LOOKED, "read": limb.searched})
    assert not [one for one in study.check() if "the search finds" in one.sentence]
    assert f"{limb.searched} passages, all read" in study.claims().table("en").loc["oven-sheet", "beside"]
    study = rewritten(second_study, "oven-sheet", contrary={**LOOKED, "read": limb.searched - 2})
    told = [one for one in study.check() if "the search finds 2 passages more than were read" in one.sentence]
    assert [one.rank for one in told] == ["next"]
    assert "The search now finds 2 more" in study.claims().table("en").loc["oven-sheet", "beside"]


def test_words_are_searched_in_what_bears_no_code_too(second_study: Study) -> None:
    coded = rewritten(second_study, "oven-sheet", contrary={**LOOKED, "query": "code:time-saved"})
    n = coded.claims()["oven-sheet"].limbs[0].searched
    words = rewritten(second_study, "oven-sheet", contrary={**LOOKED, "words": ["the"]})
    assert words.claims()["oven-sheet"].limbs[0].searched > n


def test_the_example_with_limbs_is_read(second: Study, tmp_path) -> None:
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    path = tmp_path / "findings.yaml"
    path.write_text(example, encoding="utf-8")
    (claim,) = read_claims(
        path, known(second), list(second.cases.index), second.settings.coders, languages=("en",)
    ).sound()
    assert [limb.kind for limb in claim.limbs] == [
        yaml.safe_load(example)[0]["kind"],
        "pattern",
    ]
