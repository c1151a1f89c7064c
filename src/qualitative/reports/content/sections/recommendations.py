"""Recommendations with their ground, and what they leave unanswered."""

from __future__ import annotations

from collections.abc import Iterable

from qualitative.findings import Recommendation
from qualitative.findings.recommendations import lost_ground
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Callout, Cell, Column, RecommendationBlock, TableBlock

__all__ = ["answers_section", "recommendations_section"]

TEXTS = catalogue("reports")


def recommendations_section(draft: Draft) -> Section:
    """A card for each recommendation, then a table of needs; empty where the study has none."""
    blocks: list[Block] = []
    for kind in ("recommendation", "need"):
        chosen = [one for one in draft.inputs.recommendations if one.kind == kind]
        if chosen:
            blocks.append(draft.heading(f"{kind}s", TEXTS[f"recommendations.headings.{kind}"]))
            blocks += draft.prose("recommendations") if kind == "recommendation" else []
            blocks += [_card(draft, one) for one in chosen] if kind == "recommendation" else [_needs(draft, chosen)]
    return draft.section(blocks)


def answers_section(draft: Draft) -> Section:
    """Every code that asks for an answer, with its evidence, the recommendations that answer it, and what is only called needed.

    Which codes these are says `answers` of report.yaml; else only those that recommendations name. Blanks are shown.
    """
    barriers = _asking(draft)
    if not barriers:
        return draft.section(())
    coded = set(draft.inputs.evidence["code"])
    spoken = [code for code in barriers if code in coded]
    blank = [code for code in spoken if not _answering(draft, code, "recommendation")]
    silent = ", ".join(draft.inputs.label(code) for code in barriers if code not in coded)
    heading = draft.heading("answers", TEXTS["recommendations.answers.heading"])
    title = draft.heading("blanks", TEXTS["recommendations.answers.blank"]).text
    said = [
        draft.say(TEXTS["recommendations.blanks"], n=len(blank), all=len(spoken)),
        *([draft.say(TEXTS["recommendations.silent"], silent=escape(silent))] if silent else []),
    ]
    callout = Callout("warning", title, " ".join(said))
    return draft.section((heading, *([callout] if blank else []), _table(draft, barriers)))


def _asking(draft: Draft) -> list[str]:
    """The codes that recommendations are held against, in the order of the tree."""
    book, answers = draft.inputs.codebook, draft.inputs.grouping.answers
    named = {code for one in draft.inputs.recommendations for code in one.barriers}
    usable = set(book.usable())
    found = []
    for _, code in book.walk():
        classed = any(code.classes.get(name) == value for name, value in answers.items()) and code.id in usable
        if classed or code.id in named:
            found.append(code.id)
    return found


def _answering(draft: Draft, barrier: str, kind: str) -> list[Recommendation]:
    return [one for one in draft.inputs.recommendations if barrier in one.barriers and one.kind == kind]


def _table(draft: Draft, barriers: list[str]) -> TableBlock:
    inputs, by, evidence = draft.inputs, draft.inputs.grouping.by, draft.inputs.evidence
    counts = ("beyond-author", "author") if inputs.author else ("segments",)
    columns = (
        Column(draft.say(TEXTS["recommendations.answers.columns.code"]), header=True),
        *([Column(draft.class_name(by).capitalize())] if by else []),
        *(Column(draft.say(TEXTS[f"recommendations.answers.columns.{key}"]), "end") for key in counts),
        Column(draft.say(TEXTS["recommendations.answers.columns.recommendation"])),
        Column(draft.say(TEXTS["recommendations.answers.columns.need"])),
    )
    rows = []
    for code in barriers:
        here = evidence[evidence["code"] == code]
        author = here["basis"] == "author"
        texts = [
            Cell(_joined(pick(one.text, draft.language) for one in _answering(draft, code, kind)) or "–")
            for kind in ("recommendation", "need")
        ]
        counted = (here[~author], here[author]) if inputs.author else (here,)
        value = class_of(code, by, inputs.codebook) if by else ""
        classed = [Cell(draft.word(value) if value else "–")] if by else []
        rows.append((Cell(inputs.label(code)), *classed, *map(draft.register.count, counted), *texts))
    caption = draft.say(TEXTS["recommendations.answers.caption"])
    return TableBlock("answers-table", caption, columns, tuple(rows))


def _card(draft: Draft, one: Recommendation) -> RecommendationBlock:
    verdicts, evidence = draft.inputs.verdicts, draft.inputs.evidence
    standing, ground = _ground(draft, one)
    return RecommendationBlock(
        id=f"recommendation-{one.id}",
        text=pick(one.text, draft.language),
        addressees=tuple(pick(name, draft.language) for name in one.addressees),
        barriers=tuple(draft.inputs.label(code) for code in one.barriers),
        findings=tuple(_finding(draft, claim) for claim in one.findings if claim in verdicts),
        ground=ground,
        standing=draft.say(TEXTS[f"recommendations.grounds.{standing}"]),
        refs=draft.register.refs(evidence[evidence["code"].isin(one.codes)]),
    )


def _ground(draft: Draft, one: Recommendation) -> tuple[str, str]:
    """How a recommendation stands (a key of `recommendations.standing`), and the sentence that says so; findings that are not judged are told."""
    statuses = {claim: verdict.status for claim, verdict in draft.inputs.verdicts.items()}
    judged = [claim for claim in one.findings if claim in statuses]
    lost = lost_ground(one, statuses)
    weak = [claim for claim in judged if statuses[claim] != "supported"]
    if judged:
        standing = "lost" if lost else "thin" if weak else "whole"
    else:
        standing = "unjudged" if one.findings else "none"
    said = draft.say(
        TEXTS[f"recommendations.standing.{standing}"],
        names="; ".join(_finding(draft, claim) for claim in lost or weak),
    )
    missing = len(one.findings) - len(judged)
    if judged and missing:
        said += " " + draft.say(TEXTS["recommendations.some-unjudged"], n=missing, all=draft.number(len(one.findings)))
    return standing, said


def _finding(draft: Draft, claim: str) -> str:
    """A finding with its status, as markup."""
    verdict = draft.inputs.verdicts[claim]
    return f"{escape(pick(verdict.claim.text, draft.language).rstrip('.'))} (**{draft.word(verdict.status)}**)"


def _needs(draft: Draft, needs: list[Recommendation]) -> TableBlock:
    """What is only called needed: the barrier that each concerns, and its evidence."""
    columns = tuple(
        Column(draft.say(TEXTS[f"recommendations.needs.columns.{key}"]), align, key == "need")
        for key, align in (("need", "start"), ("concerns", "start"), ("segments", "end"))
    )
    evidence = draft.inputs.evidence
    rows = tuple(
        (
            Cell(pick(one.text, draft.language)),
            Cell(", ".join(draft.inputs.label(code) for code in one.barriers)),
            draft.register.count(evidence[evidence["code"].isin(one.codes)]),
        )
        for one in needs
    )
    caption = draft.say(TEXTS["recommendations.needs.caption"])
    return TableBlock("needs-table", caption, columns, rows)


def _joined(sentences: Iterable[str]) -> str:
    """Sentences in one line, their full stops left out."""
    return "; ".join(sentence.rstrip(".") for sentence in sentences)
