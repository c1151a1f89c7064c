"""What reports say of claims: nothing of their data stops a report, and all that stands beside a status is in every format."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, claims_of, drafted, on_both
from qualitative import Study
from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.naming import TEXTS
from qualitative.i18n import LANGUAGES
from qualitative.reports import sections
from qualitative.reports.page.labels import SYMBOLS, TONES
from qualitative.reports.page.model import ClaimBlock, Report, TableBlock, format_report, parse_report
from qualitative.reports.sections import Draft
from reports.test_render import shown_text, squeezed

ALL = ("scope", "cases", "classes", "joint", "claims", "recommendations", "answers", "limits", "audit")
YEARS = {True: ("growth.csv", "2016,", "2015,"), False: ("tracing.csv", "firm-c,", "firm-x,")}


def made(study: Study, language: str = "en", names: tuple[str, ...] = ("claims",), **chosen: object) -> Report:
    return made_of(study, study.draft(language, **chosen), names)


def made_of(study: Study, draft: Draft, names: tuple[str, ...] = ("claims",)) -> Report:
    parts = [getattr(sections, f"{name}_section")(draft) for name in names]
    if study.root != ROOT and (study.root / "notebooks/reports/puskesos").is_dir():
        own = (
            (name, sections.load_sections(study.root, f"puskesos/{name}.py"))
            for name in ("growth", "counts", "services")
        )
        parts += [getattr(module, f"{name}_section")(draft) for name, module in own]
    return draft.report("findings", None, parts)


MADE: dict[tuple[Path, str], Report] = {}


def report_of(study: Study, language: str = "en") -> Report:
    """The claims of a study that is only read, made once."""
    key = (study.root, language)
    if key not in MADE:
        MADE[key] = made_of(study, drafted(study, language))
    return MADE[key]


def cards(report: Report) -> dict[str, ClaimBlock]:
    return {block.id.removeprefix("claim-"): block for block in report.blocks if isinstance(block, ClaimBlock)}


def beside(card: ClaimBlock) -> str:
    return " ".join(f"{label}: {text}" for label, text in card.beside)


def copied(either: Study, root: Path) -> Study:
    """A copy of a study, to change."""
    for name in ("corpus", "codebook", "reports", "notebooks/reports"):
        shutil.copytree(either.root / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(either.root / "study.yaml", root)
    return Study.open(root)


def changed(study: Study, claim: str, **fields: object) -> Study:
    path = study.root / "reports/findings.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    next(one for one in entries if one["id"] == claim).update(fields)
    path.write_text(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return Study.open(study.root)


@on_both()
def test_a_table_whose_rows_are_called_otherwise_stops_no_report(either: Study, tmp_path: Path) -> None:
    study = copied(either, tmp_path / "copy")
    name, old, new = YEARS[either.root == ROOT]
    path = study.root / "corpus/tables" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"^{old}", new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    study = Study.open(study.root)
    told = cards(made(study, names=ALL))
    lost = [name for name, card in told.items() if "Could not be worked out" in beside(card)]
    assert lost and set(lost) < set(told)
    assert {one.sentence.partition(":")[0] for one in study.check() if one.rank == "broken"} == set(lost)


@on_both()
def test_a_claim_whose_entry_is_wrong_is_named_and_the_others_are_judged(either: Study, tmp_path: Path) -> None:
    first, second = [name for name, one in claims_of(either).items() if len(one.limbs) == 1][:2]
    study = changed(copied(either, tmp_path / "copy"), first, **{"for": "informant:nobody-here"})
    report = made(study, names=ALL)
    assert first not in cards(report) and second in cards(report)
    text = " ".join(getattr(block, "text", "") for block in report.blocks)
    assert "1 finding is not judged, for its entry is wrong" in text and "reports/findings.yaml:" in text
    broken = [one for one in study.check() if one.rank == "broken"]
    assert len(broken) == 1 and broken[0].sentence.startswith(f"{first}: informant:nobody-here can't match")


@on_both()
def test_where_check_finds_nothing_broken_every_section_is_made(either: Study) -> None:
    assert not [str(one) for one in either.check() if one.rank == "broken"]
    for language in either.settings.languages:
        assert cards(made_of(either, drafted(either, language), ALL))


def test_95_that_became_59_in_a_table_or_a_text_shows_in_the_report(real_study: Study, tmp_path: Path) -> None:
    study = copied(real_study, tmp_path / "copy")
    tied = {
        "text": {"id": "Menurut tim {n} persen.", "en": "The team says {n} per cent."},
        "numbers": {"n": "referrals.percent[team-share]"},
    }
    study = changed(study, "ninety-five-per-cent", **tied)
    assert cards(made(study))["ninety-five-per-cent"].text == "The team says 95 per cent."
    path = study.root / "corpus/tables/referrals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",95,", ",59,"), encoding="utf-8")
    card = cards(made(Study.open(study.root)))["ninety-five-per-cent"]
    assert card.text == "The team says 59 per cent."
    assert "Its own: hold 0, do not 1" in beside(card)
    untied = {"text": {"id": "Menurut tim 59 persen.", "en": "The team says 59 per cent."}, "numbers": {}, "hold": []}
    card = cards(made(changed(study, "ninety-five-per-cent", **untied)))["ninety-five-per-cent"]
    assert "The number 59 in the sentence stands in none of its passages and checks." in beside(card)


def test_a_planted_contrary_passage_stands_in_the_report(second_study: Study) -> None:
    before = cards(made(second_study))["line-loses-time"]
    assert (before.status, before.opposing, before.sources_against) == ("corroborated", (), ())
    said = next(
        one
        for one in second_study.passages.itertuples()
        if one.document == "int-a-line" and isinstance(one.person, str)
    )
    second_study.apply("time-saved", "int-a-line", said.start, said.end, coder="coder-one", round=2)
    looked = {"by": "coder-two", "at": "2024-05-01", "how": "all that the line says"}
    report = made(changed(second_study, "line-loses-time", contrary=looked))
    after = cards(report)["line-loses-time"]
    assert after.opposing == (f"int-a-line.{said.start}-{said.end}",) and after.sources_against == ("a-line",)
    assert "Looked for (coder-two, 1 May 2024): found 1. All that the line says." in beside(after)
    table = next(block for block in report.blocks if isinstance(block, TableBlock) and block.id == "claims-table")
    row = next(row for row in table.rows if row[0].text == after.text)
    assert [cell.text for cell in row[-2:]] == ["1", "found 1"]


@on_both()
def test_every_card_says_what_was_expected_and_whether_anybody_looked(either: Study) -> None:
    claims = claims_of(either)
    for language in either.settings.languages:
        for name, card in cards(report_of(either, language)).items():
            labels = [label for label, _ in card.beside]
            assert TEXTS.say("label.expected", language) in labels and TEXTS.say("label.contrary", language) in labels
            assert card.status == claims[name].status
            assert len(card.sources_for) == len(claims[name].pro.sources)
            assert card.met == claims[name].is_met
            assert not re.search(r"[{}]", card.why + beside(card))
            assert (
                bool(card.asserting) == claims[name].pro.by_author and bool(card.denying) == claims[name].con.by_author
            )


@on_both()
def test_the_table_and_the_cards_give_the_same_counts(either: Study) -> None:
    report = report_of(either)
    table = next(block for block in report.blocks if isinstance(block, TableBlock) and block.id == "claims-table")
    places = [column.label for column in table.columns]
    for row, card in zip(table.rows, cards(report).values(), strict=True):
        pro, con = (row[places.index(label)] for label in ("For", "Against"))
        assert pro.text.rpartition("–")[2] in (str(len(card.sources_for)), "") and pro.refs == card.supporting
        assert con.text.rpartition("–")[2] in (str(len(card.sources_against)), "") and con.refs == card.opposing
        assert row[places.index("Status")].text == card.status_label


@pytest.mark.parametrize("format", ["html", "pdf"])
@on_both()
def test_what_stands_beside_a_status_is_shown_on_page_and_paper(either: Study, format: str) -> None:
    for language in either.settings.languages:
        report = report_of(either, language)
        text = squeezed(shown_text(report, format))
        for card in list(cards(report).values())[:6]:
            assert squeezed(card.status_label) in text
            for label, said in card.beside:
                assert squeezed(label) in text
                assert squeezed(said.replace("\\", ""))[:60] in text


@on_both()
def test_a_model_with_all_that_stands_beside_reads_back(either: Study) -> None:
    import json

    report = report_of(either)
    assert parse_report(json.loads(format_report(report))) == report


def test_each_status_has_a_look_and_its_words_are_those_of_todays_list() -> None:
    assert set(TONES) == set(STATUS_IDS) and set(TONES.values()) == set(SYMBOLS)
    for language in LANGUAGES:
        named = {TEXTS.say(f"status.{one}", language) for one in STATUS_IDS}
        assert len(named) == len(STATUS_IDS)


def test_two_limbs_have_each_its_own_status_on_the_card(second: Study) -> None:
    card = cards(report_of(second))["taught-once-shown-daily"]
    assert len(card.limbs) == 2
    parts = [text for label, text in card.beside if label == "Part"]
    assert [text.partition(")")[0] for text in parts] == ["(1", "(2"] and all("corroborated" in text for text in parts)


def test_a_status_that_depends_on_whose_codings_count_shows_both_ends(second: Study) -> None:
    card = cards(report_of(second))["tablets-add-up"]
    assert card.ends == ("one-source", "corroborated") and card.status == "one-source"
    assert "one source by what all who read it gave, corroborated by what any gave" in beside(card)
