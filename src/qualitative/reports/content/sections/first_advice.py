"""The first page of recommendations: what was recommended and to whom, what it may answer, its ground, what must be known before acting."""

from __future__ import annotations

from qualitative.findings import Recommendation
from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.naming import TEXTS as STATUSES
from qualitative.findings.telling import status_name
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.sections.draft import Draft, FirstPage, Section
from qualitative.reports.content.sections.first_basis import basis_box, half_lines, is_whole, not_for, source_line
from qualitative.reports.content.sections.recommendations import strength_of, unanswered_codes
from qualitative.reports.page.inline import escape, strong
from qualitative.reports.page.model import Block, Cell, Column, Paragraph, TableBlock

__all__ = ["advice_section", "advice_table", "recommended", "unanswered"]

TEXTS = catalogue("reports")
_BLANKS = 5  # codes that a half line names


def advice_section(draft: Draft) -> Section:
    """The first page; where the study recommends nothing it says so."""
    advice = draft.inputs.texts.first.advice
    given = [one for one in draft.inputs.recommendations if one.kind == "recommendation"]
    own = pick(advice.get("answer"), draft.language)
    answer = own.format() if own and is_whole(draft) else draft.say(TEXTS["first.advice.answer"], n=len(given))
    blocks: list[Block] = [basis_box(draft), Paragraph(strong(answer))]
    blocks += advice_table(draft)
    blocks += [*_needs(draft), *unanswered(draft), *not_for(draft)]
    return draft.section(blocks, FirstPage(pick(advice.get("question"), draft.language), source_line(draft)))


def recommended(draft: Draft) -> list[Paragraph]:
    """In half a line each, with the strength of its ground; whose reading the links to problems are."""
    lines = [
        f"{escape(short(draft, one))} ({draft.say(TEXTS['first.ground'], strength=_strength(draft, one))})"
        for one in draft.inputs.recommendations
        if one.kind == "recommendation"
    ]
    return half_lines(draft, "recommended", lines)


def unanswered(draft: Draft) -> list[Paragraph]:
    """Codes that ask for an answer, have evidence, and that no recommendation answers: those that the study puts first, else the first few."""
    blank = unanswered_codes(draft)
    own = [code for code in draft.inputs.texts.first.unanswered if code in blank]
    if not any(one.kind == "recommendation" for one in draft.inputs.recommendations):
        return []
    chosen = own or blank[:_BLANKS]
    lines = [escape(draft.inputs.label(code)) for code in chosen]
    if len(blank) > len(chosen) and lines:
        lines.append(draft.say(TEXTS["first.and-others"]))
    return half_lines(draft, "unanswered", lines)


def short(draft: Draft, one: Recommendation) -> str:
    """A recommendation in half a line: as the study puts it, else whole."""
    own = pick(draft.inputs.texts.first.advised(one.id).text, draft.language)
    return (own.format() if own else pick(one.text, draft.language)).rstrip(".")


def _strength(draft: Draft, one: Recommendation) -> str:
    return draft.say(STATUSES[f"strength.{strength_of(one, draft.inputs.judging.without(one))}"])


def advice_table(draft: Draft) -> list[TableBlock]:
    """What was recommended · to whom · what it may answer · its ground · what must be known before acting; none without recommendations."""
    given = [one for one in draft.inputs.recommendations if one.kind == "recommendation"]
    if not given:
        return []
    columns = tuple(
        Column(draft.say(TEXTS[f"first.advice.columns.{key}"]), header=key == "what")
        for key in ("what", "whom", "problem", "ground", "before")
    )
    rows = tuple(
        (
            Cell(short(draft, one)),
            Cell("; ".join(pick(name, draft.language) for name in one.addressees) or "–"),
            Cell("; ".join(draft.inputs.label(code) for code in one.barriers) or "–"),
            Cell(_strength(draft, one)),
            Cell(_before(draft, one)),
        )
        for one in given
    )
    notes = (draft.say(TEXTS["first.advice.reading"]),) if any(one.barriers for one in given) else ()
    return [TableBlock("first-advice", draft.say(TEXTS["first.advice.caption"]), columns, rows, notes)]


def _before(draft: Draft, one: Recommendation) -> str:
    """What must be known before acting: as the study puts it, else whether the weakest of its findings holds."""
    own = pick(draft.inputs.texts.first.advised(one.id).before, draft.language)
    if own:
        return own.format()
    rested = draft.inputs.judging.without(one).values()
    if not rested:
        return draft.say(TEXTS["first.advice.no-finding"])
    weakest = min(rested, key=lambda weighed: STATUS_IDS.index(weighed.status))
    text = pick(weakest.text, draft.language).rstrip(".")
    return draft.say(TEXTS["first.advice.before"], finding=text, status=status_name(weakest.status, draft.language))


def _needs(draft: Draft) -> list[Paragraph]:
    """What is only called needed, in half a line each."""
    lines = [escape(short(draft, one)) for one in draft.inputs.recommendations if one.kind == "need"]
    return half_lines(draft, "needed", lines)
