"""What all of a report rests on, in two sentences before anything that was found: counted here, worded by the study where it does so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualitative.analysis.counts import People, results, tally
from qualitative.folder import CONSENSUS, placing
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.sections.counts import people_said
from qualitative.reports.content.sections.draft import Draft
from qualitative.reports.content.sections.who import in_words, listed
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Callout, Paragraph

__all__ = ["basis_box", "coded_by", "evidence_years", "half_lines", "is_whole", "not_for", "source_line"]

TEXTS = catalogue("reports")


def basis_box(draft: Draft) -> Callout:
    """On what everything rests, and what it can't say. Who coded is always told, whether the study's own sentence does so or not."""
    first = draft.inputs.texts.first
    own, coded = pick(first.rests, draft.language), coded_by(draft)
    informants, statements = _informants(draft)
    filled = {
        "informants": informants,
        "statements": statements,
        "years": evidence_years(draft),
        "documents": in_words(draft, "files", len(draft.inputs.documents)),
        "coded": coded,
    }
    rests = draft.say(
        (escape(own) if own else None) or TEXTS["first.rests"], **{key: escape(text) for key, text in filled.items()}
    )
    told = "{coded}" in own or not own
    cannot = escape(pick(first.cannot, draft.language).format()) or _cannot(draft)
    sentences = [rests, *([] if told else [_sentence(coded)]), cannot]
    return Callout("basis", draft.say(TEXTS["first.basis"]), " ".join(part for part in sentences if part))


def _informants(draft: Draft) -> tuple[str, str]:
    """(five informants, nine statements), in words."""
    rows = results(draft.inputs.evidence)
    spoken = rows[rows["basis"] == "informant"]
    people = People.of(spoken)
    parts = [in_words(draft, "informants", people.persons)] if people.persons or not people.groups else []
    if people.groups:
        inside = in_words(draft, "informants", people.in_groups)
        parts.append(in_words(draft, "groups", people.groups, persons=inside))
    return listed(draft, parts), in_words(draft, "statements", tally(spoken).places)


def evidence_years(draft: Draft) -> str:
    """The years in which informants spoke; where nobody is dated, those of all that counts."""
    rows = results(draft.inputs.evidence)
    spoken = rows[rows["basis"] == "informant"]
    for some in (spoken, rows):
        years = sorted({str(date)[:4] for date in some["date"].dropna() if re.match(r"\d{4}", str(date))})
        if years:
            return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return draft.say(TEXTS["first.undated"])


def coded_by(draft: Draft) -> str:
    """Who made the codings that count, and whether a person ever looked at them."""
    inputs = draft.inputs
    people = [coder for coder in inputs.coders if coder.kind == "human" and coder.id != CONSENSUS]
    key = "both" if people and inputs.models else "models" if inputs.models else "people" if people else "settled"
    if not inputs.coders:
        return draft.say(TEXTS["first.coded.nobody"])
    who = in_words(draft, "coders", len(people))
    said = draft.say(TEXTS[f"first.coded.{key}"], n=max(1, len(inputs.models)), who=who, model=draft.word("model"))
    if key == "models" and not _checked(draft):
        said = draft.say(TEXTS["first.coded.unchecked"], coded=said)
    return said


def _checked(draft: Draft) -> bool:
    """Whether a person coded, decided, marked as done or assessed anything of what the report is made from."""
    inputs, state = draft.inputs, placing.state_of(draft.inputs.folder)
    people = {coder.id for coder in inputs.settings.coders.values() if coder.kind == "human"}
    events = (*state.done_events, *state.decisions)
    return (
        any(one.coder in people and one.document in inputs.documents for one in state.codings.values())
        or any(one["coder"] in people and one["document"] in inputs.documents for one in events)
        or any(claim.assessment is not None for claim in inputs.claims)
    )


def _cannot(draft: Draft) -> str:
    """What evidence of this kind can't say, from the study's design and whether anybody's words are in it."""
    inputs, found = draft.inputs, []
    if not inputs.settings.design.get("permits"):
        found.append("design")
    if any(one.provenance == "published" for one in inputs.documents.values()):
        found.append("work")
    if not inputs.done:
        found.append("unread")
    return " ".join(draft.say(TEXTS[f"first.cannot.{key}"]) for key in found or ["selected"])


def is_whole(draft: Draft) -> bool:
    """Whether the report is about the whole study, of which alone its own answer speaks: all cases, real material, whoever counts, today's codes."""
    inputs = draft.inputs
    return (
        len(inputs.cases) == len(inputs.all_cases)
        and inputs.parameters.get("evidence") == "counted"
        and not inputs.asked_coders
        and inputs.codebook.version == inputs.newest_codebook.version
    )


def source_line(draft: Draft) -> str:
    """The source, the years of its evidence, and the year of the report."""
    inputs = draft.inputs
    citation = str(inputs.settings.work.get("citation") or "")
    named = re.match(r"[^.]*?\(\d{4}[a-z]?\)", citation)
    source = named[0] if named else citation
    people = people_said(draft, People.of(inputs.everybody))
    parts = [source or draft.say(TEXTS["first.source.own"], people=people)]
    years = evidence_years(draft)
    if years != draft.say(TEXTS["first.undated"]):
        parts.append(draft.say(TEXTS["first.source.evidence"], years=years))
    if inputs.newest:
        parts.append(draft.say(TEXTS["first.source.report"], year=inputs.newest[:4]))
    return " · ".join(part for part in parts if part)


def half_lines(draft: Draft, key: str, lines: Sequence[str]) -> list[Paragraph]:
    """A line that begins with what it is about; none where there is nothing to say."""
    told = draft.say(TEXTS[f"first.{key}"])
    return [Paragraph(f"**{told}** {'; '.join(lines)}.")] if lines else []


def not_for(draft: Draft) -> list[Paragraph]:
    """What the report should not be used for."""
    own = [escape(pick(text, draft.language).format().rstrip(".")) for text in draft.inputs.texts.first.not_for]
    usual = [draft.say(TEXTS["first.not-shares"])] if not draft.inputs.settings.design.get("permits") else []
    return half_lines(draft, "not-for", own or usual)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
