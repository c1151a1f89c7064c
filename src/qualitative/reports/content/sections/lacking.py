"""What is missing in the report, and what to do about it, so that a report always comes out and never looks fuller than it is."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.i18n import catalogue
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.parting import codes_of
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Bullets

__all__ = ["missing_section"]

TEXTS = catalogue("reports")


def missing_section(draft: Draft) -> Section:
    """A line for each thing that is missing, with where it is written or typed; empty where nothing is."""
    lines = tuple(_missing(draft))
    return draft.section((draft.heading("missing", TEXTS["missing.heading"]), Bullets(lines)) if lines else ())


def _missing(draft: Draft) -> Iterator[str]:
    inputs = draft.inputs
    if not inputs.documents:
        yield draft.say(TEXTS["missing.documents"])
        return
    undone = len(inputs.documents) - len(inputs.done)
    if undone:
        yield draft.say(TEXTS["missing.done"], n=undone, all=draft.number(len(inputs.documents)))
    if inputs.evidence.empty:
        yield draft.say(TEXTS["missing.codings"])
    book = inputs.codebook
    undefined = [draft.inputs.label(code) for code in codes_of(draft) if code in book and not book[code].definition]
    if undefined:
        yield draft.say(TEXTS["missing.definitions"], n=len(undefined), names=escape("; ".join(undefined)))
    weighed = inputs.judging.claims.values()
    if not weighed:
        yield draft.say(TEXTS["missing.findings"])
    unlooked = sum(not one.looked for one in weighed)
    if unlooked:
        yield draft.say(TEXTS["missing.contrary"], n=unlooked, all=draft.number(len(weighed)))
    if weighed and not any(inputs.texts.first.question.values()) and not inputs.texts.first.findings:
        yield draft.say(TEXTS["missing.first"])
