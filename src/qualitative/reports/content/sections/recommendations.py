"""Recommendations with their ground, and what they leave unanswered."""

from __future__ import annotations

from collections.abc import Iterable

from qualitative.findings import Recommendation
from qualitative.findings.recommendations import lost_ground
from qualitative.i18n import pick
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Callout, Cell, Column, RecommendationBlock, TableBlock

__all__ = ["answers_section", "recommendations_section"]

_STANDING = {
    "whole": {"id": "Temuan yang melandasinya masih berdiri.", "en": "The findings that it rests on still stand."},
    "thin": {
        "id": "Sebagian landasannya tidak didukung: {names}.",
        "en": "Part of its ground is not supported: {names}.",
    },
    "lost": {"id": "Kehilangan landasannya: {names}.", "en": "It has lost its ground: {names}."},
    "unjudged": {
        "id": "Landasannya tidak dinilai dalam pilihan ini.",
        "en": "The findings that it rests on are not judged in this selection.",
    },
    "none": {"id": "Tidak menyebut temuan yang melandasinya.", "en": "It names no finding that it rests on."},
}
_SOME_UNJUDGED = {
    "id": "{n} dari {all} temuan yang melandasinya tidak dinilai dalam pilihan ini.",
    "en": "{n} of {all} findings that it rests on are not judged in this selection.",
}
_GROUNDS = {
    "whole": {"id": "berdiri", "en": "stands"},
    "thin": {"id": "tipis", "en": "thin"},
    "lost": {"id": "hilang", "en": "lost"},
    "unjudged": {"id": "tidak dinilai", "en": "not judged"},
    "none": {"id": "tidak disebut", "en": "none named"},
}
_HEADINGS = {
    "recommendation": {"id": "Rekomendasi", "en": "Recommendations"},
    "need": {"id": "Disebut perlu, tetapi tidak direkomendasikan", "en": "Called needed, but not recommended"},
}
_BLANKS = {
    "id": "{n} dari {all} kode ini yang ada buktinya tidak dijawab rekomendasi mana pun.",
    "en": "{n} of {all} of these codes that have evidence are answered by no recommendation.",
}
_SILENT = {
    "id": "Tanpa bukti dalam pilihan ini: {silent}.",
    "en": "Without evidence in this selection: {silent}.",
}


def recommendations_section(draft: Draft) -> Section:
    """A card for each recommendation, then a table of needs; empty where the study has none."""
    blocks: list[Block] = []
    for kind, heading in _HEADINGS.items():
        chosen = [one for one in draft.inputs.recommendations if one.kind == kind]
        if chosen:
            blocks.append(draft.heading(f"{kind}s", heading))
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
    heading = draft.heading("answers", {"id": "Yang dijawab rekomendasi", "en": "What the recommendations answer"})
    title = draft.heading("blanks", {"id": "Kode tanpa rekomendasi", "en": "Codes without a recommendation"}).text
    said = [
        draft.say(_BLANKS, n=len(blank), all=len(spoken)),
        *([draft.say(_SILENT, silent=escape(silent))] if silent else []),
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
    columns = (
        Column(draft.say({"id": "Kode", "en": "Code"}), header=True),
        *([Column(draft.class_name(by).capitalize())] if by else []),
        *(Column(draft.say(label), "end") for label in _COUNTED[inputs.author]),
        Column(draft.say({"id": "Rekomendasi", "en": "Recommendation"})),
        Column(draft.say({"id": "Hanya disebut perlu", "en": "Only called needed"})),
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
    caption = draft.say(
        {
            "id": "Setiap kode, buktinya (jumlah segmen), dan yang menjawabnya",
            "en": "Each code, its evidence (numbers of segments), and what answers it",
        }
    )
    return TableBlock("answers-table", caption, columns, tuple(rows))


_COUNTED = {
    True: ({"id": "Di luar penulis", "en": "Beyond the author"}, {"id": "Penulis", "en": "Author"}),
    False: ({"id": "Segmen", "en": "Segments"},),
}


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
        standing=draft.say(_GROUNDS[standing]),
        refs=draft.register.refs(evidence[evidence["code"].isin(one.codes)]),
    )


def _ground(draft: Draft, one: Recommendation) -> tuple[str, str]:
    """How a recommendation stands (a key of _STANDING), and the sentence that says so; findings that are not judged are told."""
    statuses = {claim: verdict.status for claim, verdict in draft.inputs.verdicts.items()}
    judged = [claim for claim in one.findings if claim in statuses]
    lost = lost_ground(one, statuses)
    weak = [claim for claim in judged if statuses[claim] != "supported"]
    if judged:
        standing = "lost" if lost else "thin" if weak else "whole"
    else:
        standing = "unjudged" if one.findings else "none"
    said = draft.say(_STANDING[standing], names="; ".join(_finding(draft, claim) for claim in lost or weak))
    missing = len(one.findings) - len(judged)
    if judged and missing:
        said += " " + draft.say(_SOME_UNJUDGED, n=draft.number(missing), all=draft.number(len(one.findings)))
    return standing, said


def _finding(draft: Draft, claim: str) -> str:
    """A finding with its status, as markup."""
    verdict = draft.inputs.verdicts[claim]
    return f"{escape(pick(verdict.claim.text, draft.language).rstrip('.'))} (**{draft.word(verdict.status)}**)"


def _needs(draft: Draft, needs: list[Recommendation]) -> TableBlock:
    """What is only called needed: the barrier that each concerns, and its evidence."""
    labels = ({"id": "Yang disebut perlu", "en": "What is called needed"}, {"id": "Menyangkut", "en": "What it concerns"},
              {"id": "Segmen", "en": "Segments"})  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place == 2 else "start", place == 0) for place, label in enumerate(labels)
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
    caption = draft.say({"id": "Disebut perlu di luar rekomendasi", "en": "Called needed outside the recommendations"})
    return TableBlock("needs-table", caption, columns, rows)


def _joined(sentences: Iterable[str]) -> str:
    """Sentences in one line, their full stops left out."""
    return "; ".join(sentence.rstrip(".") for sentence in sentences)
