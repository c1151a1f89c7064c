"""The audit trail of a report, its checklists, the parameters of templates, and what two reports differ in."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.cli.selection import Selection, each_case, jobs_of
from qualitative.errors import ReportError, StatisticError
from qualitative.folder import acts
from qualitative.reports import sections
from qualitative.reports.content.checklists import read_checklists
from qualitative.reports.making.parameters import check_parameters, declared_parameters
from qualitative.reports.page.model import Paragraph, TableBlock
from qualitative.reports.published.differences import differences, edited, redrawn
from sample_report import sample_report

TEMPLATE = ROOT / "notebooks/reports/findings.ipynb"


def audit(study: Study, **chosen) -> dict:
    section = sections.audit_section(study.draft("en", **chosen))
    return {getattr(block, "id", block.type): block for block in (*section.blocks, *section.appendix)}


def test_coders_stand_with_their_kind_and_model(real_study: Study) -> None:
    rows = {row[0].text: row[1].text for row in audit(real_study)["audit-coders"].rows}
    assert rows == dict.fromkeys(("coder-a", "coder-b", "consensus"), "language model: Claude (Anthropic)")


def test_people_and_a_model_are_told_apart_and_so_is_their_agreement(second: Study) -> None:
    blocks = audit(second)
    kinds = {row[0].text: row[1].text for row in blocks["audit-coders"].rows}
    people = dict.fromkeys(("coder-one", "coder-two", "assistant", "consensus"), "human")
    assert kinds == {**people, "machine": "model: keyword rules of tests/second/make.py"}
    assert blocks["audit-agreement"].caption.startswith("Agreement between people and models")


def test_agreement_of_models_is_called_that_and_says_its_unit(real_study: Study) -> None:
    table = audit(real_study)["audit-agreement"]
    assert table.caption.startswith("Agreement between two models")
    assert any("not between human coders" in note for note in table.notes)
    assert any(note.startswith("Units are passages (turns or paragraphs)") for note in table.notes)
    assert [column.label for column in table.columns] == [
        "Code",
        "Passages with the code",
        "Documents",
        "α Krippendorff",
    ]
    labels = [row[0].text for row in table.rows]
    assert labels[-2:] == ["All codes, averaged (De Vries)", "All codes, flattened"] and len(labels) > 40


@pytest.mark.parametrize(
    ("approach", "why"), [("reflexive", "one reader's interpretation"), ("grounded", "codes change")]
)
def test_an_approach_that_rejects_agreement_has_none_and_says_why(second_study: Study, approach: str, why: str) -> None:
    path = second_study.root / "study.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{name: codebook,", f"{{name: {approach},"), encoding="utf-8")
    study = Study.open(second_study.root)
    blocks = audit(study)
    assert "audit-agreement" not in blocks
    said = [
        block
        for block in blocks.values()
        if isinstance(block, Paragraph) and "No agreement between coders" in block.text
    ]
    assert len(said) == 1 and why in unescape(said[0].text)
    with pytest.raises(StatisticError, match="No agreement between coders"):
        study.agreement(["coder-one", "coder-two"], round=2)
    path.write_text(text.replace("{name: codebook,", f"{{name: {approach}, agreement: true,"), encoding="utf-8")
    assert "audit-agreement" in audit(Study.open(second_study.root))


def test_the_trail_is_of_the_documents_of_the_report(real_study: Study) -> None:
    done = {
        chosen: audit(real_study, evidence=chosen)["audit-coders"].rows[0][3].text for chosen in ("published", "all")
    }
    assert done == {"published": "40", "all": "44"}


@on_both()
def test_an_older_version_of_the_codebook_hides_what_came_later(either: Study) -> None:
    for version in range(1, either.codebook.version + 1):
        rows = audit(either, codebook=version)["audit-codebook"].rows
        assert [row[0].text for row in rows] == [str(n) for n in range(1, version + 1)]


def test_what_became_of_suggestions_is_told_by_model(study: Study) -> None:
    made = {"model": "tagger 1", "p": 0.9}
    first = acts.apply(
        study.folder, "ana", [("budget", "int-1", 14, 18), ("services", "int-1", 19, 23)], suggestion=made
    )
    study.recode(first[1], coder="ana", code="budget")
    study.apply("services", "int-1", 20, 30, coder="ana")
    for code, model in (("services", "tagger 1"), ("budget", "tagger 2")):
        rejected = {"start": 0, "end": 5, "code": code, "suggestion": {"model": model, "p": 0.6}}
        acts.record(study.folder, "decide", "ana", "int-1", verdict="reject", **rejected)
    table = audit(Study.open(study.root))["audit-suggestions"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["tagger 1", "3", "1", "1", "1", "67"],
        ["tagger 2", "1", "0", "0", "1", "0"],
    ]
    assert "no coding until a person accepts it" in table.notes[0]


def test_suggestions_of_the_second_study_are_told(second: Study) -> None:
    table = audit(second)["audit-suggestions"]
    assert [[cell.text for cell in row][:5] for row in table.rows] == [["tagger", "2", "1", "0", "1"]]


def test_a_report_without_suggestions_says_so(study: Study, real_study: Study) -> None:
    study.apply("services", "int-1", 20, 30, coder="ana")
    for one in (study, real_study):
        blocks = audit(one)
        assert "audit-suggestions" not in blocks
        texts = [block.text for block in blocks.values() if block.type == "paragraph"]
        assert any(text.startswith("No person accepted, changed or rejected") for text in texts)


def test_the_checklists_are_whole_and_answered_in_both_languages() -> None:
    coreq, srqr = read_checklists(ROOT / "reports/checklists.yaml")
    assert [item.number for item in coreq.items] == [str(n) for n in range(1, 33)]
    assert [item.number for item in srqr.items] == [f"S{n}" for n in range(1, 22)]
    texts = [text for item in (*coreq.items, *srqr.items) for text in (item.name, item.work, item.coding) if text]
    assert all(set(text) == {"id", "en"} for text in texts)
    assert not any("Puskesmas" in text["id"] for text in texts)


def test_what_the_paper_does_not_tell_stays_open(real_study: Study) -> None:
    rows = {row[1].text: row for row in audit(real_study)["audit-coreq"].rows}
    assert rows["Number of participants"][2].text == "open" and rows["Interview guide"][2].text == "open"
    assert rows["Saturation"][3].text == "open"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "not a mapping of checklists"),
        ("coreq: {title: {en: t}}", "coreq must hold title and items"),
        ("coreq: {title: {en: t}, items: {1: {nme: {en: a}}}}", "item 1 must hold name"),
        ("coreq: {title: {en: t}, items: {1: {name: a}}}", "item 1: 'a' is not a text for each language"),
    ],
)
def test_a_wrong_checklist_names_the_item(study: Study, text: str, message: str) -> None:
    (study.root / "reports").mkdir(exist_ok=True)
    (study.root / "reports/checklists.yaml").write_text(text, encoding="utf-8")
    assert any(message in str(problem) for problem in study.check())


@pytest.mark.parametrize(
    ("given", "message"),
    [(["casse"], "takes no parameter 'casse'; did you mean cases"), (["zzz"], "takes no parameter 'zzz'")],
)
def test_a_parameter_that_a_template_does_not_take_is_named(given: list[str], message: str) -> None:
    with pytest.raises(ReportError, match=message):
        check_parameters(TEMPLATE, given)


def test_a_parameter_that_no_cell_uses_any_more_is_named(tmp_path: Path) -> None:
    notebook = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"].append("\nthreshold = 3")
    template = tmp_path / "findings.ipynb"
    template.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(ReportError, match="no cell uses the parameter 'threshold'"):
        check_parameters(template, ["study_root"])


def chosen(kind: str, cases: str = "") -> Selection:
    """What the command line chooses where only kind, cases and language are said."""
    return Selection(kinds=(kind,), cases=cases, language="en", evidence="counted", coders="", codebook="head")


@on_both()
def test_the_templates_take_what_the_command_line_gives(either: Study) -> None:
    for path in TEMPLATE.parent.glob("*.ipynb"):
        (job,) = jobs_of(either, **chosen(path.stem))
        check_parameters(path, ["study_root", *job.parameters])
    assert "cases" in declared_parameters(TEMPLATE)


@on_both()
def test_each_case_gets_its_report(either: Study) -> None:
    jobs = jobs_of(either, **chosen("findings"))
    names = [job.name for job in each_case(either, jobs)]
    assert names == [f"findings-{case}-en" for case in either.cases.index]
    last = either.cases.index[-1]
    some = jobs_of(either, **chosen("findings", last))
    assert [job.name for job in each_case(either, some)] == [f"findings-{last}-en"]


def test_the_command_line_calls_a_case_what_the_study_calls_it(second: Study) -> None:
    jobs = jobs_of(second, **chosen("findings"))
    assert not any("districts" in job.parameters for job in jobs)


def test_a_report_differs_from_itself_in_nothing() -> None:
    assert differences(sample_report("en"), sample_report("en")) == []


def test_each_number_that_differs_is_named_with_row_and_column() -> None:
    report = sample_report("en")
    table = next(block for block in report.blocks if isinstance(block, TableBlock))
    cells = (table.rows[0][0], replace(table.rows[0][1], text="999"), *table.rows[0][2:])
    other = replace(table, rows=(cells, *table.rows[1:]))
    changed = replace(report, blocks=tuple(other if block is table else block for block in report.blocks))
    (change,) = differences(report, changed)
    assert (change.kind, change.block) == ("number", table.id)
    assert change.text.endswith(f"{table.rows[0][1].text} → 999")
    assert f"[{table.columns[1].label}]" in change.text


def test_how_a_figure_is_drawn_is_no_difference_of_results() -> None:
    report = sample_report("en")
    blocks = [replace(b, svg=b.svg + "<!-- -->") if b.type == "figure" else b for b in report.blocks]
    other = replace(report, blocks=tuple(blocks))
    assert differences(report, other) == []
    assert redrawn(report, other) == [block.id for block in blocks if block.type == "figure"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Ada 12 segmen di sini", "Ada 11 segmen di sini", "[Ada 12 segmen di] → [Ada 11 segmen di]"),
        ("a b", "a b c", "[a b] → [a b c]"),
        ("a  b", "a b", "[spaces]"),
    ],
)
def test_an_edited_text_is_shown_by_the_words_that_changed(old: str, new: str, shown: str) -> None:
    assert edited(old, new) == shown
