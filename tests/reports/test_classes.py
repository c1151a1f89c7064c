"""Codes by the study's own classes: none is dropped without a word, and the study's file says what is shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from conftest import ROOT, drafted, on_both
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports.page.model import Callout, Cell, FigureBlock, Paragraph, TableBlock
from qualitative.reports.sections import (
    Draft,
    answers_section,
    cases_section,
    class_of,
    classes_section,
    recommendations_section,
)


def of_one_coder(study: Study) -> dict[str, list[str]]:
    return {} if study.root == ROOT else {"coders": ["coder-one"]}


def rows_of(blocks: tuple, key: str = "class-") -> dict[str, tuple[Cell, ...]]:
    tables = [block for block in blocks if isinstance(block, TableBlock) and block.id.startswith(key)]
    return {row[0].text: row for table in tables for row in table.rows}


def said_in(blocks: tuple) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def settings_of(study: Study, text: str) -> None:
    """Write the study's report settings anew."""
    (study.root / "reports/report.yaml").write_text(text, encoding="utf-8")


@on_both()
def test_every_code_that_was_given_is_in_a_table_or_counted_as_not_shown(either: Study) -> None:
    draft = drafted(either, "en", **of_one_coder(either))
    blocks = classes_section(draft).blocks
    given = {draft.inputs.label(code) for code in draft.inputs.evidence["code"]}
    missing = given - set(rows_of(blocks))
    assert (f"{len(missing)} codes" in said_in(blocks)) if missing else ("Not shown" not in said_in(blocks))


def test_the_tables_bear_the_names_of_the_study_s_classes(second: Study) -> None:
    blocks = classes_section(drafted(second, "en", coders=["coder-one"])).blocks
    assert [b.text for b in blocks if b.type == "heading"] == [
        "Codes by layer and stance",
        "People",
        "Process",
        "Tooling",
    ]
    table = next(block for block in blocks if isinstance(block, TableBlock))
    assert [column.label for column in table.columns] == [
        "Code",
        "Stance",
        "informant",
        "document",
        "Persons (of 11)",
        "Groups, with their persons (of 2, with 7)",
    ]


def test_what_is_not_chosen_to_be_shown_is_counted(second_study: Study) -> None:
    settings_of(second_study, "classes: {by: stance, split: layer, show: [people]}\n")
    blocks = classes_section(Study.open(second_study.root).draft("en", coders=["coder-one"])).blocks
    assert [b.text for b in blocks if b.type == "heading"] == ["Codes by stance and layer", "Helps", "Hinders"]
    assert "Recording costs time" not in rows_of(blocks)
    assert "Not shown in this part: 7 codes with" in said_in(blocks) and "(Process, Tooling)" in said_in(blocks)


def test_a_codebook_without_classes_has_one_table_of_all_codes(study: Study) -> None:
    start = study.document("int-1").text.index("KTP")
    study.apply("services", "int-1", start, start + 3, coder="ana")
    blocks = classes_section(study.draft("en", coders=["ana"])).blocks
    assert set(rows_of(blocks)) == {"budget", "budget-village-fund", "services"}
    assert rows_of(blocks)["services"][1].text == "1"
    assert "All codes: 1 statement (1 person)" in said_in(blocks)


def test_a_selection_without_codings_draws_nothing(second: Study) -> None:
    blocks = classes_section(drafted(second, "en", cases=["firm-f"], coders=["assistant"])).blocks
    assert not any(isinstance(block, FigureBlock) for block in blocks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("classes: {by: layr}", "'layr' is not a class of study.yaml; did you mean layer"),
        ("classes: {show: [hinder]}", "'hinder' is not a value of the class stance; did you mean hinders"),
        ("classes: {by: layer, shwo: [hinders]}", "unknown key 'shwo'; did you mean show"),
        ("classes: {show: hinders}", "show must be a list"),
        ("answers: {stance: hinder}", "did you mean hinders"),
        ("answers: {stnace: hinders}", "'stnace' is not a class of study.yaml; did you mean stance"),
        ("headings: {clases: {en: X}}", "no report has the heading 'clases'; did you mean classes"),
    ],
)
def test_a_class_that_the_study_does_not_have_is_named_with_the_nearest(
    second_study: Study, text: str, said: str
) -> None:
    settings_of(second_study, text + "\n")
    with pytest.raises(ReportError, match=said):
        Study.open(second_study.root).draft("en")
    problems = [problem for problem in second_study.check() if problem.path == "reports/report.yaml"]
    assert [problem.rank for problem in problems] == ["broken"] and re.search(said, problems[0].sentence)


def test_headings_are_the_study_s_where_it_says_so(second_study: Study) -> None:
    settings_of(second_study, "headings: {classes: {en: What helps and hinders}}\n")
    blocks = classes_section(Study.open(second_study.root).draft("en", coders=["coder-one"])).blocks
    assert blocks[0].text == "What helps and hinders"


def test_without_a_choice_recommendations_are_held_against_the_codes_that_they_name(second_study: Study) -> None:
    settings_of(second_study, "{}\n")
    blocks = answers_section(Study.open(second_study.root).draft("en", coders=["coder-one"])).blocks
    assert set(rows_of(blocks, "answers")) == {"Recording costs time", "Feeling watched"}
    assert not any(isinstance(block, Callout) for block in blocks)


def test_a_recommendation_whose_findings_are_not_judged_does_not_say_that_they_stand(second: Study) -> None:
    blocks = recommendations_section(drafted(second, "en", cases=["firm-f"], coders=["assistant"])).blocks
    cards = [block for block in blocks if block.type == "recommendation"]
    assert cards and {card.standing for card in cards} == {"not judged yet"}


def test_a_text_of_the_field_is_quoted_and_is_no_paraphrase(second: Study) -> None:
    draft = drafted(second, "en", coders=["coder-one"])
    section = classes_section(draft)
    found = {p.document: p for p in draft.report("findings", {"en": "Findings"}, [section]).passages}
    assert found["doc-a-procedure"].verbatim and found["int-a-owner"].verbatim


def test_a_recorded_figure_keeps_its_decimals(second: Study) -> None:
    table = next(b for b in cases_section(drafted(second, "en")).blocks if isinstance(b, TableBlock))
    shares = next(row for row in table.rows if row[0].text.startswith("Batches"))
    assert [cell.text for cell in shares[1:]] == ["92", "97", "100", "96", "88.5", "NA"]


@on_both()
def test_what_only_the_author_speaks_of_is_told_from_what_others_speak_of_as_well(either: Study) -> None:
    inputs = drafted(either, "en", **of_one_coder(either)).inputs
    by = inputs.grouping.by
    first = next(value for value in inputs.settings.classes[by].values)
    of_first = [class_of(code, by, inputs.codebook) == first for code in inputs.evidence["code"]]
    evidence = inputs.evidence.assign(basis=["author" if own else "informant" for own in of_first])
    said = said_in(classes_section(Draft(replace(inputs, evidence=evidence))).blocks)
    called = inputs.settings.classes[by].values[first]["en"].lower()
    parts = [part for part in re.findall(r"[^.:]*: [^.]*\.", said) if re.search(r": [\d–]+ statements?[,;]", part)]
    own = [part for part in parts if called in part.split(":")[0].lower()]
    others = [part for part in parts if part not in own]
    assert own and all("all by the author alone" in part for part in own)
    assert any("not by the author alone" in part for part in others)
    assert not any("all by the author alone" in part for part in others)
