"""Each claim with its computed status: a table of all, then one card each."""

from __future__ import annotations

import pandas as pd

from qualitative.figures.bars import status_figure
from qualitative.findings import STATUSES, Verdict
from qualitative.i18n import catalogue, format_date, pick
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.why import shown, why
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, ClaimBlock, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["claims_section"]

TEXTS = catalogue("reports")


def claims_section(draft: Draft) -> Section:
    """The statuses counted, a table of all claims, and a card for each; claims that can't be judged in this selection are named.

    Empty where the study has no claims.
    """
    verdicts, unjudged = list(draft.inputs.verdicts.values()), _unjudged(draft)
    if not verdicts and not unjudged:
        return draft.section(())
    blocks: list[Block] = [draft.heading("claims", TEXTS["claims.heading"])]
    if verdicts:
        ground = draft.say(TEXTS["claims.ground.author" if draft.inputs.author else "claims.ground.no-author"])
        blocks += [
            Paragraph(draft.say(TEXTS["claims.text"], ground=ground)),
            _figure(draft, verdicts),
            _table(draft, verdicts),
        ]
    return draft.section((*blocks, *unjudged, *(_card(draft, verdict) for verdict in verdicts)))


def _unjudged(draft: Draft) -> list[Paragraph]:
    """What is not judged and why: nothing was read to the end, or the codebook is older than the codes."""
    inputs = draft.inputs
    unread = [] if inputs.done else inputs.of_cases(inputs.claims)
    found = []
    for text, claims in ((TEXTS["claims.unjudged"], unread), (TEXTS["claims.later"], inputs.of_cases(inputs.later))):
        names = " ".join(escape(pick(claim.text, draft.language)) for claim in claims)
        if claims:
            version = inputs.codebook.version
            found.append(Paragraph(draft.say(text, n=len(claims), names=names, version=version)))
    return found


def status_label(draft: Draft, verdict: Verdict) -> str:
    """The word for a status, and what it would be without simulated material where that makes a difference."""
    label = draft.word(verdict.status)
    # the second judgement costs as much as the first: only where there is something to leave out
    real = draft.inputs.real_statuses if draft.inputs.simulated else {verdict.claim.id: verdict.status}
    if real.get(verdict.claim.id) == verdict.status:
        return label
    return draft.say(TEXTS["claims.simulated"], label=label, real=draft.word(real.get(verdict.claim.id, "–")))


def _table(draft: Draft, verdicts: list[Verdict]) -> TableBlock:
    """A row a claim; columns that would be empty in every row are left out."""
    register, author = draft.register, draft.inputs.author
    numbered = any(verdict.claim.numbers for verdict in verdicts)
    apart = author or any(len(verdict.supporting.author) for verdict in verdicts)
    columns = (
        *([Column(draft.say(TEXTS["claims.columns.number"]))] if numbered else []),
        Column(draft.say(TEXTS["claims.columns.finding"]), header=True),
        Column(draft.say(TEXTS["claims.columns.status"])),
        Column(draft.say(TEXTS["claims.columns.for"]), "end"),
        *(
            [Column(draft.say(TEXTS["claims.columns.author" if author else "claims.columns.no-author"]), "end")]
            if apart
            else []
        ),
        Column(draft.say(TEXTS["claims.columns.against"]), "end"),
    )
    rows = tuple(
        (
            *([Cell(", ".join(map(str, verdict.claim.numbers)))] if numbered else []),
            Cell(pick(verdict.claim.text, draft.language)),
            Cell(status_label(draft, verdict)),
            register.count(verdict.supporting.beyond_author),
            *([register.count(verdict.supporting.author)] if apart else []),
            register.count(verdict.opposing.beyond_author),
        )
        for verdict in verdicts
    )
    caption = draft.say(TEXTS["claims.caption"])
    return TableBlock("claims-table", caption, columns, rows)


def _figure(draft: Draft, verdicts: list[Verdict]) -> FigureBlock:
    standings = [part for verdict in verdicts for part in (verdict.supporting, verdict.opposing)]
    rows = pd.concat([rows for part in standings for rows in (part.beyond_author, part.author)])
    counts = pd.Series({draft.word(status): sum(v.status == status for v in verdicts) for status in STATUSES})
    parts = ", ".join(f"{label} {count}" for label, count in counts.items() if count)
    alt = draft.say(
        TEXTS["claims.alt"],
        parts=parts,
    )
    caption = draft.say(TEXTS["claims.figure"], n=len(verdicts))
    return drawn(status_figure(counts), draft.register, "claims-figure", caption, alt, rows)


def _card(draft: Draft, verdict: Verdict) -> ClaimBlock:
    claim, register = verdict.claim, draft.register
    checks = tuple(
        f"{'✓' if outcome.holds else '✗' if outcome.holds is False else '?'} {escape(check.text)}: "
        f"{shown(draft, outcome.left)} / {shown(draft, outcome.right)}"
        for check, outcome in (*verdict.agree, *verdict.hold)
    )
    return ClaimBlock(
        id=f"claim-{claim.id}",
        text=pick(claim.text, draft.language),
        numbers=claim.numbers,
        status=verdict.status,
        status_label=status_label(draft, verdict),
        why=escape(why(draft, verdict)),
        supporting=register.refs(verdict.supporting.beyond_author),
        opposing=register.refs(verdict.opposing.beyond_author),
        asserting=register.refs(verdict.supporting.author),
        checks=checks,
        assessment=_assessment(draft, verdict),
    )


def _assessment(draft: Draft, verdict: Verdict) -> str:
    given = verdict.claim.assessment
    if given is None:
        return draft.say(TEXTS["claims.not-assessed"])
    said = draft.say(
        TEXTS["claims.assessed"],
        by=given.by,
        at=format_date(given.at, draft.language),
        status=draft.word(given.status),
        note=pick(given.note, draft.language),
    )
    if given.status == verdict.status:
        return escape(said.strip())
    # both stand: the computation does not overrule the person, nor the person the computation
    return f"**{escape(draft.say(TEXTS['claims.differs'], status=draft.word(verdict.status)))}** {escape(said.strip())}"
