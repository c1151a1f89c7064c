"""Who takes part, by the attributes of persons, in groups that are large enough not to point at anybody."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from qualitative.i18n import catalogue, pick
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.model import Cell, Column, Paragraph, TableBlock

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FEWEST", "participants_section"]

TEXTS = catalogue("reports")
FEWEST = 3  # fewer persons are not told apart
_MANY = 12  # values of an attribute that a table holds


def participants_section(draft: Draft) -> Section:
    """A sentence and a table of the attributes of those who speak in what the report is about; empty where persons have none.

    Values that fewer than FEWEST persons share stand together; where these are still fewer, the smallest other value is put with them, so
    that no number leads to a person. Of numbers only the middle is told, of five persons or more. What study.yaml calls private stays out.
    """
    inputs = draft.inputs
    persons = inputs.folder.persons
    declared = inputs.settings.attributes.person
    private = set(inputs.settings.attributes.private)
    here = persons[persons.index.isin(set(inputs.everybody["person"].dropna()))]
    rows: list[tuple[Cell, ...]] = []
    for name in [one for one in declared if one in here.columns and one not in private]:
        label = pick(declared[name].label, draft.language) or name.replace("_", " ")
        rows += _rows(draft, label, here[name])
    if not rows:
        return draft.section(())
    every = len(set(inputs.everybody["person"].dropna()))
    columns = (
        Column(draft.say(TEXTS["participants.columns.attribute"]), header=True),
        Column(draft.say(TEXTS["participants.columns.value"])),
        Column(draft.say(TEXTS["participants.columns.persons"], n=every), "end"),
    )
    notes = (draft.say(TEXTS["participants.note"], few=FEWEST),)
    return draft.section(
        (
            draft.heading("participants", TEXTS["participants.heading"]),
            *draft.prose("participants"),
            Paragraph(draft.say(TEXTS["participants.text"], n=len(here), every=draft.number(every))),
            TableBlock("participants-table", draft.say(TEXTS["participants.caption"]), columns, tuple(rows), notes),
        )
    )


def _rows(draft: Draft, label: str, values: pd.Series) -> list[tuple[Cell, ...]]:
    import pandas as pd

    known = values.dropna()
    if known.empty:
        return []
    if pd.api.types.is_numeric_dtype(known):
        if len(known) < 5:
            return []
        middle = draft.say(TEXTS["participants.middle"], value=draft.figure(float(known.median())))
        return [(Cell(label), Cell(middle), Cell(str(len(known))))]
    counts = Counter(map(str, known))
    shown, others = grouped(counts)
    if len(shown) > _MANY:
        return [(Cell(label), Cell(draft.say(TEXTS["participants.many"], n=len(counts))), Cell(str(len(known))))]
    lines: list[tuple[Cell, ...]] = [(Cell(label), Cell(draft.word(value)), Cell(str(n))) for value, n in shown]
    if others:
        lines.append((Cell(label), Cell(draft.say(TEXTS["participants.others"])), Cell(str(others))))
    missing = len(values) - len(known)
    if missing >= FEWEST:
        lines.append((Cell(label), Cell("NA"), Cell(str(missing))))
    return lines


def grouped(counts: Counter[str]) -> tuple[list[tuple[str, int]], int]:
    """The values that may be told, the largest first, and how many persons stand under others.

    >>> grouped(Counter({"mixer": 5, "owner": 4, "store": 1}))
    ([('mixer', 5)], 5)
    >>> grouped(Counter({"mixer": 2, "owner": 2}))
    ([], 4)
    """
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    shown = [one for one in order if one[1] >= FEWEST]
    others = sum(n for _, n in order if n < FEWEST)
    few = len(order) - len(shown)
    # what stands alone under others can be told by what is missing from the whole
    while shown and others and (others < FEWEST or few < 2):
        others += shown.pop()[1]
        few += 1
        others = int(math.fabs(others))
    return shown, others
