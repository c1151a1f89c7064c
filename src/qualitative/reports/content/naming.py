"""What sources, cases, codes and bases are called in a report, where a status is told."""

from __future__ import annotations

from qualitative.findings.naming import Naming
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.page.vocabulary import word

__all__ = ["naming"]


def naming(inputs: Inputs) -> Naming:
    """The names in the report's language, the study's own words first."""
    several = word("cases", inputs.language, inputs.words)
    return Naming(
        inputs.language,
        case=inputs.case_short,
        code=inputs.label,
        basis=lambda basis: word(basis, inputs.language, inputs.words),
        document=lambda name: _document(inputs, name),
        cases=several[:1].lower() + several[1:] if inputs.settings.case.word else "",
    )


def _document(inputs: Inputs, name: str) -> str:
    """The title of a document of the study, with the section of it; what notes report by its name, or the study's own word for it."""
    document, _, section = name.partition(":")
    if document in inputs.documents:
        return ", ".join(part for part in (inputs.documents[document].title or document, section) if part)
    return word(name, inputs.language, inputs.words)
