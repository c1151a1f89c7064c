"""Counts of the same thing that disagree, each with what it counts. Sections of this study alone; see docs/sections.md."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure

from qualitative.figures.look import BASIS_COLOURS, GRID, MUTED, new_figure
from qualitative.reports.sections import Cell, Column, Draft, FigureBlock, Section, TableBlock, drawn, localised

__all__ = ["counts_figure", "counts_section"]


def counts_section(draft: Draft) -> Section:
    """The counts as a table and as dots on one scale; empty where the study has no such table. It follows the section on growth."""
    counts = draft.inputs.tables.get("counts")
    if counts is None:
        return draft.section(())
    return draft.section((_counts_table(draft, counts), _counts_figure(draft, counts)))


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
        rows.append((Cell(localised(row._asdict(), "counts", draft.language)), Cell(draft.number(row.value), _count_refs(draft, row), localised(row._asdict(), "note", draft.language)),
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
        label=[localised(row._asdict(), "counts", draft.language) for row in counts.itertuples()],
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


def counts_figure(counts: pd.DataFrame, number: Callable[[float], str] = str) -> Figure:
    """Dots of `counts` (columns value, label, basis, basis_label), largest on top; the basis has a colour and a marker."""
    table = counts.sort_values(["value", "label"], kind="stable").reset_index(drop=True)
    markers = {"informant": "o", "document": "s", "table": "D", "author": "^"}
    with new_figure(6.8, 0.42 * len(table) + 0.9) as (figure, axes):
        axes.hlines(table.index, table["value"].min() * 0.7, table["value"], color=GRID, linewidth=1.5)
        for basis, rows in table.groupby("basis", sort=True):
            axes.scatter(rows["value"], rows.index, s=46, color=_dark(basis), marker=markers.get(basis, "o"), zorder=3,
                         label=rows["basis_label"].iloc[0])  # fmt: skip
        for index, value in enumerate(table["value"]):
            axes.annotate(
                number(value), (value, index), xytext=(8, 0), textcoords="offset points", va="center", fontweight="bold"
            )
        axes.set_xscale("log")
        axes.set_xlim(table["value"].min() * 0.7, table["value"].max() * 2.2)
        axes.xaxis.set_major_formatter(lambda value, _: number(value))
        axes.set_yticks(table.index, [fill(label, 44) for label in table["label"]], fontsize=8)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", which="both", colors=MUTED)
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    return figure


def _dark(basis: str) -> str:
    return "#6b7280" if basis == "author" else BASIS_COLOURS.get(basis, "#0072B2")
