"""What the study is, and what its evidence is: counts with their denominators."""

from __future__ import annotations

from typing import Any

from qualitative.analysis.evidence import distinct_informants, rows_of_passages
from qualitative.i18n import catalogue
from qualitative.model import Document
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, Paragraph, TableBlock

__all__ = ["scope_section"]

TEXTS = catalogue("reports")


def scope_section(draft: Draft) -> Section:
    """Paragraphs, and two tables: documents by case and kind, passages by case and basis."""
    inputs = draft.inputs
    found = rows_of_passages(inputs.documents.values())
    passages = [(d, row) for d in inputs.documents.values() for row in found[d.id]]
    # what an interviewer says rests on nothing; a paragraph of published material is one, recorded or not
    counted = [(d, row) for d, row in passages if row["basis"] is not None or d.provenance == "published"]
    segments = inputs.evidence.drop_duplicates(["document", "start", "end"])
    intro = draft.say(
        TEXTS["scope.intro"],
        documents=draft.say(TEXTS["scope.counts.documents"], n=len(inputs.documents)),
        passages=draft.say(TEXTS["scope.counts.passages"], n=len(counted)),
        segments=draft.say(TEXTS["scope.counts.segments"], n=len(segments)),
    )
    blocks: tuple[Block, ...] = (
        draft.heading("scope", TEXTS["scope.heading"]),
        *draft.prose("scope"),
        Paragraph(intro),
        Paragraph(_basis(draft, counted)),
        *_sections(draft),
        _documents(draft),
        _bases(draft, counted),
    )
    return draft.section(blocks)


def _sections(draft: Draft) -> list[Paragraph]:
    """What the letters of locators mean, where the study's work names its sections."""
    named = draft.inputs.settings.work.get("sections") or {}
    if not named:
        return []
    letters = "; ".join(
        f"{letter} = {' / '.join(begin) if isinstance(begin, list) else begin}" for letter, begin in named.items()
    )
    return [Paragraph(draft.say(TEXTS["scope.sections"], letters=escape(letters)))]


def _basis(draft: Draft, passages: list[tuple[Document, dict[str, Any]]]) -> str:
    cited = any(d.provenance == "published" and row["basis"] is not None for d, row in passages)
    texts = (
        TEXTS["scope.basis"],
        *([TEXTS["scope.author"]] if draft.inputs.author else []),
        *([TEXTS["scope.cited"]] if cited else []),
    )
    return " ".join(draft.say(text) for text in texts)


def _places(draft: Draft) -> list[str]:
    used = {document.case for document in draft.inputs.documents.values()}
    return [case for case in draft.inputs.places if case in used]


def _documents(draft: Draft) -> TableBlock:
    documents = list(draft.inputs.documents.values())
    kinds = sorted({(d.provenance, d.kind) for d in documents})
    columns = (
        Column(draft.word("case"), header=True),
        *(Column(f"{draft.word(kind)}, {draft.word(provenance)}", "end") for provenance, kind in kinds),
        Column(draft.say(TEXTS["scope.documents.informants"]), "end"),
    )
    rows, passages = [], rows_of_passages(documents)
    for case in _places(draft):
        here = [d for d in documents if d.case == case]
        people = {row["informant"] for d in here for row in passages[d.id] if row["basis"] == "informant"} - {None}
        counts = [sum((d.provenance, d.kind) == kind for d in here) for kind in kinds]
        rows.append(
            (Cell(draft.inputs.case_name(case)), *(Cell(str(n) if n else "–") for n in counts), Cell(str(len(people))))
        )
    caption = draft.say(
        TEXTS["scope.documents.caption"],
        case=draft.case,
    )
    return TableBlock("documents", caption, columns, tuple(rows))


def _bases(draft: Draft, passages: list[tuple[Document, dict[str, Any]]]) -> TableBlock:
    columns = (
        Column(draft.word("case"), header=True),
        *(Column(draft.word(basis), "end") for basis in draft.inputs.bases),
    )
    evidence = draft.inputs.evidence
    rows = []
    for case in _places(draft):
        cells = []
        for basis in draft.inputs.bases:
            count = sum(d.case == case and row["basis"] == basis for d, row in passages)
            coded = evidence[(evidence["case"] == case) & (evidence["basis"] == basis)]
            cells.append(Cell(str(count) if count else "–", draft.register.refs(coded)))
        rows.append((Cell(draft.inputs.case_name(case)), *cells))
    people = distinct_informants(evidence)
    note = draft.say(TEXTS["scope.bases.note"], n=len(people))
    unplaced = sum(row["basis"] not in draft.inputs.bases for _, row in passages)
    notes = [draft.say(TEXTS["scope.bases.unplaced"], n=unplaced)] if unplaced else []
    caption = draft.say(TEXTS["scope.bases.caption"], case=draft.case)
    return TableBlock("bases", caption, columns, tuple(rows), (*notes, note))
