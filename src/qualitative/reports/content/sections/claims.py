"""Each claim with its computed status: a figure and a table of all, then one card each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qualitative.figures.bars import status_figure
from qualitative.findings.assessment import EARLIER
from qualitative.findings.contrary import found_against, way_of
from qualitative.findings.kinds import STATUS_IDS, StatusId
from qualitative.findings.naming import TEXTS as STATUSES
from qualitative.findings.sides import Side
from qualitative.findings.telling import beside, legend, status_name
from qualitative.findings.weighed import Weighed
from qualitative.i18n import catalogue, format_date, pick
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.naming import naming
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.why import shown, why
from qualitative.reports.page.inline import escape, iter_spans
from qualitative.reports.page.model import Block, Bullets, Cell, ClaimBlock, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["claims_section", "evidence_of"]

TEXTS = catalogue("reports")
_LOOKED = {"not-looked": "no"}


def claims_section(draft: Draft) -> Section:
    """The statuses counted and explained, and a table of all claims; claims that can't be judged are named. A card for each is for the appendix.

    Empty where the study has no claims.
    """
    weighed, unjudged = list(draft.inputs.judging.claims.values()), _unjudged(draft)
    if not weighed and not unjudged:
        return draft.section(())
    blocks: list[Block] = [draft.heading("claims", TEXTS["claims.heading"])]
    if weighed:
        author = draft.say(TEXTS["claims.author"]) if draft.inputs.author else ""
        blocks += [
            Paragraph(draft.say(TEXTS["claims.text"], author=author)),
            Paragraph(_assessed(draft, weighed)),
            _figure(draft, weighed),
            _legend(draft, weighed),
            _table(draft, weighed),
        ]
    cards: list[Block] = (
        [draft.heading("cards", TEXTS["claims.cards"]), *(_card(draft, one) for one in weighed)] if weighed else []
    )
    return draft.section((*blocks, *unjudged), appendix=cards)


def _assessed(draft: Draft, weighed: Sequence[Weighed]) -> str:
    """How many findings a person assessed; said once, not on each card."""
    n = sum(one.claim.assessment is not None for one in weighed)
    return draft.say(
        TEXTS["claims.assessed-some" if n else "claims.assessed-none"], n=n, all=draft.number(len(weighed))
    )


def evidence_of(draft: Draft, rows: pd.DataFrame) -> pd.DataFrame:
    """The evidence of the codings in rows that a query found."""
    evidence = draft.inputs.evidence
    return evidence[evidence["id"].isin(set(rows["coding"]))]


def _unjudged(draft: Draft) -> list[Paragraph]:
    """What is not judged and why: the codebook is older than the codes, or the entry is wrong."""
    inputs = draft.inputs
    found = []
    later, unread = inputs.of_cases(inputs.later), inputs.unread
    if later:
        names = " ".join(escape(pick(claim.text, draft.language)) for claim in later)
        version = inputs.codebook.version
        found.append(Paragraph(draft.say(TEXTS["claims.later"], n=len(later), names=names, version=version)))
    if unread:
        names = "; ".join(escape(f"{one.text.get(draft.language, one.id).rstrip('.')} ({one.place})") for one in unread)
        found.append(Paragraph(draft.say(TEXTS["claims.unread"], n=len(unread), names=names)))
    return found


def status_label(draft: Draft, one: Weighed) -> str:
    """The word for a status, and what it would be without simulated material where that makes a difference."""
    label = status_name(one.status, draft.language)
    # the second judgement costs as much as the first: only where there is something to leave out
    real = draft.inputs.judging.real[one.claim.id].status
    if real == one.status:
        return label
    return draft.say(TEXTS["claims.simulated"], label=label, real=status_name(real, draft.language))


def _legend(draft: Draft, weighed: Sequence[Weighed]) -> Bullets:
    """What the statuses mean that occur here, those that say most first."""
    meanings, found = legend(draft.language), {one.status for one in weighed}
    found |= {limb.status for one in weighed for limb in one.limbs}
    kept = [status for status in reversed(STATUS_IDS) if status in found]
    return Bullets(tuple(f"**{status_name(one, draft.language)}**: {meanings[one]}" for one in kept))


def _table(draft: Draft, weighed: Sequence[Weighed]) -> TableBlock:
    """A row a claim; columns that would be empty in every row are left out."""
    numbered = any(one.claim.numbers for one in weighed)
    author = draft.inputs.author or any(len(side.of_author) for one in weighed for side in (one.pro, one.con))
    columns = (
        *([Column(draft.say(TEXTS["claims.columns.number"]))] if numbered else []),
        Column(draft.say(TEXTS["claims.columns.finding"]), header=True),
        Column(draft.say(TEXTS["claims.columns.status"])),
        Column(draft.say(TEXTS["claims.columns.for"]), "end"),
        Column(draft.say(TEXTS["claims.columns.against"]), "end"),
        *([Column(draft.say(TEXTS["claims.columns.author"]))] if author else []),
        Column(draft.say(TEXTS["claims.columns.looked"])),
    )
    rows = tuple(
        (
            *([Cell(", ".join(map(str, one.claim.numbers)))] if numbered else []),
            Cell(pick(one.text, draft.language)),
            Cell(status_label(draft, one), note=_note(draft, one)),
            _sources(draft, one, "pro"),
            _sources(draft, one, "con"),
            *([_author(draft, one)] if author else []),
            Cell(_looked(draft, one)),
        )
        for one in weighed
    )
    return TableBlock("claims-table", draft.say(TEXTS["claims.caption"]), columns, rows)


def _note(draft: Draft, one: Weighed) -> str:
    """What a person judged, below the table; the card is in the appendix."""
    return "".join(span.text for span in iter_spans(_assessment(draft, one)))


def _sources(draft: Draft, one: Weighed, side: str) -> Cell:
    """How many independent sources speak on a side, at both ends where it depends on whose codings count."""
    some: Side = getattr(one.whole.any, side)
    most, least = len(some.sources), len(getattr(one.whole.agreed, side).sources)
    text = str(most) if most == least else f"{least}–{most}"
    refs = draft.register.refs_of(some.by_sources["coding"])
    return Cell(text if most or refs else "–", refs)


def _author(draft: Draft, one: Weighed) -> Cell:
    """What the author says, apart from the sources."""
    sides = [key for key, side in (("for", one.pro), ("against", one.con)) if side.by_author]
    codings = [*one.pro.of_author["coding"], *one.con.of_author["coding"]]
    text = ", ".join(draft.say(TEXTS[f"claims.author-says.{key}"]) for key in sides)
    return Cell(text or "–", draft.register.refs_of(codings))


def _looked(draft: Draft, one: Weighed) -> str:
    """Whether it was looked for what speaks against the claim, in a word or two."""
    found = found_against(one, one.limbs)
    ways = {way_of(limb.says.contrary, found, limb.says.opposing is not None) for limb in one.limbs}
    # of limbs that were looked for apart the answer that says least
    key = next(way for way in ("not-looked", "query", "found", "none", "cannot") if way in ways)
    return draft.say(TEXTS[f"claims.looked.{_LOOKED.get(key, key)}"], n=found)


def _figure(draft: Draft, weighed: Sequence[Weighed]) -> FigureBlock:
    rows = pd.concat([side.kept for one in weighed for side in (one.pro, one.con)])
    # those that say most for the claims stand first
    numbers = {status: sum(one.status == status for one in weighed) for status in reversed(STATUS_IDS)}
    counts = pd.Series({status_name(status, draft.language): n for status, n in numbers.items() if n})
    parts = ", ".join(f"{label} {count}" for label, count in counts.items())
    alt = draft.say(TEXTS["claims.alt"], parts=parts)
    caption = draft.say(TEXTS["claims.figure"], n=len(weighed))
    figure = status_figure(counts)
    return drawn(figure, draft.register, "claims-figure", caption, alt, evidence_of(draft, rows))


def _card(draft: Draft, one: Weighed) -> ClaimBlock:
    claim, register, named = one.claim, draft.register, naming(draft.inputs)
    told = beside(one, named)
    return ClaimBlock(
        id=f"claim-{claim.id}",
        text=escape(pick(one.text, draft.language)),
        numbers=claim.numbers,
        status=one.status,
        status_label=status_label(draft, one),
        why=escape(why(draft, one)),
        kind=draft.say(STATUSES[f"kind.{claim.kind}"]) if claim.says_kind else "",
        limbs=tuple(limb.status for limb in one.limbs) if len(one.limbs) > 1 else (),
        ends=tuple(status for limb in one.limbs if limb.depends for status in limb.statuses),
        met=one.is_met,
        sources_for=tuple(named.sources(one.pro)),
        sources_against=tuple(named.sources(one.con)),
        supporting=register.refs_of(one.pro.by_sources["coding"]),
        opposing=register.refs_of(one.con.by_sources["coding"]),
        asserting=register.refs_of(one.pro.of_author["coding"]),
        denying=register.refs_of(one.con.of_author["coding"]),
        not_looked="" if claim.opposing or one.looked else draft.say(TEXTS["claims.looked.no"]),
        beside=tuple((part.label, escape(part.text)) for part in told),
        checks=tuple(_checks(draft, one)),
        assessment=_assessment(draft, one),
    )


def _checks(draft: Draft, one: Weighed) -> list[str]:
    return [
        f"{'✓' if outcome.holds else '✗' if outcome.holds is False else '?'} {escape(check.text)}: "
        f"{shown(draft, outcome.left)} / {shown(draft, outcome.right)}"
        for check, outcome in (*one.agree, *one.hold)
    ]


def _assessment(draft: Draft, one: Weighed) -> str:
    given = one.claim.assessment
    if given is None:
        return ""
    said = draft.say(
        TEXTS["claims.assessed"],
        by=given.by,
        at=format_date(given.at, draft.language),
        status=_judged(draft, given.status),
        note=pick(given.note, draft.language),
    )
    if given.status == one.status:
        return escape(said.strip())
    # both stand: the computation does not overrule the person, nor the person the computation
    differs = draft.say(TEXTS["claims.differs"], status=status_name(one.status, draft.language))
    return f"**{escape(differs)}** {escape(said.strip())}"


def _judged(draft: Draft, status: str) -> str:
    """What a person judged, in the words of today's list or of the one that it was judged by."""
    known: StatusId | None = next((one for one in STATUS_IDS if one == status), None)
    if known is not None:
        return status_name(known, draft.language)
    return draft.say(STATUSES[f"earlier.{EARLIER[EARLIER.index(status)]}"])
