"""Growth of the centres as printed, with what the printed increments do not explain. Sections of this study alone; see docs/sections.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
from matplotlib.figure import Figure

from qualitative.figures.look import GRID, INK, PALETTE, new_figure
from qualitative.reports.sections import Block, Cell, Column, Draft, FigureBlock, Section, TableBlock, drawn, localised

__all__ = ["growth_figure", "growth_section"]

PARTS = ("apbn", "mandiri", "mixed", "unexplained")
_COLOURS = {"before": "#c9ced6", **dict(zip(PARTS, (*PALETTE[:3], "#ffffff"), strict=True))}

_PARTS = {
    "before": {"id": "tahun sebelumnya", "en": "year before"},
    "apbn": {"id": "tambahan APBN", "en": "added, APBN"},
    "mandiri": {"id": "tambahan mandiri", "en": "added, self-funded"},
    "mixed": {"id": "tambahan APBN dan mandiri", "en": "added, APBN and self-funded"},
    "unexplained": {"id": "tidak dijelaskan", "en": "unexplained"},
}


def growth_section(draft: Draft) -> Section:
    """The growth table and figure; empty where the study has no such table."""
    growth = draft.inputs.tables.get("growth")
    if growth is None:
        return draft.section(())
    gaps = growth[growth["unexplained"].fillna(0) != 0]
    named = "; ".join(f"{int(row.year)}: {draft.number(row.unexplained)}" for row in gaps.itertuples())
    blocks: list[Block] = [
        draft.heading(
            "growth", {"id": "Pertumbuhan dan angka yang tidak selaras", "en": "Growth, and figures that disagree"}
        ),
        *draft.prose("growth", gaps=named or "–"),
        _growth_table(draft, growth),
        _growth_figure(draft, growth),
    ]
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


def _note(draft: Draft, row: object) -> str:
    return localised(row._asdict(), "note", draft.language)  # type: ignore[attr-defined]


def growth_figure(growth: pd.DataFrame, labels: Mapping[str, str], number: Callable[[float], str] = str) -> Figure:
    """Stacked bars of `growth` (columns year, total, apbn, mandiri, mixed, unexplained): last year's total, then each increment.

    `labels` names before, apbn, mandiri, mixed, unexplained; `number` writes a number in the report's language.
    """
    table = growth.fillna(dict.fromkeys(PARTS, 0)).reset_index(drop=True)
    with new_figure(6.4, 3.4) as (figure, axes):
        before = table["total"].shift(fill_value=0)
        bottom = before.copy()
        years = table["year"].astype(int).astype(str)
        axes.bar(years, before, color=_COLOURS["before"], width=0.6, label=labels["before"])
        for part in PARTS:
            hatch = "////" if part == "unexplained" else None
            edge = {"edgecolor": "#D55E00", "linewidth": 0.8} if hatch else {}
            height = table[part].where(table[part] > 0)  # a bar of no height would still draw its edge
            axes.bar(
                years, height, bottom=bottom, color=_COLOURS[part], width=0.6, label=labels[part], hatch=hatch, **edge
            )
            bottom += table[part]
        for index, total in enumerate(table["total"]):
            axes.annotate(number(total), (index, total), ha="center", va="bottom", xytext=(0, 3), textcoords="offset points",
                          color=INK, fontweight="bold")  # fmt: skip
        axes.set_ylim(0, table["total"].max() * 1.12)
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
        axes.grid(axis="y", color=GRID)
        axes.legend(frameon=False, fontsize=8, loc="upper left")
    return figure
