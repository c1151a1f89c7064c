"""What the report can't say, and why."""

from __future__ import annotations

from qualitative.i18n import catalogue
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.model import Bullets, Paragraph

__all__ = ["limits_section"]

TEXTS = catalogue("reports")


def limits_section(draft: Draft) -> Section:
    """The study's own limits, and those that follow from design, provenance and coders."""
    inputs = draft.inputs
    items = [draft.say(TEXTS["limits.counts"])]
    if not inputs.settings.design.get("permits"):
        sampling = str(inputs.settings.design.get("sampling") or "")
        called = draft.say(TEXTS.get(f"limits.sampling.{sampling}") or sampling)
        items.append(draft.say(TEXTS["limits.design" if sampling else "limits.no-design"], sampling=called))
    if any(document.provenance == "published" for document in inputs.documents.values()):
        items.append(draft.say(TEXTS["limits.words"]))
    heading = draft.heading("limits", TEXTS["limits.heading"])
    prose: list[Paragraph] = draft.prose("limits")
    return draft.section((heading, *prose, Bullets(tuple(items))))
