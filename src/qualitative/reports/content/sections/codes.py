"""Each class or branch of codes: definitions, a table by case, key quotations with what says otherwise, memos marked for the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.analysis.counts import NONE, results
from qualitative.folder import placing
from qualitative.i18n import catalogue, format_date, pick
from qualitative.model import Memo
from qualitative.reports.content.sections.cases import BESIDE
from qualitative.reports.content.sections.counts import (
    count_cell,
    notes_below,
    people_cells,
    people_columns,
    quoted,
)
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.parting import Part, branches_of, codes_of
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Bullets, Cell, Column, Paragraph, TableBlock

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codes_section"]

TEXTS = catalogue("reports")
_QUOTED = 4  # passages of a part


def codes_section(draft: Draft) -> Section:
    """A part for each value of the class that parts the codes (else each branch), of those that were given; the others are named at the end."""
    rows = draft.inputs.evidence
    given = set(rows["code"])
    shown = {code: value for code, value in codes_of(draft).items() if code in given}
    if not shown:
        return draft.section(())
    memos = _memos(draft)
    blocks: list[Block] = [draft.heading("codes", TEXTS["codes.heading"]), *draft.prose("codes")]
    for part in branches_of(draft, shown):
        blocks += _part(draft, part, rows[rows["code"].isin(list(part.codes))], memos)
    never = [draft.inputs.label(code) for code in codes_of(draft) if code not in given]
    if never:
        names = escape("; ".join(never))
        blocks.append(Paragraph(draft.say(TEXTS["codes.never"], n=len(never), names=names)))
    blocks += _told(draft, memos.get("", ()))
    return draft.section(blocks)


def _part(draft: Draft, part: Part, rows: pd.DataFrame, memos: Mapping[str, list[Memo]]) -> list[Block]:
    book = draft.inputs.codebook
    blocks: list[Block] = (
        [draft.heading(f"codes-{part.id}", {draft.language: "{name}"}, 2, name=part.name)] if part.name else []
    )
    defined = [
        f"**{draft.inputs.label(code)}**: {escape(text)}"
        for code in part.codes
        if code in book and (text := pick(book[code].definition, draft.language))
    ]
    blocks += [Bullets(tuple(defined))] if defined else []
    blocks.append(_table(draft, part, rows))
    caption = escape(part.name) or draft.say(TEXTS["classes.all"])
    blocks += quoted(draft, f"codes-{part.id}-passages", caption, rows, _QUOTED)
    blocks += _told(draft, [memo for code in part.codes for memo in memos.get(code, ())])
    return blocks


def _table(draft: Draft, part: Part, rows: pd.DataFrame) -> TableBlock:
    """A row a code: statements by case (of many cases in how many of them), all together, and persons of how many."""
    inputs = draft.inputs
    spoken = set(inputs.evidence["case"])
    places = [place for place in inputs.places if place in spoken]
    many = len(places) > BESIDE
    by_case = (
        [Column(draft.say(TEXTS["codes.columns.cases"], cases=draft.word("cases"), n=len(places)), "end")]
        if many
        else [Column(inputs.case_short(place), "end") for place in places]
    )
    columns = (
        Column(draft.say(TEXTS["classes.columns.code"]), header=True),
        *by_case,
        Column(draft.say(TEXTS["counts.together"]), "end"),
        *people_columns(draft),
    )
    lines = []
    for code in part.codes:
        here = rows[rows["code"] == code]
        cells = (
            [_cases_cell(draft, here)]
            if many
            else [count_cell(draft, here[here["case"] == place], [code], case=place) for place in places]
        )
        together = count_cell(draft, here, [code])
        lines.append((Cell(inputs.label(code)), *cells, together, *people_cells(draft, here, [code])))
    several = bool((results(rows).groupby("place")["case"].nunique() > 1).any())
    notes = (*([draft.say(TEXTS["counts.once"])] if several else []), *notes_below(draft, rows, part.codes, lines))
    caption = draft.say(TEXTS["codes.caption"], case=draft.case, name=part.name or draft.say(TEXTS["classes.all"]))
    return TableBlock(f"codes-{part.id}-table", escape(caption), columns, tuple(lines), notes)


def _cases_cell(draft: Draft, rows: pd.DataFrame) -> Cell:
    found = results(rows)
    n = found["case"].nunique()
    return Cell(str(n) if n else NONE, draft.register.refs(found))


def _memos(draft: Draft) -> dict[str, list[Memo]]:
    """The memos marked for the report by the code that they are on, themselves or their coding; under an empty name those on anything else."""
    inputs, state = draft.inputs, placing.state_of(draft.inputs.folder)
    found: dict[str, list[Memo]] = {}
    for memo in sorted(state.memos, key=lambda one: one.id):
        if memo.audience != "report" or (memo.document and memo.document not in inputs.documents):
            continue
        coding = state.codings.get(memo.of)
        code = memo.of.removeprefix("code:") if memo.of.startswith("code:") else coding.code if coding else ""
        found.setdefault(code, []).append(memo)
    return found


def _told(draft: Draft, memos: Iterable[Memo]) -> list[Block]:
    """Memos as they were written, with who and when."""
    lines = [
        draft.say(
            TEXTS["codes.memo"], by=memo.coder, at=format_date(memo.at[:10], draft.language), note=escape(memo.note)
        )
        for memo in memos
    ]
    return [Bullets(tuple(lines))] if lines else []
