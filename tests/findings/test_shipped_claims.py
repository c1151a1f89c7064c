"""The claims of the shipped study that were read wrongly once: each has the status that the paper's words give it, and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, claims_of
from qualitative import Study
from qualitative.findings.claims import Claim
from qualitative.findings.table import Claims
from qualitative.query.tree import Term, iter_terms

# claim: its status, those of its limbs, and what decides it in the paper
STATUSES = {
    "start-2016": ("partly", ["one-source", "only-author", "only-author"], "Table 1 prints 100, neither districts nor support"),
    "six-thousand": ("mixed", ["mixed"], "PA says 6,000, Table 1 prints 1,135 for the same year"),
    "bandung-balancing-allocation": ("partly", ["one-source", "author-otherwise", "one-source"], "NA and the author name different funds, not another coverage"),
    "services-given": ("partly", ["author-both", "author-both", "corroborated"], "PA and SY speak of referring; the author also writes `only papers`"),
    "village-officials-ease": ("partly", ["only-author", "author-both"], "section F contradicts the ease, not who the staff are"),
    "few-certified": ("only-author", ["only-author", "only-author"], "two statements; the need for a mixed team is neither"),
    "ninety-five-per-cent": ("said", ["said"], "PA alone; the author never says 95"),
    "filter": ("only-author", ["only-author"] * 3, "a reading by the author, who writes `can` and `ought`"),
    "narrow-target-scope": ("only-author", ["only-author", "only-author"], "what ought to be served is the recommendation itself"),
    "rehabilitation-possible": ("only-author", ["only-author"], "`semestinya`: called for, by the author alone"),
    "late-implementation": ("partly", ["one-source", "only-author"], "the law as cited; that it came late is the author's"),
    "no-technical-regulation": ("sources-otherwise", ["sources-otherwise"], "Permensos 9/2018 as cited rules on the staff of each centre"),
    "permensos-15-limits": ("partly", ["one-source", "one-source", "only-author"], "the rule does not speak of prevention"),
    "little-understanding": ("only-author", ["only-author"], "that they should work with volunteers is the need"),
    "grown-locally": ("partly", ["only-author", "only-author", "corroborated", "one-source"], "PA and Table 1 on growth, PA on referral"),
    "spread-and-widen": ("only-author", ["only-author"] * 3, "recommended by the author alone"),
}  # fmt: skip


@pytest.fixture(scope="module")
def claims(real: Study) -> Claims:
    return claims_of(real)


@pytest.fixture(scope="module")
def real() -> Study:
    return Study.open(ROOT)


@pytest.mark.parametrize("name", STATUSES)
def test_a_claim_that_was_read_again_has_the_status_that_the_paper_gives(claims: Claims, name: str) -> None:
    status, limbs, why = STATUSES[name]
    assert (claims[name].status, [limb.status for limb in claims[name].limbs]) == (status, limbs), why


def test_what_is_hidden_in_another_section_is_found_against_village_officials(claims: Claims) -> None:
    first, second = claims["village-officials-ease"].limbs
    assert set(second.any.con.rows["statement"]) == {"F:staff-see-aid-only"} and first.any.con.is_empty


def test_the_author_who_says_both_is_told_where_the_sources_decide(claims: Claims) -> None:
    limb = claims["services-given"].limbs[2]
    assert limb.any.pro.by_author and limb.any.con.by_author and limb.status == "corroborated"
    assert "the author for and against" in claims.table("en").loc["services-given", "beside"]


def test_about_six_thousand_is_bound_on_both_sides(claims: Claims) -> None:
    assert claims["six-thousand"].figures("agree") == {
        "yes": 1,
        "no": 1,
        "undecided": 0,
    }  # 6,169 is about 6,000, 1,135 is not
    assert claims["grown-locally"].figures("agree")["no"] == 0  # 280 <= 300 <= 320


def test_the_author_is_no_evidence_for_a_figure_that_he_never_gives(claims: Claims) -> None:
    one = claims["ninety-five-per-cent"]
    assert not one.pro.by_author and [source.id for source in one.pro.sources] == ["habibullah-2020/PA"]
    assert "K:initiative-refers-locally" not in set(claims["filter"].pro.rows["statement"])


def test_no_claim_that_a_recommendation_rests_on_asks_for_the_recommendation(real: Study, claims: Claims) -> None:
    assert not [one for one in real.check() if "whose evidence is this recommendation itself" in one.sentence]
    for name in ("narrow-target-scope", "rehabilitation-possible", "little-understanding", "few-certified"):
        assert not [code for code in asked(claims[name].claim) if code.startswith("rec-")]


def asked(claim: Claim) -> list[str]:
    terms = [term for term, _ in iter_terms(claim.supporting) if isinstance(term, Term) and term.field == "code"]
    return [str(value) for term in terms for value in term.values]


def test_the_guide_of_2017_calls_for_no_clear_scheme(real: Study) -> None:
    table = real.counted().table
    assert set(table.loc[table["code"] == "rec-clear-funding", "document"]) == {"pub-faktor-anggaran"}


def test_every_claim_was_looked_against_by_another_than_who_compared_and_all_of_it_was_read(claims: Claims) -> None:
    for name, one in claims.items():
        for limb in one.limbs:
            looked = limb.says.contrary
            assert looked is not None and looked.by in ("reader-a", "reader-b") and looked.by_model, name
            assert set(looked.sentence) == {"id", "en"} and looked.read == limb.searched, name
    for language, said in (("en", "a language model"), ("id", "sebuah model bahasa")):
        assert claims.table(language)["beside"].str.contains(said).all()


@pytest.fixture
def copy(tmp_path: Path) -> Study:
    for name in ("corpus", "codebook", "reports"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(ROOT / "study.yaml", tmp_path)
    return Study.open(tmp_path)


PLANTED = """---
id: pub-planted
title: Catatan
kind: interview
provenance: published
case: muaro-jambi
date: 2018-11
language: id
source: {work: habibullah-2020, section: K, informant: ZZ}
basis: informant
segments:
- {paragraph: 1, statement: "K:planted", basis: informant, role: result, section: K, informant: ZZ, claims: [], terms: []}
---
ZZ menyampaikan bahwa Bazda lambat: rujukan ke sana menunggu berbulan-bulan, sedangkan petugas dari perangkat desa justru mempersulit layanan.
"""


def test_a_planted_contrary_passage_is_found_by_the_search_and_counts_once_it_is_coded(copy: Study) -> None:
    (copy.root / "corpus/documents/pub-planted.md").write_text(PLANTED, encoding="utf-8")
    study = Study.open(copy.root)
    claims = study.claims()
    for name in (
        "referral-faster",
        "bazda-urgent",
        "village-officials-ease",
    ):  # by their words, before anybody coded it
        assert {limb.unread for limb in claims[name].limbs} == {1}, name
        assert "The search now finds 1 more" in claims.table("en").loc[name, "beside"]
    assert {limb.unread for limb in claims["no-local-policy"].limbs} == {0}
    assert any("the search finds 1 passage more" in one.sentence for one in study.check() if one.rank == "next")
    text = study.folder.document("pub-planted").text
    start = text.index("petugas dari")
    study.apply("hr-barrier-village-officials", "pub-planted", start, len(text.rstrip()), coder="consensus")
    study.mark_done("pub-planted", coder="consensus")
    limb = Study.open(copy.root).claims()["village-officials-ease"].limbs[1]
    assert (limb.status, len(limb.any.con.sources)) == ("only-contrary", 1)  # the author says both
