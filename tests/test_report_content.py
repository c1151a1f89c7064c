"""What reports say: chosen evidence only, numbers that lead to segments, and honest first pages."""

from __future__ import annotations

import json
import re

import pytest

from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports import sections
from qualitative.reports.inline import escape, iter_spans
from qualitative.reports.model import ClaimBlock, Report, TableBlock, format_report, parse_report
from qualitative.reports.preview import preview_html
from qualitative.reports.run import report_name

FINDINGS = ("scope", "growth", "cases", "services", "barriers", "claims", "limits")


def findings(study: Study, **chosen) -> Report:
    draft = study.draft(**{"language": "en", **chosen})
    parts = [getattr(sections, f"{name}_section")(draft) for name in FINDINGS]
    return draft.report("findings", {"id": "Temuan", "en": "Findings"}, parts)


@pytest.fixture(scope="module")
def report(real_study: Study) -> Report:
    return findings(real_study)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"districts": ["takalr"]}, "did you mean takalar"),
        ({"language": "fr"}, "language 'fr'"),
        ({"evidence": "al"}, "did you mean all"),
        ({"coders": ["coder-c"]}, "did you mean coder-"),
        ({"codebook": 99}, "no version 99"),
    ],
)
def test_a_wrong_choice_names_the_nearest(real_study: Study, chosen: dict, message: str) -> None:
    with pytest.raises(Exception, match=message):
        real_study.draft(**chosen)


def test_simulated_material_is_left_out_unless_asked_for(real_study: Study, report: Report) -> None:
    assert {passage.provenance for passage in report.passages} == {"published"}
    whole = findings(real_study, evidence="all")
    assert whole.blocks[0].kind == "simulated"
    assert {"published", "simulated"} == {passage.provenance for passage in whole.passages}


def test_the_first_callouts_say_that_a_model_coded_and_that_notes_are_paraphrase(report: Report) -> None:
    assert [block.kind for block in report.blocks[:2]] == ["model", "note"]
    assert "No human coded" in report.blocks[0].text
    assert "inter-human" not in format_report(report)


def test_every_passage_is_the_text_of_its_segment(real_study: Study, report: Report) -> None:
    for passage in report.passages:
        document, start, end = re.fullmatch(r"(.+)\.(\d+)-(\d+)", passage.id).groups()
        assert passage.text == real_study.document(document).text[int(start) : int(end)]
        assert not passage.verbatim
        assert passage.locator and passage.basis and passage.date and passage.case


def test_a_number_is_the_number_of_segments_that_it_leads_to(report: Report) -> None:
    counted = [cell for block in report.blocks if isinstance(block, TableBlock) and block.id in ("services-table", "policy-table")
               for row in block.rows for cell in row if cell.refs]  # fmt: skip
    assert counted
    assert all(cell.text == str(len(cell.refs)) for cell in counted)


def test_a_report_on_two_districts_speaks_of_no_other(real_study: Study) -> None:
    report = findings(real_study, districts=["takalar", "bandung"])
    assert {passage.case for passage in report.passages} <= {"National", "Takalar Regency", "Bandung Regency"}
    claims = {block.id for block in report.blocks if isinstance(block, ClaimBlock)}
    assert "claim-takalar-health-insurance" in claims
    assert "claim-muaro-jambi-documents" not in claims


def test_the_missing_values_of_cases_carry_their_reason(report: Report) -> None:
    table = next(block for block in report.blocks if block.type == "table" and block.id == "cases-table")
    missing = [cell for row in table.rows for cell in row if cell.text == "NA"]
    assert missing
    assert all(cell.note for cell in missing)


def test_figures_that_disagree_stand_side_by_side(report: Report) -> None:
    table = next(block for block in report.blocks if block.type == "table" and block.id == "counts-table")
    assert {"300", "320", "1,135", "6,000", "6,169"} <= {cell.text for row in table.rows for cell in row}


def test_the_same_inputs_give_the_same_model_and_it_reads_back(real_study: Study, report: Report) -> None:
    text = format_report(report)
    assert format_report(findings(real_study)) == text
    assert parse_report(json.loads(text)) == parse_report(json.loads(text))
    assert format_report(parse_report(json.loads(text))) == text


@pytest.mark.parametrize("data", [{}, {"blocks": [{"type": "nonsense"}], "passages": [], "facts": []}, {"blocks": 3}])
def test_what_is_no_report_model_is_refused(data: dict) -> None:
    with pytest.raises(ReportError, match="not a report model"):
        parse_report(data)


def test_an_empty_study_has_a_report(study: Study) -> None:
    (study.folder.corpus / "transcripts/int-1.md").unlink()
    study.folder.refresh()
    draft = study.draft("en", coders=["ana"])
    parts = [getattr(sections, f"{name}_section")(draft) for name in FINDINGS]
    made = draft.report("findings", {"en": "Findings"}, parts)
    assert "Limits" in [block.text for block in made.blocks if block.type == "heading"]


def test_a_study_of_another_field_gets_no_prose_of_this_one(study: Study) -> None:
    study.apply("services", "int-1", 20, 30, coder="ana")
    draft = study.draft("en", coders=["ana"])
    parts = [getattr(sections, f"{name}_section")(draft) for name in FINDINGS]
    text = format_report(draft.report("findings", {"en": "Findings"}, parts))
    assert "Puskesos" not in text and "ministry" not in text


def test_recommendations_show_the_barriers_that_nothing_answers(real_study: Study) -> None:
    draft = real_study.draft("en")
    table = next(block for block in sections.answers_section(draft).blocks if isinstance(block, TableBlock))
    answered = {row[0].text: row[4].text for row in table.rows}
    book = real_study.codebook
    assert answered[book.label("policy-barrier-no-technical-regulation", "en")] == "–"
    assert answered[book.label("hr-barrier-understanding", "en")] == "–"
    assert answered[book.label("policy-barrier-narrow-target", "en")] != "–"


def test_a_recommendation_says_when_its_ground_is_the_author_s_word(real_study: Study) -> None:
    draft = real_study.draft("en")
    cards = [block for block in sections.recommendations_section(draft).blocks if block.type == "recommendation"]
    assert {card.standing for card in cards} <= {"stands", "thin", "lost"}
    assert any("not supported" in card.ground and "(**asserted**)" in card.ground for card in cards)


@pytest.mark.parametrize("evidence", ["counted", "published", "simulated", "all"])
@pytest.mark.parametrize("district", ["takalar", "bandung"])
def test_every_choice_of_evidence_makes_a_report(real_study: Study, evidence: str, district: str) -> None:
    report = findings(real_study, evidence=evidence, districts=[district])
    assert report.passages


def test_support_by_simulation_alone_is_said(real_study: Study) -> None:
    cards = {block.id: block for block in findings(real_study, evidence="all").blocks if isinstance(block, ClaimBlock)}
    assert cards["claim-cannot-decide"].status_label == "supported (with simulation; without: asserted)"
    assert cards["claim-bazda-urgent"].status_label == "supported"


@pytest.mark.parametrize("text", ["a *b* [c](#d)", "**x**", r"\ back", "[1] + [2]", "<script>"])
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert "".join(span.text for span in iter_spans(escape(text))) == text


def test_a_notebook_preview_runs_nothing_from_outside(report: Report) -> None:
    hostile = report.blocks[0].__class__("note", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    shown = preview_html([hostile, *report.blocks])
    assert "<script" not in shown and "<img src=x" not in shown


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"language": "en"}, "findings-en"),
        ({"language": "id", "districts": ["takalar", "bandung"]}, "findings-takalar-bandung-id"),
        ({"language": "en", "evidence": "all", "coders": ["coder-a"], "codebook": 1}, "findings-all-coder-a-v1-en"),
    ],
)
def test_reports_of_other_choices_do_not_overwrite_the_usual_ones(parameters: dict, name: str) -> None:
    assert report_name("findings", parameters) == name


def test_a_section_in_a_notebook_shows_its_passages_with_where_they_come_from(real_study: Study) -> None:
    shown = sections.cases_section(real_study.draft("en"))._repr_html_()
    assert "Bazda" in shown
    assert "informant · SY · Muaro Jambi Regency · November 2018 · published" in shown
    assert "“" not in shown  # notes in our own words are no quotations
