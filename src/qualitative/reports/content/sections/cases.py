"""The cases side by side: attributes with their sources, NA with its reason, and codings beside them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from qualitative.i18n import catalogue
from qualitative.reports.content.inputs import localised
from qualitative.reports.content.sections.counts import quoted
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.model import Block, Cell, Column, TableBlock
from qualitative.reports.page.vocabulary import source_words

__all__ = ["BESIDE", "cases_section"]

BESIDE = 8  # cases that a page holds side by side

TEXTS = catalogue("reports")

# columns that stand beside an attribute, or name the case, in any language
_BESIDE = re.compile(r"^name(_[a-z]{2})?$|_source$|_note(_[a-z]{2})?$")


def cases_section(draft: Draft) -> Section:
    """The attributes table, and passages of each case where there are few; empty where there are neither."""
    inputs = draft.inputs
    blocks: list[Block] = [*_attributes(draft)]
    for case in inputs.case_ids if len(inputs.case_ids) <= BESIDE else ():
        rows = inputs.evidence[inputs.evidence["case"] == case]
        blocks += quoted(
            draft, f"case-{case}", draft.say(TEXTS["cases.passages"], case=inputs.case_name(case)), rows, 3
        )
    heading = draft.heading("cases", TEXTS["cases.heading"], cases=draft.word("cases"))
    return draft.section([heading, *draft.prose("cases"), *blocks] if blocks else ())


def _attributes(draft: Draft) -> list[TableBlock]:
    """A row an attribute; of more cases than a page holds side by side a row a case."""
    cases = draft.inputs.cases
    named = draft.inputs.texts.attributes
    known = [name for name in named if name in cases] or [name for name in map(str, cases) if not _BESIDE.search(name)]
    if len(cases) <= BESIDE:
        first, heads = draft.say(TEXTS["cases.attribute"]), [draft.inputs.case_short(case) for case in cases.index]
        rows = [
            (Cell(draft.inputs.attribute(name)), *(_value(draft, cases.loc[case], name) for case in cases.index))
            for name in known
        ]
    else:
        first, heads = draft.word("case"), [draft.inputs.attribute(name) for name in known]
        rows = [
            (Cell(draft.inputs.case_short(case)), *(_value(draft, cases.loc[case], name) for name in known))
            for case in (cases.index if known else ())
        ]
    columns = (Column(first, header=True), *map(Column, heads))
    caption = draft.say(
        TEXTS["cases.caption"],
        case=draft.case,
    )
    return [TableBlock("cases-table", caption, columns, tuple(rows))] if rows else []


def _value(draft: Draft, row: pd.Series[Any], name: str) -> Cell:
    note = localised(row, f"{name}_note", draft.language)
    source = source_words(row.get(f"{name}_source"), draft.language, draft.inputs.words)
    parts = [text for text in (note, source) if text]
    if pd.isna(row[name]):
        return Cell("NA", note=" · ".join(parts))
    value = row[name]
    text = draft.figure(value) if isinstance(value, int | float) else draft.word(value)
    return Cell(text, _refs(draft, row.name, name), " · ".join(parts))


def _refs(draft: Draft, case: object, name: str) -> tuple[str, ...]:
    rows = draft.linked(f"cases.{name}")
    rows = rows if len(rows) else draft.linked(name)
    return draft.register.refs(rows[rows["case"] == case])
