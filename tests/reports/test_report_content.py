"""What reports say: chosen evidence only, numbers that lead to segments, and honest first pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT, drafted, on_both
from qualitative import Study
from qualitative.analysis.counts import People
from qualitative.errors import ReportError
from qualitative.findings.kinds import STRENGTH_OF, STRENGTHS
from qualitative.privacy import barred_in
from qualitative.reports import sections
from qualitative.reports.making.run import report_name
from qualitative.reports.page.inline import escape, iter_spans
from qualitative.reports.page.model import Callout, ClaimBlock, Report, TableBlock, format_report, parse_report
from qualitative.reports.page.preview import preview_html
from qualitative.reports.sections import Draft

FINDINGS = ("scope", "cases", "classes", "claims", "limits")
OWN = ("growth", "counts", "services")  # sections of the first study alone


def findings(study: Study, **chosen) -> Report:
    return findings_of(study, drafted(study, **{"language": "en", **chosen}))


def findings_of(study: Study, draft: Draft) -> Report:
    parts = [getattr(sections, f"{name}_section")(draft) for name in FINDINGS]
    if study.root == ROOT:
        loaded = ((name, sections.load_sections(ROOT, f"puskesos/{name}.py")) for name in OWN)
        parts += [getattr(module, f"{name}_section")(draft) for name, module in loaded]
    return draft.report("findings", {"id": "Temuan", "en": "Findings"}, parts)


MADE: dict[Path, Report] = {}


@pytest.fixture
def report(either: Study) -> Report:
    """The report of either study by its own choices, made once."""
    if either.root not in MADE:
        MADE[either.root] = findings(either)
    return MADE[either.root]


def of_one_coder(study: Study) -> dict[str, list[str]]:
    """Parameters of a report that reaches simulated material: in the second study the consensus settled none."""
    return {} if study.root == ROOT else {"coders": ["coder-one"]}


def text_of(report: Report) -> str:
    """What a report says of itself, without the words of its passages."""
    return json.dumps({**json.loads(format_report(report)), "passages": []})


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"cases": ["takalr"]}, "did you mean takalar"),
        ({"language": "fr"}, "language 'fr'"),
        ({"evidence": "al"}, "did you mean all"),
        ({"coders": ["coder-c"]}, "did you mean coder-"),
        ({"codebook": 99}, "no version 99"),
    ],
)
def test_a_wrong_choice_names_the_nearest(real_study: Study, chosen: dict, message: str) -> None:
    with pytest.raises(Exception, match=message):
        real_study.draft(**chosen)


@on_both()
def test_simulated_material_is_left_out_unless_asked_for(either: Study, report: Report) -> None:
    counted = {"published"} if either.root == ROOT else {"fieldwork"}
    assert {passage.provenance for passage in report.passages} == counted
    whole = findings(either, evidence="all")
    assert whole.blocks[0].kind == "simulated"
    # of the second study's, the pilot alone was coded
    coded = {"simulated"} if either.root == ROOT else set()
    assert counted | coded == {passage.provenance for passage in whole.passages}


@pytest.mark.parametrize("either", ["real_study"], indirect=True)
def test_the_first_callouts_say_that_a_model_coded_and_that_notes_are_paraphrase(report: Report) -> None:
    assert [block.kind for block in report.blocks[:2]] == ["model", "note"]
    assert "No human coded" in report.blocks[0].text
    assert "inter-human" not in format_report(report)


def test_where_people_coded_nothing_is_said_of_models(second: Study) -> None:
    text = format_report(findings(second))
    assert "No human coded" not in text and "language model" not in text


@on_both()
def test_every_passage_is_the_text_of_its_segment(either: Study, report: Report) -> None:
    assert report.passages
    barred = barred_in(either.folder, "verbatim")
    for passage in report.passages:
        document, start, end = re.fullmatch(r"(.+)\.(\d+)-(\d+)", passage.id).groups()
        found = either.document(document)
        unquoted = any(one.start < int(end) and int(start) < one.end for one in barred.get(document, ()))
        if passage.text.startswith("[not quoted: the speaker did not agree"):
            assert unquoted and not passage.verbatim and not passage.before + passage.after
        else:
            assert passage.text == found.text[int(start) : int(end)] and not unquoted
            assert passage.verbatim == (bool(found.speakers) or found.provenance != "published")
        assert passage.basis and passage.date and passage.case
        assert passage.locator or found.provenance != "published"


@on_both()
def test_a_number_leads_to_as_many_statements(report: Report) -> None:
    counted = [cell for block in report.blocks if isinstance(block, TableBlock) and block.id in ("services-table", "class-policy-table", "class-people-table")
               for row in block.rows for cell in row if cell.refs]  # fmt: skip
    assert counted
    places = {passage.id: passage.places for passage in report.passages}
    held = [
        (int(cell.text.rpartition("–")[2]), {place for ref in cell.refs for place in places[ref]}) for cell in counted
    ]
    # a segment over two statements leads to both, also where only one of them is of that case or basis
    assert all(0 < number <= len(found) for number, found in held)
    assert sum(number == len(found) for number, found in held) > 0.9 * len(held)


@on_both()
def test_a_report_on_two_cases_speaks_of_no_other(either: Study) -> None:
    cases = list(either.cases.index)[1:3]
    draft = drafted(either, "en", cases=cases)
    report = findings(either, cases=cases)
    names = {draft.inputs.case_name(case) for case in cases}
    whole = {"National"} if either.root == ROOT else set()
    spoken = {name for passage in report.passages for name in passage.case.split(", ")}
    assert spoken and spoken <= names | whole


def test_a_report_on_two_districts_judges_their_claims_alone(real_study: Study) -> None:
    report = findings(real_study, cases=["takalar", "bandung"])
    claims = {block.id for block in report.blocks if isinstance(block, ClaimBlock)}
    assert "claim-takalar-health-insurance" in claims
    assert "claim-muaro-jambi-documents" not in claims


@on_both()
def test_the_missing_values_of_cases_carry_their_reason(report: Report) -> None:
    table = next(block for block in report.blocks if block.type == "table" and block.id == "cases-table")
    missing = [cell for row in table.rows for cell in row if cell.text == "NA"]
    assert missing
    assert all(cell.note for cell in missing)


@pytest.mark.parametrize("either", ["real_study"], indirect=True)
def test_figures_that_disagree_stand_side_by_side(report: Report) -> None:
    table = next(block for block in report.blocks if block.type == "table" and block.id == "counts-table")
    assert {"300", "320", "1,135", "6,000", "6,169"} <= {cell.text for row in table.rows for cell in row}


@on_both()
def test_the_same_inputs_give_the_same_model_and_it_reads_back(either: Study, report: Report) -> None:
    text = format_report(report)
    assert format_report(findings_of(either, either.draft("en"))) == text
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


@on_both()
def test_a_barrier_is_answered_by_the_recommendations_that_name_it(either: Study) -> None:
    draft = drafted(either, "en")
    table = next(block for block in sections.answers_section(draft).blocks if isinstance(block, TableBlock))
    named = {code for one in draft.inputs.recommendations if one.kind == "recommendation" for code in one.barriers}
    place = [column.label for column in table.columns].index("Recommendation")
    answered = {row[0].text for row in table.rows if row[place].text != "–"}
    assert answered == {either.codebook.label(code, "en") for code in named} & {row[0].text for row in table.rows}
    assert answered


def test_recommendations_show_the_barriers_that_nothing_answers(real_study: Study) -> None:
    draft = drafted(real_study, "en")
    table = next(block for block in sections.answers_section(draft).blocks if isinstance(block, TableBlock))
    answered = {row[0].text: row[4].text for row in table.rows}
    book = real_study.codebook
    assert answered[book.label("policy-barrier-no-technical-regulation", "en")] == "–"
    assert answered[book.label("hr-barrier-understanding", "en")] == "–"
    assert answered[book.label("policy-barrier-narrow-target", "en")] != "–"


def test_a_recommendation_says_when_its_ground_is_the_author_s_word(real_study: Study) -> None:
    draft = drafted(real_study, "en")
    cards = [block for block in sections.recommendations_section(draft).blocks if block.type == "recommendation"]
    assert {card.standing for card in cards} <= {"strong", "moderate", "weak", "lost"}
    weak = [card for card in cards if card.standing == "weak"]
    assert weak and all(any("(**only the author**)" in finding for finding in card.findings) for card in weak)
    assert all("the author alone" in card.ground for card in weak)


def test_what_a_recommendation_marks_is_no_evidence_for_the_findings_that_it_rests_on(second: Study) -> None:
    draft = drafted(second, "en")
    cards = {
        block.id: block for block in sections.recommendations_section(draft).blocks if block.type == "recommendation"
    }
    assert draft.inputs.judging.claims["stand-beside"].status == "called-for"
    card = cards["recommendation-extra-hands"]  # it is marked by training-peer, which the finding asks for
    assert "stand beside one who does not (**not yet read for**)" in card.findings[0]
    assert (
        card.standing == "weak" and "is left out of the evidence; 1 finding would otherwise rest on it" in card.ground
    )
    assert "left out" not in cards["recommendation-own-your-records"].ground


@on_both()
def test_the_ground_of_a_recommendation_is_as_strong_as_its_weakest_finding(either: Study) -> None:
    draft = drafted(either, "en")
    cards = [block for block in sections.recommendations_section(draft).blocks if block.type == "recommendation"]
    given = [one for one in draft.inputs.recommendations if one.kind == "recommendation"]
    assert cards and len(cards) == len(given)
    for card, one in zip(cards, given, strict=True):
        strengths = [STRENGTH_OF[weighed.status] for weighed in draft.inputs.judging.without(one).values()]
        assert card.standing == min(strengths, key=STRENGTHS.index)
        assert len(card.findings) == len(one.findings)


@pytest.mark.parametrize("evidence", ["counted", "published", "simulated", "all"])
@pytest.mark.parametrize("district", ["takalar", "bandung"])
def test_every_choice_of_evidence_makes_a_report(real_study: Study, evidence: str, district: str) -> None:
    report = findings(real_study, evidence=evidence, cases=[district])
    assert report.passages


@pytest.mark.parametrize("evidence", ["counted", "fieldwork", "all"])
@pytest.mark.parametrize("case", ["firm-a", "firm-c", "firm-e"])
def test_every_case_makes_a_report_of_what_one_coder_coded(second: Study, evidence: str, case: str) -> None:
    report = findings(second, evidence=evidence, cases=[case], coders=["coder-one"])
    assert {passage.case for passage in report.passages} - {"Firm " + case[-1].upper()} <= {"All firms"}
    assert report.passages


@pytest.mark.parametrize("chosen", [{"evidence": "published"}, {"cases": ["firm-f"], "coders": ["assistant"]}])
def test_a_selection_that_nobody_read_makes_a_report_that_says_so(second: Study, chosen: dict) -> None:
    made = findings(second, **chosen)
    first = [block.text for block in made.blocks if isinstance(block, Callout)]
    assert any("No document of this selection is marked as read to the end" in text for text in first)
    cards = [block for block in made.blocks if isinstance(block, ClaimBlock)]
    assert cards and {card.status for card in cards} == {"not-read"}


@pytest.fixture(scope="module")
def told(second: Study) -> str:
    """All that a whole report of a study without a work says of itself."""
    draft = drafted(second, "en", coders=["coder-one"])
    names = (*FINDINGS, "joint", "answers", "recommendations", "audit")
    parts = [getattr(sections, f"{name}_section")(draft) for name in names]
    return text_of(draft.report("findings", {"en": "Findings"}, parts)).lower()


@pytest.mark.parametrize(
    "word", ["district", "author", "rule or guide", "the paper", "the work", "indonesian", "three domains", "national"]
)
def test_a_study_without_a_work_reads_nothing_of_the_first_study(told: str, word: str) -> None:
    assert word not in told


def test_each_class_of_codes_has_its_table(second: Study) -> None:
    blocks = sections.classes_section(drafted(second, "en", coders=["coder-one"])).blocks
    rows = {row[0].text for block in blocks if isinstance(block, TableBlock) for row in block.rows}
    hinder = ("Recording costs time", "Feeling watched", "Devices fail", "Paper beside it")
    assert set(hinder) <= rows


def test_a_person_who_speaks_twice_is_one_person_and_a_group_counts_apart(second: Study) -> None:
    draft = drafted(second, "en")
    table = next(block for block in sections.scope_section(draft).blocks if getattr(block, "id", "") == "documents")
    assert [column.label for column in table.columns[-2:]] == ["Persons who speak", "Groups, with their persons"]
    people = {row[0].text: [cell.text for cell in row[-2:]] for row in table.rows}
    assert people["Firm C"] == ["1", "–"]  # one, in two interviews under one label
    assert people["Firm B"] == ["2", "1 (4)"]


def test_a_document_of_fieldwork_is_no_author(second: Study) -> None:
    draft = drafted(second, "en", coders=["coder-one"])
    weighed = draft.inputs.judging.claims["oven-sheet"]
    assert not weighed.pro.by_author and not len(weighed.pro.of_author)


def test_support_by_simulation_alone_is_said(real_study: Study) -> None:
    cards = {block.id: block for block in findings(real_study, evidence="all").blocks if isinstance(block, ClaimBlock)}
    assert cards["claim-cannot-decide"].status_label == "partly (with simulation; without: only the author)"
    assert cards["claim-two-centres"].status_label == "only the author"


@pytest.mark.parametrize("text", ["a *b* [c](#d)", "**x**", r"\ back", "[1] + [2]", "<script>"])
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert "".join(span.text for span in iter_spans(escape(text))) == text


@pytest.mark.parametrize("either", ["real_study"], indirect=True)
def test_a_notebook_preview_runs_nothing_from_outside(report: Report) -> None:
    hostile = report.blocks[0].__class__("note", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    shown = preview_html([hostile, *report.blocks])
    assert "<script" not in shown and "<img src=x" not in shown


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"language": "en"}, "findings-en"),
        ({"language": "id", "cases": ["takalar", "bandung"]}, "findings-takalar-bandung-id"),
        ({"language": "en", "evidence": "all", "coders": ["coder-a"], "codebook": 1}, "findings-all-coder-a-v1-en"),
    ],
)
def test_reports_of_other_choices_do_not_overwrite_the_usual_ones(parameters: dict, name: str) -> None:
    assert report_name("findings", parameters) == name


def test_a_section_in_a_notebook_shows_its_passages_with_where_they_come_from(real_study: Study) -> None:
    shown = sections.cases_section(drafted(real_study, "en"))._repr_html_()
    assert "Bazda" in shown
    assert "informant · SY · Muaro Jambi Regency · November 2018 · published" in shown
    assert "“" not in shown  # notes in our own words are no quotations


def test_a_wrong_case_is_called_what_the_study_calls_it(second: Study) -> None:
    with pytest.raises(ReportError, match=r"^firm 'firm-z' has no row"):
        drafted(second, "en", cases=["firm-z"])


def test_what_was_settled_of_one_code_leaves_the_codings_of_the_others(second: Study) -> None:
    counted, evidence = second.counted().table, drafted(second, "en").inputs.evidence
    real = counted[counted["provenance"] == "fieldwork"]
    assert set(evidence["id"]) == set(real["id"])
    settled = set(real.loc[real["rule"] == 2, "document"])
    assert settled and {1, 2, 3, 4, 5, 6} <= set(evidence["rule"])
    for document in settled:
        others = real[(real["document"] == document) & (real["rule"] != 2)]
        assert len(others) and set(others["id"]) <= set(evidence["id"])


def test_a_report_of_some_coders_says_so_and_counts_theirs_alone(second: Study) -> None:
    draft = drafted(second, "en", coders=["coder-two"])
    said = " ".join(block.text for block in draft.report("findings", None, []).blocks)
    assert "asked to count the codings of coder-two alone" in said
    assert {coder for coders in draft.inputs.evidence["coders"] for coder in coders} == {"coder-two"}
    assert "asked to count" not in " ".join(b.text for b in drafted(second, "en").report("findings", None, []).blocks)


def test_the_first_page_and_the_audit_say_which_rule_held_for_how_many_documents(second: Study) -> None:
    draft = drafted(second, "en")
    facts = dict(draft.report("findings", None, []).facts)
    held = draft.inputs.counted.rules_in(draft.inputs.documents)["documents"]
    told = facts["Whose codings count, in all or part of a document"].split("; ")
    assert [int(one.split()[0]) for one in told] == [n for n in held if n] and len(told) == 6
    audit = sections.audit_section(draft).blocks
    assert tuple(told) in [block.items for block in audit if block.type == "bullets"]


def test_what_was_not_read_for_is_marked_and_never_a_dash(second: Study) -> None:
    draft = drafted(second, "en")
    tables = [block for block in sections.classes_section(draft).blocks if isinstance(block, TableBlock)]
    rows = {row[0].text: row for table in tables for row in table.rows}
    assert rows["Glad of the record"][3].text == "○"  # of texts none was read for it
    # there is no table to read, and so no column of tables
    assert all("table" not in [column.label for column in table.columns] for table in tables)
    assert any("○ Not read for" in note for table in tables for note in table.notes)
    assert any("Read in full: 3 of 17 documents for Glad of the record" in note for note in tables[0].notes)


def test_quotations_are_spread_and_say_of_how_many(second: Study) -> None:
    draft = drafted(second, "en")
    blocks = [block for block in sections.cases_section(draft).blocks if block.type == "passages"]
    firm = next(block for block in blocks if block.id == "case-firm-e")
    assert "of those who speak of it, 2 of 2 persons and 1 of 1 group" in firm.caption
    assert len({ref.split(".")[0] for ref in firm.refs}) == 3
    said = [block.text for block in sections.cases_section(draft).blocks if block.type == "paragraph"]
    assert any("Firm F: passages: 15 statements may not be quoted" in text for text in said)


def test_a_report_rests_on_the_codings_that_count(second: Study) -> None:
    counted = second.counted().table
    real = [name for name, document in second.folder.documents.items() if document.provenance == "fieldwork"]
    wanted = set(counted.loc[counted["document"].isin(real), "document"])
    assert set(drafted(second, "en").inputs.evidence["document"]) == wanted


def test_what_the_author_says_bears_the_author_s_date_beside_an_informant_s(real_study: Study) -> None:
    evidence = drafted(real_study, "en").inputs.evidence
    dates = {basis: set(rows["date"]) for basis, rows in evidence.groupby("basis")}
    assert dates["author"] == {real_study.document("pub-abstrak").date} and dates["informant"] == {"2018-11", "2019-12"}
    # both in one document
    assert set(evidence.loc[evidence["document"] == "pub-na-dana", "date"]) == {"2018-11", "2020"}


def test_a_card_counts_who_speaks_and_not_their_labels(second: Study) -> None:
    evidence = drafted(second, "en").inputs.evidence
    firm = evidence[(evidence["case"] == "firm-c") & (evidence["basis"] == "informant")]
    assert len(set(zip(firm["document"], firm["speaker"], strict=True))) > People.of(firm).persons == 1
