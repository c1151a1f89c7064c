"""Claims weighed on whole studies: what changes a status, and what is told beside it."""

from __future__ import annotations

import pytest
import yaml

from conftest import on_both
from qualitative import Study
from qualitative.errors import FindingError

KINDS = {
    "letter-to-firm-a": ("says", "said"), "firm-c-in-an-hour": ("is", "one-source"), "oven-sheet": ("is", "corroborated"),
    "colleagues-teach": ("pattern", "mixed"), "line-loses-time": ("pattern", "corroborated"), "glad-of-the-name": ("pattern", "mixed"),
    "ways-around-everywhere": ("all", "one-source"), "nobody-saves-time": ("none", "contradicted"),
    "smoothed-because-watched": ("because", "argued"), "stand-beside": ("should", "called-for"),
    "taught-once-shown-daily": ("pattern", "corroborated"), "tablets-add-up": ("is", "one-source"),
}  # fmt: skip


def rewritten(study: Study, claim: str, **fields: object) -> Study:
    """The study with other fields in one claim; None takes one out."""
    path = study.root / "reports/findings.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    entry = next(one for one in entries if one["id"] == claim)
    entry.update(fields)
    for key in [key for key, value in entry.items() if value is None]:
        del entry[key]
    path.write_text(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return Study.open(study.root)


def test_claims_of_every_kind_have_the_status_that_their_evidence_gives(second: Study) -> None:
    claims = second.claims()
    assert {name: (one.claim.kind, one.status) for name, one in claims.items()} == KINDS
    table = claims.table("en")
    assert table.loc["line-loses-time", "said"] == "corroborated"
    assert table.loc["tablets-add-up", "beside"].count("figures") == 2
    told = claims["tablets-add-up"]
    assert (told.figures("hold"), told.figures("agree")) == (
        {"yes": 0, "no": 1, "undecided": 0},
        {"yes": 2, "no": 0, "undecided": 0},
    )
    assert told.depends  # one of its two sources was read by several, who do not agree
    assert "depends on whose codings count" in table.loc["tablets-add-up", "beside"]


@on_both()
def test_a_claim_without_its_evidence_is_not_found_or_not_read_for(either: Study) -> None:
    claims = either.claims()
    counted = either.counted()
    nothing = type(counted)(**{**vars(counted), "table": counted.table.iloc[:0]})
    for name, one in either.claims(found=nothing).items():
        assert one.status in ("not-found", "not-read"), name
        assert claims[name].status not in ("not-found", "not-read") or not len(claims[name].pro.rows), name


@on_both()
def test_every_status_names_what_is_told_in_every_language_of_the_study(either: Study) -> None:
    for language in either.settings.languages:
        table = either.claims().table(language)
        assert table["said"].str.len().gt(0).all()
        assert not table["beside"].str.contains(r"\{|\}").any()


def test_a_claim_of_the_author_alone_has_no_more_than_the_author(real_study: Study) -> None:
    claims = real_study.claims()
    assert claims["no-local-policy"].status == "only-author"
    assert claims["village-officials-ease"].status == "author-both"
    assert not any(one.pro.by_author for one in claims.values() if one.status == "not-found")
    rule = claims["certified-volunteer-rule"]
    assert (rule.status, len(rule.pro.cited)) == ("one-source", 1)
    assert all(one.status != "corroborated" for one in claims.values())


def test_contrary_evidence_is_found_none_or_cannot_be(second_study: Study) -> None:
    looked = {"by": "coder-one", "at": "2024-05-01", "how": "read all that the line says"}
    study = rewritten(second_study, "oven-sheet", contrary=looked)
    assert "contrary: none in " in study.claims().table("en").loc["oven-sheet", "beside"]
    study = rewritten(second_study, "colleagues-teach", contrary=looked)
    assert (
        "contrary: found 10 (read all that the line says; coder-one"
        in study.claims().table("en").loc["colleagues-teach", "beside"]
    )
    study = rewritten(second_study, "oven-sheet", contrary={**looked, "cannot": True})
    assert "cannot contradict it" in study.claims().table("en").loc["oven-sheet", "beside"]
    assert "contrary: not looked for" in study.claims().table("en").loc["stand-beside", "beside"]


def test_a_planted_contrary_passage_changes_the_status(second_study: Study) -> None:
    before = second_study.claims()["line-loses-time"]
    assert (before.status, len(before.con.sources)) == ("corroborated", 0)
    for document, coder in (("int-a-line", "coder-one"), ("int-e-press", "coder-one")):
        said = next(
            one
            for one in second_study.passages.itertuples()
            if one.document == document and isinstance(one.person, str)
        )
        second_study.apply("time-saved", document, said.start, said.end, coder=coder, round=2)
    after = Study.open(second_study.root).claims()["line-loses-time"]
    assert (after.status, len(after.con.sources)) == ("mixed", 2)


def test_a_number_in_a_claim_follows_its_cell(second_study: Study) -> None:
    cell = {"left": 'tracing.digital_minutes["firm-c"]'}
    text = {"en": "It took firm C {left} minutes."}
    study = rewritten(second_study, "firm-c-in-an-hour", text=text, numbers=cell)
    value = study.tables["tracing"].set_index(study.tables["tracing"].columns[0]).loc["firm-c", "digital_minutes"]
    assert study.claims()["firm-c-in-an-hour"].text["en"] == f"It took firm C {value:g} minutes."
    assert not [one for one in study.check() if one.rank == "broken"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "sayz"}, "kind 'sayz'"),
        ({"kind": "says"}, "name the person"),
        ({"who": "a-owner"}, "belongs to a claim of what somebody says"),
        ({"kind": "says", "who": "a-onwer"}, "did you mean a-owner"),
        ({"over": "cases"}, "belongs to claims about all or none"),
        ({"kind": "all", "over": "firms"}, "over 'firms'"),
        ({"all": ["code:paper-copy"], "for": None}, "several limbs"),
        ({"all": ["code:paper-copy", "code:pride"]}, "`for` is missing; give the query"),
        ({"hold": "tracing.digital_minuts[firm-c] = 1"}, "did you mean digital_minutes"),
        ({"text": {"en": "About {n} sheets."}}, "does not say where it comes from"),
        ({"numbers": {"n": "tracing.digital_minutes[firm-c]"}}, "stands in no"),
        ({"text": {"en": "About {n}."}, "numbers": {"n": "tracing"}}, "write table.column"),
        ({"text": {"en": "About {n}."}, "numbers": {"n": "tracing.digital_minutes[firm-z]"}}, "no row 'firm-z'"),
        ({"contrary": {"by": "coder-one"}}, "contrary needs by, at and how"),
        ({"contrary": {"by": "ann", "at": "2024", "how": "x"}}, "no coder of study.yaml"),
    ],
)
def test_a_claim_that_says_what_it_can_not_is_told_by_check(second_study: Study, fields: dict, message: str) -> None:
    study = rewritten(second_study, "oven-sheet", **fields)
    problems = [one for one in study.check() if one.path == "reports/findings.yaml" and one.rank == "broken"]
    assert len(problems) == 1
    assert message in problems[0].sentence


def test_claims_without_a_kind_are_read_and_named_by_check(second_study: Study) -> None:
    study = rewritten(second_study, "colleagues-teach", kind=None)
    assert study.claims()["colleagues-teach"].claim.kind == "is"
    told = [one for one in study.check() if one.rank == "next" and one.path == "reports/findings.yaml"]
    assert "1 of the claims say no kind" in told[0].sentence
    assert "its kind is not said" in study.claims().table("en").loc["colleagues-teach", "beside"]


def test_check_finds_the_recommendation_that_is_its_own_evidence(second_study: Study) -> None:
    def circles(study: Study) -> list[str]:
        return [
            one.sentence for one in study.check() if one.rank == "doubtful" and "recommendation itself" in one.sentence
        ]

    path = second_study.root / "reports/recommendations.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [one.partition(":")[0] for one in circles(second_study)] == [
        "extra-hands"
    ]  # stand-beside asks for training-peer
    entries[0]["codes"] = []
    path.write_text(yaml.safe_dump(entries), encoding="utf-8")
    assert circles(Study.open(second_study.root)) == []


def test_a_check_that_can_not_run_is_an_error_where_claims_are_weighed(second_study: Study) -> None:
    study = rewritten(second_study, "oven-sheet", hold="nowhere.x[y] = 1")
    with pytest.raises(FindingError, match="oven-sheet"):
        study.claims()
