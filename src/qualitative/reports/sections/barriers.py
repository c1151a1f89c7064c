"""The three domains: barriers and enablers, by the basis of what speaks of them, with the strongest evidence for each."""

from __future__ import annotations

import pandas as pd

from qualitative.analysis.crosstab import segments_by
from qualitative.figures.bars import basis_figure
from qualitative.model import BASES
from qualitative.reports.drawing import drawn
from qualitative.reports.model import Block, Cell, Column, FigureBlock, Paragraph, PassageList, TableBlock
from qualitative.reports.sections.draft import Draft, Section

__all__ = ["barriers_section"]

DOMAINS = ("policy", "human-resources", "budget")
_DOMAIN = {"id": "Hambatan {domain}", "en": "Barriers of {domain}"}
_NO_DOMAIN = {"id": "Hambatan di luar ketiga ranah", "en": "Barriers of none of the three domains"}
_THIN = {
    "id": "{barriers}: {n}, semuanya dari penulis saja; tidak ada informan, dokumen, atau tabel.",
    "en": "{barriers}: {n}, all by the author alone; no informant, document or table.",
}
_SPOKEN = {
    "id": "{barriers}: {n}; yang bukan hanya dari penulis: {beyond} ({people} informan berbeda).",
    "en": "{barriers}: {n}; not by the author alone: {beyond} (distinct informants: {people}).",
}


def barriers_section(draft: Draft) -> Section:
    """For each domain a sentence, a table by basis and the strongest passages; one figure for all; then barriers of no domain."""
    book = draft.inputs.codebook
    if not any(code.valence == "barrier" for code in book.values()):
        return draft.section(())
    blocks: list[Block] = [
        draft.heading(
            "barriers", {"id": "Tiga ranah: hambatan dan pendukung", "en": "Three domains: barriers and enablers"}
        ),
        *draft.prose("barriers"),
        _figure(draft),
    ]
    for domain in (*DOMAINS, None):
        codes = [
            c.id
            for _, c in book.walk()
            if c.kind == "code" and c.valence in ("barrier", "enabler") and c.domain == domain
        ]
        if codes:
            blocks += _domain(draft, domain or "none", codes)
    return draft.section(blocks)


def _domain(draft: Draft, domain: str, codes: list[str]) -> list[Block]:
    rows = draft.inputs.evidence[draft.inputs.evidence["code"].isin(codes)]
    name = draft.word(domain)
    barriers = rows[rows["valence"] == "barrier"]
    beyond = barriers[barriers["basis"] != "author"]
    people = beyond.loc[beyond["basis"] == "informant", "informant"].dropna().nunique()
    what = draft.say(_NO_DOMAIN if domain == "none" else _DOMAIN, domain=name)
    text = draft.say(
        _SPOKEN if len(beyond) else _THIN,
        barriers=what,
        n=draft.segments(barriers),
        beyond=draft.segments(beyond),
        people=people,
    )
    blocks: list[Block] = [
        draft.heading(f"domain-{domain}", {"id": name.capitalize(), "en": name.capitalize()}, 2),
        Paragraph(text),
    ]
    blocks.append(_table(draft, domain, codes, rows))
    for valence in ("barrier", "enabler"):
        found = rows[rows["valence"] == valence]
        if len(found):
            caption = f"{name.capitalize()}, {draft.word(valence)}"
            blocks.append(PassageList(f"{domain}-{valence}", caption, draft.register.strongest(found, 3)))
    return blocks


def _table(draft: Draft, domain: str, codes: list[str], rows: pd.DataFrame) -> TableBlock:
    columns = (
        Column(draft.say({"id": "Kode", "en": "Code"}), header=True),
        Column(draft.say({"id": "Arah", "en": "Valence"})),
        *(Column(draft.word(basis), "end") for basis in BASES),
        Column(draft.say({"id": "Informan", "en": "Informants"}), "end"),
    )
    book, lines = draft.inputs.codebook, []
    for code in codes:
        here = rows[rows["code"] == code]
        people = here.loc[here["basis"] == "informant", "informant"].dropna().nunique()
        counts = [draft.register.count(here[here["basis"] == basis]) for basis in BASES]
        lines.append(
            (
                Cell(book.label(code, draft.language)),
                Cell(draft.word(book[code].valence)),
                *counts,
                Cell(str(people) if people else "–"),
            )
        )
    caption = draft.say(
        {"id": "{domain}: segmen menurut dasar", "en": "{domain}: segments by basis"},
        domain=draft.word(domain).capitalize(),
    )
    return TableBlock(f"{domain}-table", caption, columns, tuple(lines))


def _figure(draft: Draft) -> FigureBlock:
    book = draft.inputs.codebook
    codes = [c.id for _, c in book.walk() if c.kind == "code" and c.valence == "barrier"]
    rows = draft.inputs.evidence[draft.inputs.evidence["code"].isin(codes)]
    counts = segments_by(rows, "code", "basis").reindex(index=codes, columns=list(BASES), fill_value=0)
    counts.index = [book.label(code, draft.language) for code in codes]
    labels = {basis: draft.word(basis) for basis in BASES}
    parts = "; ".join(
        f"{label}: " + (", ".join(f"{labels[basis]} {n}" for basis, n in line.items() if n) or "0")
        for label, line in counts.iterrows()
    )
    alt = draft.say(
        {
            "id": "Diagram batang segmen per hambatan menurut dasar. {parts}.",
            "en": "Bars of segments per barrier by basis. {parts}.",
        },
        parts=parts,
    )
    caption = draft.say(
        {
            "id": "Hambatan menurut dasar yang membicarakannya (jumlah segmen).",
            "en": "Barriers by the basis of what speaks of them (numbers of segments).",
        }
    )
    return drawn(basis_figure(counts, labels), draft.register, "barriers-figure", caption, alt, rows)
