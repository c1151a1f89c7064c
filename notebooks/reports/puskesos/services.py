"""Services given and where cases are referred: which district's passages speak of which. Sections of this study alone; see docs/sections.md."""

from __future__ import annotations

import pandas as pd

from qualitative.reports.sections import (
    Cell,
    Column,
    Draft,
    Paragraph,
    Section,
    TableBlock,
    count_cell,
    notes_below,
    people_cells,
    people_columns,
    quoted,
)

__all__ = ["services_section"]

_TEXT = {
    "id": "Angka menghitung pernyataan, bukan kejadian layanan. Tanda – berarti bahan yang dikode tidak membicarakannya, bukan bahwa layanan itu tidak ada.",
    "en": "The numbers count statements, not services given. A – means that the coded material does not speak of it, not that the service does not exist.",
}
_ONCE = {
    "id": "Yang membicarakan beberapa {case} dihitung pada masing-masing, dan sekali pada kolom Semuanya.",
    "en": "What speaks of more than one {case} counts under each of them, and once under Together.",
}
_SHARE = {
    "id": "Perkiraan rujukan sebesar {percent} persen berasal dari informan {who}; penyebutnya tidak disebutkan, sehingga angka itu tidak dapat dihitung ulang.",
    "en": "The estimate of {percent} per cent referred comes from informant {who}; no denominator is given, so the figure can't be recomputed.",
}


def services_section(draft: Draft) -> Section:
    """Codes of services and referrals by district, as a table, with passages."""
    inputs = draft.inputs
    present = [branch for branch in inputs.texts.branches.get("services", ()) if branch in inputs.codebook]
    if not present:
        return draft.section(())
    codes = [code for branch in present for code in inputs.codebook.branch(branch)[1:]]
    rows = inputs.evidence[inputs.evidence["code"].isin(codes)]
    places = [place for place in inputs.places if place in set(inputs.evidence["case"])]
    blocks = [
        draft.heading("services", {"id": "Layanan dan rujukan", "en": "Services and referrals"}),
        Paragraph(draft.say(_TEXT)),
        _table(draft, rows, codes, places),
    ]
    if len(rows):
        caption = draft.say({"id": "Cuplikan tentang layanan dan rujukan", "en": "Passages on services and referrals"})
        blocks += quoted(draft, "services-passages", caption, rows, 6)
    blocks += _share(draft)
    return draft.section(blocks)


def _table(draft: Draft, rows: pd.DataFrame, codes: list[str], places: list[str]) -> TableBlock:
    columns = (
        Column(draft.say({"id": "Kode", "en": "Code"}), header=True),
        *(Column(draft.inputs.case_short(place), "end") for place in places),
        Column(draft.say({"id": "Semuanya", "en": "Together"}), "end"),
        *people_columns(draft),
    )
    lines = []
    for code in codes:
        here = rows[rows["code"] == code]
        cells = [count_cell(draft, here[here["case"] == place], [code], case=place) for place in places]
        together = count_cell(draft, here, [code])
        lines.append((Cell(draft.inputs.label(code)), *cells, together, *people_cells(draft, here, [code])))
    caption = draft.say(
        {
            "id": "Pernyataan tentang layanan dan rujukan menurut {case} yang dibicarakan, dan orang",
            "en": "Statements on services and referrals by the {case} that they speak of, and persons",
        },
        case=draft.case,
    )
    notes = (draft.say(_ONCE, case=draft.case), *notes_below(draft, rows, codes, lines))
    return TableBlock("services-table", caption, columns, tuple(lines), notes)


def _share(draft: Draft) -> list[Paragraph]:
    table = draft.inputs.tables.get("referrals")
    if table is None or "percent" not in table:
        return []
    stated = table.dropna(subset=["percent"])
    return [
        Paragraph(draft.say(_SHARE, percent=draft.number(row.percent), who=row.informant))
        for row in stated.itertuples()
    ]
