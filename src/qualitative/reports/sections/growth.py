"""Growth as printed, with what is unexplained, and the counts that disagree, side by side."""

from __future__ import annotations

import pandas as pd

from qualitative.figures.counts import counts_figure
from qualitative.figures.growth import PARTS, growth_figure
from qualitative.reports.drawing import drawn
from qualitative.reports.model import Block, Cell, Column, FigureBlock, TableBlock
from qualitative.reports.sections.draft import Draft, Section

__all__ = ["growth_section"]

_PARTS = {
    "before": {"id": "tahun sebelumnya", "en": "year before"},
    "apbn": {"id": "tambahan APBN", "en": "added, APBN"},
    "mandiri": {"id": "tambahan mandiri", "en": "added, self-funded"},
    "mixed": {"id": "tambahan APBN dan mandiri", "en": "added, APBN and self-funded"},
    "unexplained": {"id": "tidak dijelaskan", "en": "unexplained"},
}


def growth_section(draft: Draft) -> Section:
    """The growth table and figure, then the disagreeing counts; empty where the study has no such tables."""
    tables = draft.inputs.tables
    blocks: list[Block] = []
    if "growth" in tables:
        growth = tables["growth"]
        gaps = growth[growth["unexplained"].fillna(0) != 0]
        named = "; ".join(f"{int(row.year)}: {draft.number(row.unexplained)}" for row in gaps.itertuples())
        blocks += [
            *draft.prose("growth", gaps=named or "–"),
            _growth_table(draft, growth),
            _growth_figure(draft, growth),
        ]
    if "counts" in tables:
        blocks += [_counts_table(draft, tables["counts"]), _counts_figure(draft, tables["counts"])]
    if blocks:
        blocks.insert(
            0,
            draft.heading(
                "growth", {"id": "Pertumbuhan dan angka yang tidak selaras", "en": "Growth, and figures that disagree"}
            ),
        )
    return draft.section(blocks)


def _growth_table(draft: Draft, growth: pd.DataFrame) -> TableBlock:
    spoken = draft.linked("growth")
    labels = ({"id": "Tahun", "en": "Year"}, {"id": "Tercetak", "en": "As printed"}, {"id": "Jumlah", "en": "Total"},
              {"id": "Menurut tambahan", "en": "By increments"}, _PARTS["unexplained"])  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place > 1 else "start", place == 0) for place, label in enumerate(labels)
    )
    rows = []
    for row in growth.itertuples():
        year = str(int(row.year))
        refs = draft.register.refs(spoken[spoken["quote"].str.contains(year, regex=False)])
        expected = (
            Cell("NA", note=_note(draft, row))
            if pd.isna(row.expected_total)
            else Cell(draft.number(row.expected_total))
        )
        gap = Cell("–") if pd.isna(row.unexplained) else Cell(draft.number(row.unexplained), note=_note(draft, row))
        rows.append((Cell(year), Cell(str(row.as_printed)), Cell(draft.number(row.total), refs), expected, gap))
    caption = draft.say(
        {
            "id": "Pertumbuhan Puskesos 2016–2019 sebagaimana tercetak",
            "en": "Growth of the centres 2016–2019 as printed",
        }
    )
    return TableBlock(
        "growth-table",
        caption,
        columns,
        tuple(rows),
        tuple(paragraph.text for paragraph in draft.prose("growth-source")),
    )


def _growth_figure(draft: Draft, growth: pd.DataFrame) -> FigureBlock:
    labels = {part: draft.say(texts) for part, texts in _PARTS.items()}
    figure = growth_figure(growth, labels, draft.number)
    parts = [
        f"{int(row.year)}: {draft.number(row.total)}"
        + "".join(f", {labels[part]} {draft.number(getattr(row, part))}" for part in PARTS if getattr(row, part) > 0)
        for row in growth.itertuples()
    ]
    alt = draft.say({"id": "Diagram batang bertumpuk jumlah Puskesos. {parts}.", "en": "Stacked bars of the number of centres. {parts}."},
                    parts="; ".join(parts))  # fmt: skip
    caption = draft.say({"id": "Jumlah Puskesos dan tambahan yang tercetak; arsiran menandai selisih yang tidak dijelaskan.",
                         "en": "Number of centres and printed increments; hatching marks the difference that is not explained."})  # fmt: skip
    return drawn(figure, draft.register, "growth-figure", caption, alt)


def _counts_table(draft: Draft, counts: pd.DataFrame) -> TableBlock:
    labels = ({"id": "Yang dihitung", "en": "What it counts"}, {"id": "Angka", "en": "Figure"}, {"id": "Tahun", "en": "Year"},
              {"id": "Cara", "en": "How"}, {"id": "Dasar", "en": "Basis"}, {"id": "Bagian", "en": "Section"})  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place == 1 else "start", place == 0) for place, label in enumerate(labels)
    )
    rows = []
    for row in counts.itertuples():
        who = f"{draft.word(row.basis)} {row.informant}" if isinstance(row.informant, str) else draft.word(row.basis)
        year = "NA" if pd.isna(row.date) else str(row.date).removesuffix(".0")
        rows.append((Cell(_localised(draft, row, "counts")), Cell(draft.number(row.value), _count_refs(draft, row), _note(draft, row)),
                     Cell(year), Cell(draft.word(row.qualifier)), Cell(who), Cell(row.section)))  # fmt: skip
    caption = draft.say(
        {
            "id": "Angka-angka yang tidak selaras, dan yang dihitung masing-masing",
            "en": "Figures that disagree, and what each counts",
        }
    )
    return TableBlock("counts-table", caption, columns, tuple(rows))


def _count_refs(draft: Draft, row: object) -> tuple[str, ...]:
    """The coded segments of that section and basis that write the figure."""
    evidence = draft.inputs.evidence
    here = evidence[(evidence["section"] == row.section) & (evidence["basis"] == row.basis)]  # type: ignore[attr-defined]
    written = {f"{row.value:,.0f}".replace(",", "."), f"{row.value:.0f}"}  # type: ignore[attr-defined]
    named = here["quote"].map(lambda quote: any(text in quote for text in written)).astype(bool)
    return draft.register.refs(here[named])


def _counts_figure(draft: Draft, counts: pd.DataFrame) -> FigureBlock:
    table = counts.assign(
        label=[_localised(draft, row, "counts") for row in counts.itertuples()],
        basis_label=counts["basis"].map(draft.word),
    )
    figure = counts_figure(table, draft.number)
    parts = "; ".join(f"{row.label}: {draft.number(row.value)} ({row.basis_label})" for row in table.itertuples())
    alt = draft.say(
        {"id": "Diagram titik pada skala logaritmik. {parts}.", "en": "Dots on a logarithmic scale. {parts}."},
        parts=parts,
    )
    caption = draft.say({"id": "Angka yang disebut untuk jumlah Puskesos, menurut dasarnya (skala logaritmik).",
                         "en": "The figures given for the number of centres, by their basis (logarithmic scale)."})  # fmt: skip
    return drawn(figure, draft.register, "counts-figure", caption, alt)


def _localised(draft: Draft, row: object, column: str) -> str:
    """The text of `column`, or of `column_en` in an English report."""
    value = getattr(row, f"{column}_en" if draft.language == "en" else column, None)
    return value if isinstance(value, str) else ""


def _note(draft: Draft, row: object) -> str:
    return _localised(draft, row, "note")
