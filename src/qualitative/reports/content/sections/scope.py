"""What the study is, and what its evidence is: counts with their denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.analysis.counts import NONE, People, results, tally
from qualitative.i18n import catalogue
from qualitative.model import Document
from qualitative.reports.content.sections.counts import people_said, people_text
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, Paragraph, TableBlock

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["scope_section"]

TEXTS = catalogue("reports")


def scope_section(draft: Draft) -> Section:
    """Paragraphs, and two tables: documents by case and kind with who speaks in them, statements by case and basis."""
    inputs = draft.inputs
    passages = inputs.passages.drop_duplicates(["document", "n"])
    intro = draft.say(
        TEXTS["scope.intro"],
        documents=draft.say(TEXTS["scope.counts.documents"], n=len(inputs.documents)),
        passages=draft.say(TEXTS["scope.counts.passages"], n=len(passages)),
        statements=draft.statements(inputs.evidence),
        people=people_text(draft, inputs.evidence),
        every=people_said(draft, People.of(inputs.everybody)),
        segments=draft.say(TEXTS["scope.counts.segments"], n=len(tally(inputs.evidence).ids)),
    )
    blocks: tuple[Block, ...] = (
        draft.heading("scope", TEXTS["scope.heading"]),
        *draft.prose("scope"),
        Paragraph(intro),
        Paragraph(_counted(draft)),
        Paragraph(_basis(draft, passages)),
        *_sections(draft),
        *(table for table in (_documents(draft), _bases(draft)) if table.rows),
    )
    return draft.section(blocks)


def _counted(draft: Draft) -> str:
    """What a statement is, in this material, and how persons are counted in it."""
    published = any(document.provenance == "published" for document in draft.inputs.documents.values())
    texts = (
        TEXTS["scope.statement"],
        *([TEXTS["scope.restated"]] if published else []),
        *([TEXTS["scope.groups"]] if People.of(draft.inputs.everybody).groups else []),
    )
    return " ".join(draft.say(text) for text in texts)


def _sections(draft: Draft) -> list[Paragraph]:
    """What the letters of locators mean, where the study's work names its sections."""
    named = draft.inputs.settings.work.get("sections") or {}
    if not named:
        return []
    letters = "; ".join(
        f"{letter} = {' / '.join(begin) if isinstance(begin, list) else begin}" for letter, begin in named.items()
    )
    return [Paragraph(draft.say(TEXTS["scope.sections"], letters=escape(letters)))]


def _basis(draft: Draft, passages: pd.DataFrame) -> str:
    cited = bool(((passages["provenance"] == "published") & passages["basis"].notna()).any())
    texts = (
        TEXTS["scope.basis"],
        *([TEXTS["scope.author"]] if draft.inputs.author else []),
        *([TEXTS["scope.cited"]] if cited else []),
    )
    return " ".join(draft.say(text) for text in texts)


def _documents(draft: Draft) -> TableBlock:
    """Documents by the case that each is on, and who speaks in them; what comes along for a paragraph alone has a row of its own."""
    documents = list(draft.inputs.documents.values())
    kinds = sorted({(d.provenance, d.kind) for d in documents})
    groups = bool(People.of(draft.inputs.everybody).groups)
    columns = (
        Column(draft.word("case"), header=True),
        *(Column(f"{draft.word(kind)}, {draft.word(provenance)}", "end") for provenance, kind in kinds),
        Column(draft.say(TEXTS["scope.documents.persons"]), "end"),
        *([Column(draft.say(TEXTS["scope.documents.groups"]), "end")] if groups else []),
    )
    places, rows = draft.inputs.places, []
    parts = {draft.inputs.case_name(case): [d for d in documents if d.case == case] for case in places}
    parts[draft.say(TEXTS["scope.documents.others"], case=draft.case)] = [d for d in documents if d.case not in places]
    for name, here in parts.items():
        if here:
            counts = [sum((d.provenance, d.kind) == kind for d in here) for kind in kinds]
            rows.append((Cell(name), *(Cell(str(n) if n else NONE) for n in counts), *_speaking(draft, here, groups)))
    caption = draft.say(TEXTS["scope.documents.caption"], case=draft.case)
    return TableBlock("documents", caption, columns, tuple(rows))


def _speaking(draft: Draft, documents: list[Document], groups: bool) -> list[Cell]:
    ids = [document.id for document in documents]
    found = People.of(draft.inputs.everybody[draft.inputs.everybody["document"].isin(ids)])
    texts = [
        str(found.persons or NONE),
        *([f"{found.groups} ({found.in_groups})" if found.groups else NONE] if groups else []),
    ]
    return [Cell(text) for text in texts]


def _bases(draft: Draft) -> TableBlock:
    """Statements by the case that they speak of and by basis, each number leading to the coded ones; last all of them, each once."""
    inputs = draft.inputs
    passages, evidence = results(inputs.passages), results(inputs.evidence)
    columns = (
        Column(draft.word("case"), header=True),
        *(Column(draft.word(basis), "end") for basis in inputs.bases),
    )
    names = {case: inputs.case_name(case) for case in dict.fromkeys([*inputs.places, *sorted(set(passages["case"]))])}
    lines = {names[case]: (passages[passages["case"] == case], evidence[evidence["case"] == case]) for case in names}
    lines[draft.say(TEXTS["counts.together"])] = (passages, evidence)
    rows = []
    for name, (said, coded) in lines.items():
        counts = [said.loc[said["basis"] == basis, "place"].nunique() for basis in inputs.bases]
        refs = [draft.register.refs(coded[coded["basis"] == basis]) for basis in inputs.bases]
        if len(said):
            cells = (Cell(str(n) if n else NONE, ids) for n, ids in zip(counts, refs, strict=True))
            rows.append((Cell(name), *cells))
    unplaced = passages.loc[~passages["basis"].isin(inputs.bases), "place"].nunique()
    apart = inputs.passages.loc[~inputs.passages["finding"], "place"].nunique()
    notes = [
        *([draft.say(TEXTS["scope.bases.unplaced"], n=unplaced)] if unplaced else []),
        *([draft.say(TEXTS["counts.no-result"], n=apart)] if apart else []),
        *([draft.say(TEXTS["counts.once-row"])] if (passages.groupby("place")["case"].nunique() > 1).any() else []),
        draft.say(TEXTS["scope.bases.note"]),
    ]
    caption = draft.say(TEXTS["scope.bases.caption"], case=draft.case)
    return TableBlock("bases", caption, columns, tuple(rows), tuple(notes))
