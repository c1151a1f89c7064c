"""What a brief says after its first page: every finding in one sentence under its status, and what was recommended."""

from __future__ import annotations

from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.telling import status_name
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.first_advice import advice_table
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Bullets, Paragraph

__all__ = ["brief_section"]

TEXTS = catalogue("reports")


def brief_section(draft: Draft) -> Section:
    """All findings by how much bears them, and the recommendations with what must be known before acting; empty where there are neither."""
    weighed = draft.inputs.judging.claims.values()
    blocks: list[Block] = []
    items = []
    for status in reversed(STATUS_IDS):
        here = [escape(pick(one.text, draft.language).rstrip(".")) for one in weighed if one.status == status]
        if here:
            items.append(f"**{status_name(status, draft.language)}**: {'; '.join(here)}.")
    if items:
        blocks += [
            draft.heading("brief-findings", TEXTS["brief.findings"]),
            Paragraph(draft.say(TEXTS["brief.text"])),
            Bullets(tuple(items)),
        ]
    table = advice_table(draft)
    if table:
        blocks += [draft.heading("brief-advice", TEXTS["recommendations.headings.recommendation"]), *table]
    return draft.section(blocks)
