"""How a page shows tables, figures, claims and recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualitative.reports.page.columns import Demand, column_demand, fits_in_line, shares
from qualitative.reports.page.joining import Joined, distinct, letter
from qualitative.reports.page.labels import SYMBOLS, TONES, counted
from qualitative.reports.page.model import (
    Cell,
    ClaimBlock,
    Column,
    FigureBlock,
    Passage,
    RecommendationBlock,
    TableBlock,
)
from qualitative.reports.page.plain import visible
from qualitative.reports.page.tree import (
    CellView,
    ClaimView,
    ColumnView,
    FigureView,
    MarkView,
    PartView,
    RecommendationView,
    TableView,
)

__all__ = ["claim", "figure", "recommendation", "table"]


def table(joined: Joined, block: TableBlock) -> TableView:
    """A table; equal notes of its cells share one letter, and stand below it."""
    letters = {note: letter(n) for n, note in enumerate(distinct([c.note] for row in block.rows for c in row))}
    columns = [_column(column, [row[n] for row in block.rows]) for n, column in enumerate(block.columns)]
    rows = [[_cell(joined, cell, letters) for cell in row] for row in block.rows]
    demands = [_demand(column, [row[n] for row in rows]) for n, column in enumerate(columns)]
    return {
        "type": "table",
        "id": block.id,
        "label": f"{joined.words['table']} {joined.numbering.ordinals[block.id]}",
        "caption": joined.spans(block.caption),
        "mark": joined.mark(ref for row in block.rows for cell in row for ref in cell.refs),
        "columns": columns,
        "shares": [round(share, 6) for share in shares(demands)],
        "fits": fits_in_line(demands),
        "rows": rows,
        "cell_notes": [
            {"id": f"{block.id}-{mark}", "letter": mark, "text": visible(note)} for note, mark in letters.items()
        ],
        "notes": [joined.spans(note) for note in block.notes],
    }


def _column(column: Column, cells: list[Cell]) -> ColumnView:
    return {
        "label": visible(column.label),
        "align": column.align,
        "header": column.header,
        "long": any(len(cell.text) > 48 for cell in cells),
    }


def _cell(joined: Joined, cell: Cell, letters: Mapping[str, str]) -> CellView:
    return {"text": visible(cell.text), "evidence": joined.set_id(cell.refs), "letter": letters.get(cell.note, "")}


def _demand(column: ColumnView, cells: list[CellView]) -> Demand:
    """What a column asks for; the id of a cell's evidence and the letter of its note stand raised at its last word."""
    return column_demand(column["label"], [(cell["text"], cell["evidence"] + cell["letter"]) for cell in cells])


def figure(joined: Joined, block: FigureBlock) -> FigureView:
    """A figure with its pictures untouched: they are data, not text."""
    return {
        "type": "figure",
        "id": block.id,
        "label": f"{joined.words['figure']} {joined.numbering.ordinals[block.id]}",
        "caption": joined.spans(block.caption),
        "mark": joined.mark(block.refs),
        "alt": visible(block.alt),
        "svg": block.svg,
        "png": block.png,
        "evidence": joined.set_id(block.refs),
    }


def claim(joined: Joined, block: ClaimBlock) -> ClaimView:
    """A claim with its status in word and symbol, and its evidence for and against."""
    parts = (
        ("supporting", block.supporting, block.sources_for),
        ("opposing", block.opposing, block.sources_against),
        ("asserting", block.asserting, None),
        ("denying", block.denying, None),
    )
    refs = [ref for _, own, _ in parts for ref in own]
    tone = TONES.get(block.status, "open")
    cases, domains = joined.facets(refs)
    return {
        "type": "claim",
        "id": block.id,
        "name": visible(f"{joined.words['claim']} {joined.titles[block.id]}"),
        "text": joined.spans(block.text),
        "kind": visible(block.kind),
        "status": block.status,
        "status_label": visible(block.status_label),
        "tone": tone,
        "symbol": SYMBOLS[tone],
        "why": joined.spans(block.why),
        "parts": [
            _part(joined, name, own, sources, block.not_looked if name == "opposing" else "")
            for name, own, sources in parts
            if own or sources is not None
        ],
        "beside": [{"label": visible(label), "text": joined.spans(text)} for label, text in block.beside],
        "checks": [joined.spans(check) for check in block.checks],
        "assessment": joined.spans(block.assessment),
        "mark": joined.mark(refs) if refs else _unmarked(),
        "cases": cases,
        "domains": domains,
    }


def _part(
    joined: Joined, name: str, refs: tuple[str, ...], sources: tuple[str, ...] | None, nothing: str = ""
) -> PartView:
    """The evidence on one side of a claim: how many sources and which; of the author, who is none, how many statements."""
    language = joined.report.language
    statements = _count(joined.passages(refs), language) if refs else ""
    if sources is None:
        count, detail = statements, ""
    else:
        count = counted("sources", len(sources), language) if sources or refs else nothing or joined.words["none"]
        detail = " · ".join(part for part in ("; ".join(sources), statements) if part)
    return {
        "name": name,
        "label": joined.words[name],
        "count": visible(count),
        "evidence": joined.set_id(refs),
        "detail": visible(detail),
    }


def _count(passages: Sequence[Passage], language: str) -> str:
    """How many statements passages hold; of those that hold none that count, how many segments they are."""
    places = {place for one in passages for place in one.places}
    return counted("statements", len(places), language) if places else counted("segments", len(passages), language)


def recommendation(joined: Joined, block: RecommendationBlock) -> RecommendationView:
    """A recommendation: whom it addresses, what it answers and rests on, and whether its ground still stands."""
    lists = (("addressees", block.addressees), ("barriers", block.barriers), ("findings", block.findings))
    cases, domains = joined.facets(block.refs)
    return {
        "type": "recommendation",
        "id": block.id,
        "name": visible(f"{joined.words['recommendation']} {joined.titles[block.id]}"),
        "text": joined.spans(block.text),
        "lists": [
            {"label": joined.words[key], "items": [joined.spans(item) for item in items]}
            for key, items in lists
            if items
        ],
        "ground": joined.spans(block.ground),
        "standing": visible(block.standing),
        "evidence": joined.set_id(block.refs),
        "count": visible(block.called_for) if block.refs else "",
        "mark": joined.mark(block.refs) if block.refs else _unmarked(),
        "cases": cases,
        "domains": domains,
    }


def _unmarked() -> MarkView:
    return {"text": "", "some": False}
