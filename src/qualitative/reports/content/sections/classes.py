"""The codes by the study's own classes: how many statements and persons speak of each, on what basis. No coded code goes unsaid."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from qualitative.analysis.counts import places_by, results, tally
from qualitative.figures.bars import basis_figure
from qualitative.i18n import catalogue
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.sections.counts import (
    count_cell,
    notes_below,
    people_cells,
    people_columns,
    people_text,
    quoted,
)
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.parting import Part, capital, codes_of, parts_of
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["classes_section"]

TEXTS = catalogue("reports")


def classes_section(draft: Draft) -> Section:
    """One figure; for each class a sentence, a table by basis, and passages; last how much is not shown here.

    By which classes, and which values are shown, is said by `classes` of report.yaml; else the first class of study.yaml parts the codes and
    the second tells them apart. A codebook without classes gives one table of all codes. Empty where there is no code.
    """
    codes = codes_of(draft)
    shown = {code: value for code, value in codes.items() if not _show(draft) or value in _show(draft)}
    if not codes:
        return draft.section(())
    blocks: list[Block] = [_heading(draft), *draft.prose("classes")]
    if shown:
        blocks += [*_figure(draft, shown), *(block for part in parts_of(draft, shown) for block in _part(draft, part))]
    blocks += _left_out(draft, {code: value for code, value in codes.items() if code not in shown})
    return draft.section(blocks)


def _show(draft: Draft) -> tuple[str, ...]:
    return draft.inputs.grouping.show


def _heading(draft: Draft) -> Block:
    grouping = draft.inputs.grouping
    by, split = (draft.class_name(one) if one else "" for one in (grouping.by, grouping.split))
    key = "none" if not by else "both" if split else "by"
    return draft.heading("classes", TEXTS[f"classes.heading.{key}"], by=by, split=split)


def _part(draft: Draft, part: Part) -> list[Block]:
    rows = _rows(draft, part.codes)
    groups = _groups(draft, part)
    said = " ".join(_sentence(draft, part, value, codes) for value, codes in groups.items())
    blocks: list[Block] = [draft.heading(part.id, {draft.language: "{name}"}, 2, name=part.name)] if part.name else []
    blocks += [Paragraph(escape(said)), _table(draft, part, rows)]
    for number, (value, codes) in enumerate(groups.items(), 1):
        caption = escape(", ".join(name for name in (part.name, draft.word(value)) if name) or _all(draft))
        blocks += quoted(draft, f"{part.id}-passages-{number}", caption, _rows(draft, codes))
    return blocks


def _groups(draft: Draft, part: Part) -> dict[str, list[str]]:
    """The codes of a part by the value that tells them apart, in the order of study.yaml."""
    split = draft.inputs.grouping.split
    declared = list(draft.inputs.settings.classes[split].values) if split else []
    values = [*declared, *sorted(set(part.codes.values()) - {*declared, ""}), ""]
    found = {value: [code for code, own in part.codes.items() if own == value] for value in values}
    return {value: codes for value, codes in found.items() if codes}


def _rows(draft: Draft, codes: Iterable[str]) -> pd.DataFrame:
    evidence = draft.inputs.evidence
    return evidence[evidence["code"].isin(list(codes))]


def _sentence(draft: Draft, part: Part, value: str, codes: list[str]) -> str:
    rows = results(_rows(draft, codes))
    beyond = rows[rows["basis"] != "author"]
    split = draft.inputs.grouping.split
    told = (
        draft.word(value)
        if value
        else draft.say(TEXTS["classes.none"], by=draft.class_name(split)).lower()
        if split
        else ""
    )
    what = capital(", ".join(name for name in (told, part.name.lower() if told else part.name) if name) or _all(draft))
    text = TEXTS["classes.spoken"]
    if rows.empty:
        text = TEXTS["classes.nothing" if draft.inputs.reading.is_full(codes) else "classes.unread"]
    if len(rows) and draft.inputs.author:
        text = TEXTS["classes.beyond"] if len(beyond) else TEXTS["classes.author-alone"]
    counts = {"n": draft.statements(rows), "beyond": draft.statements(beyond), "people": people_text(draft, rows)}
    return draft.say(text, what=what, **counts)


def _table(draft: Draft, part: Part, rows: pd.DataFrame) -> TableBlock:
    """A row a code: its other classes, statements by basis, persons."""
    inputs, by = draft.inputs, draft.inputs.grouping.by
    others = [one for one in inputs.settings.classes if one != by]
    columns = (
        Column(draft.say(TEXTS["classes.columns.code"]), header=True),
        *(Column(capital(draft.class_name(one))) for one in others),
        *(Column(draft.word(basis), "end") for basis in inputs.bases),
        *people_columns(draft),
    )
    lines = []
    for code in part.codes:
        here = rows[rows["code"] == code]
        kinds = (class_of(code, one, inputs.codebook) for one in others)
        counts = [count_cell(draft, here[here["basis"] == basis], [code], basis=basis) for basis in inputs.bases]
        words = [Cell(draft.word(kind) if kind else "–") for kind in kinds]
        lines.append((Cell(inputs.label(code)), *words, *counts, *people_cells(draft, here, [code])))
    caption = draft.say(TEXTS["classes.caption"], name=part.name or _all(draft))
    notes = (*_unplaced(draft, rows), *notes_below(draft, rows, part.codes, lines))
    return TableBlock(f"{part.id}-table", escape(caption), columns, tuple(lines), notes)


def _unplaced(draft: Draft, rows: pd.DataFrame) -> tuple[str, ...]:
    """What no column of the table counts, in words."""
    other = results(rows[~rows["basis"].isin(draft.inputs.bases)])
    if other.empty:
        return ()
    return (draft.say(TEXTS["classes.unplaced"], n=draft.statements(other)),)


def _figure(draft: Draft, shown: dict[str, str]) -> list[FigureBlock]:
    """Bars of the codes that `figure` of report.yaml names (else of all that are shown) by basis; none where nothing has one."""
    inputs, drawn_values = draft.inputs, draft.inputs.grouping.figure
    codes = [code for code, value in shown.items() if not drawn_values or value in drawn_values] or list(shown)
    rows = _rows(draft, codes)
    if rows.empty:
        return []
    counts = places_by(rows, ["code", "basis"]).reindex(index=codes, columns=list(inputs.bases), fill_value=0)
    if not counts.to_numpy().any():
        return []
    counts.index = [inputs.label(code) for code in codes]
    labels = {basis: draft.word(basis) for basis in inputs.bases}
    parts = "; ".join(
        f"{label}: " + (", ".join(f"{labels[str(basis)]} {n}" for basis, n in line.items() if n) or "0")
        for label, line in counts.iterrows()
    )
    values = ", ".join(draft.word(value) for value in drawn_values)
    named = f" ({values})" if values else ""
    alt = draft.say(TEXTS["classes.alt"], named=named, parts=parts)
    caption = " ".join(
        [draft.say(TEXTS["classes.figure"], named=named), *_bounds(draft, rows, codes), *_unplaced(draft, rows)]
    )
    return [drawn(basis_figure(counts, labels), draft.register, "classes-figure", escape(caption), alt, rows)]


def _bounds(draft: Draft, rows: pd.DataFrame, codes: Iterable[str]) -> list[str]:
    """What bars can't show: that a number is the upper end of a range, and that not everything was read for a code."""
    is_range = any(
        tally(rows[rows["code"] == code]).agreed < tally(rows[rows["code"] == code]).places for code in codes
    )
    return [
        *([draft.say(TEXTS["classes.upper"])] if is_range else []),
        *([] if draft.inputs.reading.is_full(codes) else [draft.say(TEXTS["classes.unfinished"])]),
    ]


def _left_out(draft: Draft, codes: dict[str, str]) -> list[Paragraph]:
    """How many codes with evidence the choice of report.yaml leaves out, and of which values."""
    rows = _rows(draft, codes)
    # also those that bear background alone: no code is left out without a word
    used = [code for code in codes if code in set(rows["code"])]
    if not used:
        return []
    none = draft.say(TEXTS["classes.none"], by=draft.class_name(draft.inputs.grouping.split)).lower()
    values = dict.fromkeys(draft.word(codes[code]) if codes[code] else none for code in used)
    text = draft.say(
        TEXTS["classes.left-out"],
        n=len(used),
        statements=draft.statements(rows),
        values=", ".join(values),
    )
    return [Paragraph(escape(text))]


def _all(draft: Draft) -> str:
    return draft.say(TEXTS["classes.all"])
