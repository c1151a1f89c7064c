"""Claims weighed on whole studies: what changes a status, and what is told beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, claims_of, on_both
from qualitative import Study

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
    claims = claims_of(second)
    assert {name: (one.claim.kind, one.status) for name, one in claims.items()} == KINDS
    table = claims.table("en")
    assert table.loc["line-loses-time", "said"] == "corroborated"
    assert "do not 1" in table.loc["tablets-add-up", "beside"] and "agree 2" in table.loc["tablets-add-up", "beside"]
    told = claims["tablets-add-up"]
    assert (told.figures("hold"), told.figures("agree")) == (
        {"yes": 0, "no": 1, "undecided": 0},
        {"yes": 2, "no": 0, "undecided": 0},
    )
    assert told.depends  # one of its two sources was read by several, who do not agree
    assert "Depends on whose codings count: one source by what all" in table.loc["tablets-add-up", "beside"]


@on_both()
def test_a_claim_without_its_evidence_is_not_found_or_not_read_for(either: Study) -> None:
    claims = claims_of(either)
    counted = either.counted()
    nothing = type(counted)(**{**vars(counted), "table": counted.table.iloc[:0]})
    for name, one in either.claims(found=nothing).items():
        assert one.status in ("not-found", "not-read"), name
        assert claims[name].status not in ("not-found", "not-read") or not len(claims[name].pro.rows), name


@on_both()
def test_every_status_names_what_is_told_in_every_language_of_the_study(either: Study) -> None:
    for language in either.settings.languages:
        table = claims_of(either).table(language)
        assert table["said"].str.len().gt(0).all()
        assert not table["beside"].str.contains(r"\{|\}").any()


def test_a_claim_of_the_author_alone_has_no_more_than_the_author(real_study: Study) -> None:
    claims = claims_of(real_study)
    assert claims["no-local-policy"].status == "only-author"
    assert [limb.status for limb in claims["village-officials-ease"].limbs] == ["only-author", "author-both"]
    assert not any(one.pro.by_author for one in claims.values() if one.status == "not-found")
    rule = claims["certified-volunteer-rule"]
    assert (rule.status, len(rule.pro.cited)) == ("one-source", 1)
    assert all(one.status != "corroborated" for one in claims.values())


def test_contrary_evidence_is_found_none_or_cannot_be(second_study: Study) -> None:
    looked = {"by": "coder-one", "at": "2024-05-01", "how": "read all that the line says"}
    study = rewritten(second_study, "oven-sheet", contrary=looked)
    assert "Looked for (coder-one, 1 May 2024): none in " in study.claims().table("en").loc["oven-sheet", "beside"]
    study = rewritten(second_study, "colleagues-teach", contrary=looked)
    assert (
        "Looked for (coder-one, 1 May 2024): found 10. Read all that the line says."
        in study.claims().table("en").loc["colleagues-teach", "beside"]
    )
    study = rewritten(second_study, "oven-sheet", contrary={**looked, "cannot": True})
    assert "cannot contradict it" in study.claims().table("en").loc["oven-sheet", "beside"]
    assert "Contrary evidence: Not looked for." in study.claims().table("en").loc["stand-beside", "beside"]


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
        ({"all": ["code:paper-copy", "code:pride"]}, "say the same thing twice"),
        ({"hold": "tracing.digital_minuts[firm-c] = 1"}, "did you mean digital_minutes"),
        ({"text": {"en": "About {n} sheets."}}, "does not say where it comes from"),
        ({"numbers": {"n": "tracing.digital_minutes[firm-c]"}}, "stands in no"),
        ({"text": {"en": "About {n}."}, "numbers": {"n": "tracing"}}, "write table.column"),
        ({"text": {"en": "About {n}."}, "numbers": {"n": "tracing.digital_minutes[firm-z]"}}, "no row 'firm-z'"),
        ({"contrary": {"by": "coder-one"}}, "contrary needs by, at, and in which way"),
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
    told = [one.sentence for one in study.check() if one.rank == "next" and one.path == "reports/findings.yaml"]
    assert any("1 of the claims say no kind" in one for one in told)
    assert any("12 of the claims do not say whether anybody looked" in one for one in told)
    assert "Its kind is not said" in study.claims().table("en").loc["colleagues-teach", "beside"]


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


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"hold": "nowhere.x[y] = 1"}, "nowhere.x[y] = 1"),
        ({"agree": "tracing.digital_minutes[firm-z] = 1"}, "tracing.digital_minutes[firm-z] = 1"),
        ({"text": {"en": "About {n} sheets."}, "numbers": {"n": "tracing.digital_minutes[firm-z]"}}, "n"),
        ({"text": {"en": "About {n} sheets."}, "numbers": {"n": {"statement": "K none"}}}, "n"),
    ],
)
def test_a_check_or_number_that_is_not_there_is_told_beside_the_status(
    second_study: Study, fields: dict, what: str
) -> None:
    study = rewritten(second_study, "oven-sheet", **fields)
    told = study.claims()["oven-sheet"]
    assert told.status == "corroborated"
    assert [name for name, _ in told.missing] == [what]
    assert (
        f"Could not be worked out, for the tables or notes do not hold what it names: {what}."
        in (study.claims().table("en").loc["oven-sheet", "beside"])
    )
    assert "{" not in told.text["en"]


def test_a_number_that_nothing_bears_out_is_told_in_check_and_beside_the_status(second_study: Study) -> None:
    text = {"en": "Firm C found the glass and the kettles of a chipped jar within 60 minutes."}
    study = rewritten(second_study, "firm-c-in-an-hour", text=text)
    assert study.claims()["firm-c-in-an-hour"].stray == {"en": ()}  # 60 stands in its check
    study = rewritten(second_study, "firm-c-in-an-hour", text={"en": text["en"].replace("60", "59")})
    assert study.claims()["firm-c-in-an-hour"].stray == {"en": ("59",)}
    doubts = [one for one in study.check() if one.rank == "doubtful" and one.path == "reports/findings.yaml"]
    assert len(doubts) == 1 and "the number 59 in its text stands in none of its passages" in doubts[0].sentence
    assert "The number 59 in the sentence" in study.claims().table("en").loc["firm-c-in-an-hour", "beside"]


def test_95_that_became_59_in_the_text_of_a_shipped_claim_is_told(tmp_path: Path) -> None:
    for name in ("corpus", "codebook", "reports"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(ROOT / "study.yaml", tmp_path)
    path = tmp_path / "reports/findings.yaml"
    text = path.read_text(encoding="utf-8")
    untouched = [one for one in Study.open(tmp_path).check() if "the number" in one.sentence and " 59 " in one.sentence]
    assert not untouched
    untied = re.sub(r"  numbers:\n    share: .*\n", "", text)
    path.write_text(untied.replace("{share}", "59"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    study = Study.open(tmp_path)
    assert any("the number 59 in its text" in one.sentence for one in study.check())
    assert study.claims()["ninety-five-per-cent"].stray["en"] == ("59",)


def test_an_expectation_of_somebody_who_is_not_there_is_told_by_check(second_study: Study) -> None:
    for expect, near in (
        ({"informants": ["a-onwer"]}, "a-owner"),
        ({"sources": ["doc-a-procedur"]}, "doc-a-procedure"),
    ):
        study = rewritten(second_study, "oven-sheet", expect=expect)
        broken = [one.sentence for one in study.check() if one.rank == "broken"]
        assert len(broken) == 1 and f"did you mean {near}" in broken[0]


def test_what_is_not_read_at_all_is_not_called_absent(second_study: Study) -> None:
    for path in (second_study.root / "corpus/codings").rglob("*.jsonl"):
        path.unlink()
    claims = Study.open(second_study.root).claims()
    assert {one.status for one in claims.values()} == {"not-read"}


def test_a_deviant_case_that_a_person_explained_is_told_and_changes_no_status(second_study: Study) -> None:
    before = second_study.claims()["colleagues-teach"].status
    said = {"by": "coder-one", "at": "2024-05-06", "why": "the new line came with its own trainer."}
    study = rewritten(second_study, "colleagues-teach", deviant=said)
    claims = study.claims()
    told = "A deviant case, as coder-one explains it (6 May 2024): the new line came with its own trainer."
    assert claims["colleagues-teach"].status == before
    assert told in claims.table("en").loc["colleagues-teach", "beside"]
    # nothing speaks against this one: there is no case to explain
    claims = rewritten(study, "line-loses-time", deviant=said).claims()
    assert claims["line-loses-time"].con.is_empty
    assert "A deviant case" not in claims.table("en").loc["line-loses-time", "beside"]


@pytest.mark.parametrize(
    ("deviant", "message"),
    [
        ({"by": "robot", "at": "2024-05-06", "why": "so"}, "is no person among the coders"),
        ({"by": "coder-one", "at": "2024-05-06"}, "what explains a deviant case needs by, at, why"),
        ({"by": "coder-one", "at": "2024-05-06", "why": 5}, "why 5 is no text"),
        ({"by": "coder-one", "at": "May", "why": "so"}, "at 'May' is no date"),
    ],
)
def test_an_explanation_that_nobody_can_answer_for_is_told_by_check(
    second_study: Study, deviant: dict[str, object], message: str
) -> None:
    study = rewritten(second_study, "colleagues-teach", deviant=deviant)
    assert any(message in one.sentence for one in study.check())


def test_an_expectation_that_is_not_the_usual_says_why_or_that_no_reason_is_given(second_study: Study) -> None:
    plain = "No reason is given for expecting something else than the usual."
    assert plain in second_study.claims().table("en").loc["colleagues-teach", "beside"]
    study = rewritten(
        second_study, "colleagues-teach", expect={"informants": 2, "why": "Each firm was told of by two."}
    )
    told = study.claims().table("en").loc["colleagues-teach", "beside"]
    assert "Why not the usual: Each firm was told of by two." in told and plain not in told
    study = rewritten(second_study, "colleagues-teach", expect=None)
    assert plain not in study.claims().table("en").loc["colleagues-teach", "beside"]
