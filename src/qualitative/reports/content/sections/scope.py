"""What the study is, and what its evidence is: counts with their denominators."""

from __future__ import annotations

from qualitative.analysis.evidence import distinct_informants, passage_rows
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Cell, Column, Paragraph, TableBlock

__all__ = ["scope_section"]

_INTRO = {
    "id": "Laporan ini menyusun temuan dari korpus yang dikode: **{documents} dokumen**, **{passages} bagian**, **{segments} segmen berkode**. Setiap angka "
    "menuju segmen yang dihitungnya.",
    "en": "This report builds its findings from a coded corpus: **{documents} documents**, **{passages} passages**, **{segments} coded segments**. Every number "
    "leads to the segments that it counts.",
}
_BASIS = {
    "id": "*Bagian* adalah satu paragraf atau satu giliran bicara. *Dasar* menunjukkan sandarannya: pernyataan informan, dokumen, atau tabel.",
    "en": "A *passage* is one paragraph or one turn. Its *basis* says what it rests on: an informant's statement, a document, or a table.",
}
_AUTHOR = {
    "id": "Dasar dapat pula penulis sendiri; klaim yang hanya bersandar pada penulis tidak disebut didukung.",
    "en": "It can also be the author alone; a claim that rests on the author alone is never called supported.",
}
_CITED = {
    "id": "Pernyataan, dokumen, dan tabel dari bahan terbitan adalah sebagaimana dikutip sumber yang dicatat, tidak dibaca pada aslinya.",
    "en": "Statements, documents and tables of published material are as the noted source cites them, not read in the original.",
}


def scope_section(draft: Draft) -> Section:
    """Paragraphs, and two tables: documents by case and kind, passages by case and basis."""
    inputs = draft.inputs
    passages = [(d, row) for d in inputs.documents.values() for row in passage_rows(d)]
    counted = [(d, row) for d, row in passages if row["basis"] is not None]
    segments = inputs.evidence.drop_duplicates(["document", "start", "end"])
    intro = draft.say(
        _INTRO,
        documents=draft.number(len(inputs.documents)),
        passages=draft.number(len(counted)),
        segments=draft.number(len(segments)),
    )
    blocks = (
        draft.heading("scope", {"id": "Kajian dan buktinya", "en": "The study and its evidence"}),
        *draft.prose("scope"),
        Paragraph(intro),
        Paragraph(_basis(draft)),
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
    return [Paragraph(draft.say(_SECTIONS, letters=escape(letters)))]


_SECTIONS = {
    "id": "Huruf bagian menunjuk judul dalam sumbernya: {letters}.",
    "en": "Letters of sections stand for headings of the source: {letters}.",
}


def _basis(draft: Draft) -> str:
    cited = any(document.provenance == "published" for document in draft.inputs.documents.values())
    texts = (_BASIS, *([_AUTHOR] if draft.inputs.author else []), *([_CITED] if cited else []))
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
        Column(draft.say({"id": "Informan", "en": "Informants"}), "end"),
    )
    rows = []
    for case in _places(draft):
        here = [d for d in documents if d.case == case]
        people = {row["informant"] for d in here for row in passage_rows(d) if row["basis"] == "informant"} - {None}
        counts = [sum((d.provenance, d.kind) == kind for d in here) for kind in kinds]
        rows.append(
            (Cell(draft.inputs.case_name(case)), *(Cell(str(n) if n else "–") for n in counts), Cell(str(len(people))))
        )
    caption = draft.say(
        {"id": "Dokumen menurut {case}, jenis, dan asal", "en": "Documents by {case}, kind and provenance"},
        case=draft.case,
    )
    return TableBlock("documents", caption, columns, tuple(rows))


def _bases(draft: Draft, passages: list) -> TableBlock:
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
    note = draft.say(
        {"id": "Angka menuju segmen berkode di dalam bagian itu. Informan berbeda yang dikode: {n}.",
         "en": "A number leads to the coded segments in those passages. Distinct informants coded: {n}."}, n=len(people)
    )  # fmt: skip
    caption = draft.say(
        {"id": "Bagian menurut {case} dan dasar", "en": "Passages by {case} and basis"}, case=draft.case
    )
    return TableBlock("bases", caption, columns, tuple(rows), (note,))
