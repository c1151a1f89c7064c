"""One report has one vocabulary: what a study calls bases and provenances stands in its sections, cards and register alike."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from qualitative import Study
from qualitative.i18n import LANGUAGES, catalogue
from qualitative.reports import sections
from qualitative.reports.formats.table import render
from qualitative.reports.page.numbering import is_simulated
from qualitative.reports.page.view import view_of

OWN = "values:\n  fieldwork: {en: told on the floor}\n  informant: {en: worker}\n"


def test_what_a_study_calls_its_sources_stands_in_tables_and_in_the_register(second_study: Study) -> None:
    path = second_study.root / "reports/report.yaml"
    path.write_text(re.sub(r"^values:\n", OWN, path.read_text("utf-8"), flags=re.MULTILINE), encoding="utf-8")
    draft = Study.open(second_study.root).draft("en", coders=["coder-one"])
    parts = [sections.scope_section(draft), sections.claims_section(draft)]
    view = view_of(draft.report("findings", None, parts))
    assert "interview, told on the floor" in str(view["body"]) and "worker" in str(view["body"])
    facts = {fact["key"]: fact["text"] for segment in view["segments"] for fact in segment["facts"]}
    assert (facts["provenance"], facts["basis"]) == ("told on the floor", "worker")
    assert "told on the floor" in parts[1]._repr_html_() or "worker" in sections.cases_section(draft)._repr_html_()
    page = render(draft.report("findings", None, parts), "html").decode()
    assert "told on the floor" in page and ">fieldwork<" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_simulation_is_known_by_its_key_whatever_it_is_called(real_study: Study, language: str) -> None:
    draft = real_study.draft(language, evidence="simulated")
    section = sections.cases_section(draft)
    passages = draft.report("findings", None, [section]).passages
    assert passages and all(is_simulated(one) for one in passages)
    word = catalogue("reports")["word.simulated"][language]
    # a word that happens to be that for simulation marks nothing
    assert not is_simulated(replace(passages[0], provenance=f"{word} in name"))
    assert word in section._repr_html_()
