"""Recommendations with their ground, and what they leave unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.findings import Recommendation
from qualitative.findings.circles import own_codes
from qualitative.findings.kinds import STRENGTH_OF, STRENGTHS
from qualitative.findings.naming import TEXTS as STATUSES
from qualitative.findings.telling import status_name
from qualitative.findings.weighed import Weighed
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Callout, Cell, Column, RecommendationBlock, TableBlock

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["answers_section", "recommendations_section", "strength_of", "unanswered_codes"]

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
    blank = unanswered_codes(draft)
    silent = ", ".join(draft.inputs.label(code) for code in barriers if code not in coded)
    heading = draft.heading("answers", TEXTS["recommendations.answers.heading"])
    title = draft.heading("blanks", TEXTS["recommendations.answers.blank"]).text
    said = [
        draft.say(TEXTS["recommendations.blanks"], names=escape("; ".join(map(draft.inputs.label, blank)))),
        *([draft.say(TEXTS["recommendations.silent"], silent=escape(silent))] if silent else []),
    ]
    callout = Callout("warning", title, " ".join(said))
    return draft.section((heading, *([callout] if blank else []), _table(draft, barriers)))


def unanswered_codes(draft: Draft) -> list[str]:
    """The codes that ask for an answer, have evidence, and that no recommendation answers, in the order of the tree."""
    coded = set(draft.inputs.evidence["code"])
    return [code for code in _asking(draft) if code in coded and not _answering(draft, code, "recommendation")]


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
    kinds = [kind for kind in ("recommendation", "need") if any(one.kind == kind for one in inputs.recommendations)]
    columns = (
        Column(draft.say(TEXTS["recommendations.answers.columns.code"]), header=True),
        *([Column(draft.class_name(by).capitalize())] if by else []),
        *(Column(draft.say(TEXTS[f"recommendations.answers.columns.{key}"]), "end") for key in counts),
        *(Column(draft.say(TEXTS[f"recommendations.answers.columns.{kind}"])) for kind in kinds),
    )
    rows = []
    for code in barriers:
        here = evidence[evidence["code"] == code]
        author = here["basis"] == "author"
        texts = [
            Cell(_joined(pick(one.text, draft.language) for one in _answering(draft, code, kind)) or "–")
            for kind in kinds
        ]
        counted = (here[~author], here[author]) if inputs.author else (here,)
        value = class_of(code, by, inputs.codebook) if by else ""
        classed = [Cell(draft.word(value) if value else "–")] if by else []
        rows.append((Cell(inputs.label(code)), *classed, *map(draft.register.count, counted), *texts))
    caption = draft.say(TEXTS["recommendations.answers.caption"])
    return TableBlock("answers-table", caption, columns, tuple(rows))


def _card(draft: Draft, one: Recommendation) -> RecommendationBlock:
    rested = draft.inputs.judging.without(one)
    strength, ground = _ground(draft, one, rested)
    return RecommendationBlock(
        id=f"recommendation-{one.id}",
        text=escape(pick(one.text, draft.language)),
        addressees=tuple(escape(pick(name, draft.language)) for name in one.addressees),
        barriers=tuple(escape(draft.inputs.label(code)) for code in one.barriers),
        findings=tuple(_finding(draft, weighed) for weighed in rested.values()),
        ground=ground,
        standing=draft.say(STATUSES[f"strength.{strength}"]),
        refs=draft.register.refs(_marked(draft, one)),
        called_for=draft.say(TEXTS["recommendations.called-for"], n=_places(draft, one)),
    )


def _marked(draft: Draft, one: Recommendation) -> pd.DataFrame:
    """The evidence rows of the codes that mark a recommendation in the corpus."""
    evidence = draft.inputs.evidence
    return evidence[evidence["code"].isin(list(own_codes(one, draft.inputs.codebook)))]


def _called_for(draft: Draft, one: Recommendation) -> Cell:
    """In how many statements it is called for; of a work these are no results, and yet they are what is meant here."""
    count = _places(draft, one)
    return Cell(str(count) if count else "–", draft.register.refs(_marked(draft, one)))


def _places(draft: Draft, one: Recommendation) -> int:
    return int(_marked(draft, one)["place"].nunique())


def _ground(draft: Draft, one: Recommendation, rested: Mapping[str, Weighed]) -> tuple[str, str]:
    """How strong the ground of a recommendation is (a key of `strength`), and the sentences that say so.

    It is as strong as the weakest of the findings that it rests on; what marks the recommendation itself is no evidence for them.
    """
    strengths = [STRENGTH_OF[weighed.status] for weighed in rested.values()]
    found = strength_of(one, rested)
    key = "weak-no-author" if found == "weak" and not draft.inputs.author else found
    said = [
        draft.say(
            TEXTS[f"recommendations.standing.{key}"],
            n=sum(strength == found for strength in strengths),
            all=draft.number(len(strengths)),
        )
    ]
    missing = len(one.findings) - len(rested)
    if rested and missing:
        said.append(draft.say(TEXTS["recommendations.some-unjudged"], n=missing, all=draft.number(len(one.findings))))
    alone = [
        weighed for claim, weighed in rested.items() if weighed.status != draft.inputs.judging.claims[claim].status
    ]
    if alone:
        names = "; ".join(_text(draft, weighed) for weighed in alone)
        said.append(draft.say(TEXTS["recommendations.circle"], n=len(alone), names=names))
    return found, " ".join(said)


def strength_of(one: Recommendation, rested: Mapping[str, Weighed]) -> str:
    """How strong the ground of a recommendation is, a key of `strength`: that of the weakest of the findings that it rests on."""
    if all(weighed.status == "not-read" for weighed in rested.values()):
        return "unjudged" if one.findings else "none"
    return min((STRENGTH_OF[weighed.status] for weighed in rested.values()), key=STRENGTHS.index)


def _finding(draft: Draft, weighed: Weighed) -> str:
    """A finding with its status, as markup."""
    return f"{_text(draft, weighed)} (**{escape(status_name(weighed.status, draft.language))}**)"


def _text(draft: Draft, weighed: Weighed) -> str:
    return escape(pick(weighed.text, draft.language).rstrip("."))


def _needs(draft: Draft, needs: list[Recommendation]) -> TableBlock:
    """What is only called needed: the barrier that each concerns, and its evidence."""
    columns = tuple(
        Column(draft.say(TEXTS[f"recommendations.needs.columns.{key}"]), align, key == "need")
        for key, align in (("need", "start"), ("concerns", "start"), ("segments", "end"))
    )
    rows = tuple(
        (
            Cell(pick(one.text, draft.language)),
            Cell(", ".join(draft.inputs.label(code) for code in one.barriers)),
            _called_for(draft, one),
        )
        for one in needs
    )
    caption = draft.say(TEXTS["recommendations.needs.caption"])
    return TableBlock("needs-table", caption, columns, rows)


def _joined(sentences: Iterable[str]) -> str:
    """Sentences in one line, their full stops left out."""
    return "; ".join(sentence.rstrip(".") for sentence in sentences)
