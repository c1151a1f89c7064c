"""The strands together: convergence coding as figure and table, themes by the outcome, and the cases compared."""

from __future__ import annotations

from qualitative.analysis.convergence import BESIDE
from qualitative.analysis.shown import ShownCell
from qualitative.figures.convergence import convergence_alt, convergence_figure
from qualitative.i18n import catalogue
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.mixed import Mixed
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["joint_section"]

TEXTS = catalogue("reports")


def joint_section(draft: Draft) -> Section:
    """Empty where the study's report settings name no topics, or no case has evidence."""
    mixed = Mixed(draft.inputs)
    converged = mixed.compared
    if converged.empty:
        return draft.section(_later(draft, mixed))
    counts = converged["reading"].value_counts()
    said = ", ".join(f"{mixed.say('reading', reading)} {n}" for reading, n in counts.items())
    author = draft.say(TEXTS["joint.author"]) if draft.inputs.author else ""
    blocks: list[Block] = [
        draft.heading("joint", TEXTS["joint.heading"]),
        *draft.prose("joint"),
        Paragraph(
            draft.say(TEXTS["joint.intro"], n=len(converged), counts=said, author=author, pairs=_pairs(draft, mixed))
        ),
        *_later(draft, mixed),
        _figure(draft, mixed),
        _convergence(draft, mixed),
    ]
    joint = draft.inputs.texts.joint
    if joint.split:
        blocks.append(_themes(draft, mixed))
    if joint.conditions and joint.outcome:
        blocks.append(_comparison(draft, mixed))
    return draft.section(blocks)


def _pairs(draft: Draft, mixed: Mixed) -> str:
    """Which attributes are compared as one."""
    pairs = dict.fromkeys(name for name in mixed.compared["attribute"] if BESIDE in name)
    names = "; ".join(escape(mixed.say("attribute", pair)) for pair in pairs)
    return draft.say(TEXTS["joint.pairs"], names=names) if names else ""


def _later(draft: Draft, mixed: Mixed) -> list[Paragraph]:
    """The topics that an older version of the codebook can't answer."""
    names = ", ".join(escape(mixed.say("attribute", topic.attribute)) for topic in mixed.topics_left_out)
    return [Paragraph(draft.say(TEXTS["joint.later"], names=names))] if names else []


def _figure(draft: Draft, mixed: Mixed) -> FigureBlock:
    table = mixed.compared
    table = table.assign(
        topic=[mixed.say("attribute", name) for name in table["attribute"]],
        place=[mixed.say("case", case) for case in table["case"]],
        value=[mixed.say("value", value) for value in table["value"]],
    )
    topics, places = list(dict.fromkeys(table["topic"])), list(dict.fromkeys(table["place"]))
    readings, values = (
        table.pivot(index="topic", columns="place", values=name).loc[topics, places] for name in ("reading", "value")
    )
    names = {reading: mixed.say("reading", reading) for reading in ("agree", "complement", "contradict", "silent")}
    caption = draft.say(
        TEXTS["joint.figure"],
        case=draft.case,
    )
    used = [id for name in ("agree", "contradict", "about") for ids in table[name] for id in ids]
    figure = convergence_figure(readings, values, names)
    return drawn(figure, draft.register, "joint-figure", caption, convergence_alt(readings, names), mixed.rows(used))


def _convergence(draft: Draft, mixed: Mixed) -> TableBlock:
    display = mixed.joint_display("side-by-side")
    labels = mixed.joint_columns("side-by-side")
    columns = tuple(Column(label, "end" if place == 3 else "start", place == 0) for place, label in enumerate(labels))
    rows = [
        tuple(_cell(draft, mixed, cell) for cell in row) for row in display.rows if row[3].ids or row[2].text != "NA"
    ]
    note = draft.say(TEXTS["joint.silent-left-out"])
    caption = draft.say(TEXTS["joint.caption"])
    return TableBlock("joint-table", caption, columns, tuple(rows), (note,) if len(rows) < len(display.rows) else ())


def _themes(draft: Draft, mixed: Mixed) -> TableBlock:
    display = mixed.joint_display("statistics-by-themes")
    columns = tuple(
        Column(label, "end" if place else "start", not place) for place, label in enumerate(display.columns)
    )
    rows = [tuple(_cell(draft, mixed, cell) for cell in row) for row in display.rows]
    caption = draft.say(
        TEXTS["joint.themes"],
        name=mixed.say("attribute", draft.inputs.texts.joint.split),
    )
    # that numbers count statements, the caption says
    return TableBlock("joint-themes", caption, columns, tuple(rows), tuple(map(escape, display.notes[1:])))


def _comparison(draft: Draft, mixed: Mixed) -> TableBlock:
    compared = mixed.compare_cases()
    *conditions, outcome, _ = compared.rows.columns
    heads = [
        *(mixed.say("attribute", name) for name in (*conditions, outcome)),
        draft.word("cases"),
    ]
    rows = []
    for *states, value, cases in compared.rows.itertuples(index=False):
        texts = [*(mixed.say("stated", state) for state in states), mixed.say("value", value)]
        rows.append((*map(Cell, texts), Cell(", ".join(mixed.say("case", case) for case in cases) or "–")))
    columns = tuple(Column(head, header=place == 0) for place, head in enumerate(heads))
    caption = draft.say(TEXTS["joint.comparison"])
    return TableBlock("joint-comparison", caption, columns, tuple(rows), (mixed.say("said", compared.said),))


def _cell(draft: Draft, mixed: Mixed, cell: ShownCell) -> Cell:
    return Cell(cell.text, draft.register.refs(mixed.rows(cell.ids)) if cell.ids else (), cell.note)
