"""Recommendations with their ground, and which barriers they leave unanswered."""

from __future__ import annotations

from collections.abc import Iterable

from qualitative.findings import Recommendation
from qualitative.findings.recommendations import barrier_codes, lost_ground
from qualitative.i18n import pick
from qualitative.reports.inline import escape
from qualitative.reports.model import Block, Callout, Cell, Column, RecommendationBlock, TableBlock
from qualitative.reports.sections.draft import Draft, Section

__all__ = ["answers_section", "recommendations_section"]

_STANDING = {
    "whole": {"id": "Temuan yang melandasinya masih berdiri.", "en": "The findings that it rests on still stand."},
    "thin": {
        "id": "Sebagian landasannya tidak didukung: {names}.",
        "en": "Part of its ground is not supported: {names}.",
    },
    "lost": {"id": "Kehilangan landasannya: {names}.", "en": "It has lost its ground: {names}."},
}
_GROUNDS = {
    "whole": {"id": "berdiri", "en": "stands"},
    "thin": {"id": "tipis", "en": "thin"},
    "lost": {"id": "hilang", "en": "lost"},
}
_HEADINGS = {
    "recommendation": {"id": "Rekomendasi", "en": "Recommendations"},
    "need": {"id": "Disebut perlu, tetapi tidak direkomendasikan", "en": "Called needed, but not recommended"},
}
_BLANKS = {
    "id": "{n} dari {all} hambatan yang ada buktinya tidak dijawab rekomendasi mana pun. Tanpa bukti dalam pilihan ini: {silent}.",
    "en": "{n} of {all} barriers with evidence are answered by no recommendation. Without evidence in this selection: {silent}.",
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
    """Every barrier with its evidence, the recommendations that answer it, and what is only called needed; blanks are shown."""
    barriers = barrier_codes(draft.inputs.codebook)
    if not barriers:
        return draft.section(())
    coded = set(draft.inputs.evidence["code"])
    spoken = [code for code in barriers if code in coded]
    blank = [code for code in spoken if not _answering(draft, code, "recommendation")]
    silent = ", ".join(draft.inputs.codebook.label(code, draft.language) for code in barriers if code not in coded)
    heading = draft.heading("answers", {"id": "Hambatan dan jawabannya", "en": "Barriers and their answers"})
    title = draft.say({"id": "Hambatan tanpa rekomendasi", "en": "Barriers without a recommendation"})
    callout = Callout("warning", title, draft.say(_BLANKS, n=len(blank), all=len(spoken), silent=escape(silent or "–")))
    return draft.section((heading, *([callout] if blank else []), _table(draft, barriers)))


def _answering(draft: Draft, barrier: str, kind: str) -> list[Recommendation]:
    return [one for one in draft.inputs.recommendations if barrier in one.barriers and one.kind == kind]


def _table(draft: Draft, barriers: list[str]) -> TableBlock:
    labels = ({"id": "Hambatan", "en": "Barrier"}, {"id": "Ranah", "en": "Domain"}, {"id": "Di luar penulis", "en": "Beyond the author"},
              {"id": "Penulis", "en": "Author"}, {"id": "Rekomendasi", "en": "Recommendation"}, {"id": "Hanya disebut perlu", "en": "Only called needed"})  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place in (2, 3) else "start", place == 0)
        for place, label in enumerate(labels)
    )
    book, evidence, rows = draft.inputs.codebook, draft.inputs.evidence, []
    for code in barriers:
        here = evidence[evidence["code"] == code]
        author = here["basis"] == "author"
        texts = [
            _joined(pick(one.text, draft.language) for one in _answering(draft, code, kind)) or "–"
            for kind in ("recommendation", "need")
        ]
        rows.append((Cell(book.label(code, draft.language)), Cell(draft.word(book[code].domain or "none")), draft.register.count(here[~author]),
                     draft.register.count(here[author]), Cell(texts[0]), Cell(texts[1])))  # fmt: skip
    caption = draft.say(
        {
            "id": "Setiap hambatan, buktinya (jumlah segmen), dan yang menjawabnya",
            "en": "Each barrier, its evidence (numbers of segments), and what answers it",
        }
    )
    return TableBlock("answers-table", caption, columns, tuple(rows))


def _card(draft: Draft, one: Recommendation) -> RecommendationBlock:
    verdicts, book = draft.inputs.verdicts, draft.inputs.codebook
    statuses = {claim: verdict.status for claim, verdict in verdicts.items()}
    lost = lost_ground(one, statuses)
    weak = [claim for claim in one.findings if statuses.get(claim, "supported") != "supported"]
    standing = "lost" if lost else "thin" if weak else "whole"
    names = "; ".join(_finding(draft, claim) for claim in lost or weak)
    findings = tuple(_finding(draft, claim) for claim in one.findings if claim in verdicts)
    evidence = draft.inputs.evidence
    return RecommendationBlock(
        id=f"recommendation-{one.id}",
        text=pick(one.text, draft.language),
        addressees=tuple(pick(name, draft.language) for name in one.addressees),
        barriers=tuple(book.label(code, draft.language) for code in one.barriers),
        findings=findings,
        ground=draft.say(_STANDING[standing], names=names),
        standing=draft.say(_GROUNDS[standing]),
        refs=draft.register.refs(evidence[evidence["code"].isin(one.codes)]),
    )


def _finding(draft: Draft, claim: str) -> str:
    """A finding with its status, as markup."""
    verdict = draft.inputs.verdicts[claim]
    return f"{escape(pick(verdict.claim.text, draft.language).rstrip('.'))} (**{draft.word(verdict.status)}**)"


def _needs(draft: Draft, needs: list[Recommendation]) -> TableBlock:
    """What is only called needed: the barrier that each concerns, and its evidence."""
    labels = ({"id": "Yang disebut perlu", "en": "What is called needed"}, {"id": "Menyangkut hambatan", "en": "Barrier that it concerns"},
              {"id": "Segmen", "en": "Segments"})  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place == 2 else "start", place == 0) for place, label in enumerate(labels)
    )
    evidence, book = draft.inputs.evidence, draft.inputs.codebook
    rows = tuple(
        (
            Cell(pick(one.text, draft.language)),
            Cell(", ".join(book.label(code, draft.language) for code in one.barriers)),
            draft.register.count(evidence[evidence["code"].isin(one.codes)]),
        )
        for one in needs
    )
    caption = draft.say({"id": "Disebut perlu di luar rekomendasi", "en": "Called needed outside the recommendations"})
    return TableBlock("needs-table", caption, columns, rows)


def _joined(sentences: Iterable[str]) -> str:
    """Sentences in one line, their full stops left out."""
    return "; ".join(sentence.rstrip(".") for sentence in sentences)
