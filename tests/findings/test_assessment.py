"""A person's assessment stands beside the computed status: where they differ, every format says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.findings.assessment import Assessment
from qualitative.reports.page.model import ClaimBlock, Report
from qualitative.reports.sections import Draft, claims_section
from reports.test_render import READ, shown_text, squeezed

DIFFERS = {"en": "Differs from the computed status", "id": "Berbeda dari status hitungan"}


def a_person(study: Study) -> str:
    return next(coder.id for coder in study.settings.coders.values() if coder.kind == "human")


def assessed(study: Study, language: str, status: str | None) -> tuple[Report, ClaimBlock]:
    """A report on the first claim of the study, which is computed as it is, with a person's assessment (None: without)."""
    inputs = study.draft(language).inputs
    note = {"id": "Tipis [satu kalimat].", "en": "Thin [one sentence]."}
    given = Assessment(a_person(study), "2026-11-24", status, note) if status else None
    draft = Draft(replace(inputs, claims=(replace(inputs.claims[0], assessment=given),)))
    section = claims_section(draft)
    report = draft.report("findings", {"id": "Temuan", "en": "Findings"}, [section])
    return report, next(block for block in report.blocks if isinstance(block, ClaimBlock))


@pytest.mark.parametrize("format", READ)
@on_both()
def test_an_assessment_that_differs_says_so_in_every_format(either: Study, format: str) -> None:
    for language in either.settings.languages:
        report, card = assessed(either, language, "contradicted")
        assert card.status != "contradicted"
        text = squeezed(shown_text(report, format))
        note = "Tipis [satu kalimat]." if language == "id" else "Thin [one sentence]."
        assert all(squeezed(said) in text for said in (DIFFERS[language], "24 November 2026", note))


@on_both()
def test_an_assessment_that_agrees_and_one_that_is_absent_say_nothing_of_a_difference(either: Study) -> None:
    computed = assessed(either, "en", None)[1]
    assert computed.assessment == ""
    agreeing = assessed(either, "en", computed.status)[1]
    assert agreeing.status == computed.status
    assert (
        agreeing.assessment.startswith(f"Assessed by {a_person(either)}, 24 November 2026: ")
        and "iffers" not in agreeing.assessment
    )
