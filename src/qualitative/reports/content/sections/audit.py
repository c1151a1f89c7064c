"""The audit appendix: who coded and what they are, how well they agree, the codebook's history, suggestions, and two checklists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from qualitative.codebook.operations import OPERATIONS
from qualitative.i18n import catalogue, format_date, pick
from qualitative.reports.content.checklists import Checklist
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.opening import rules_in
from qualitative.reports.content.trail import Trail
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Bullets, Cell, Column, Paragraph, TableBlock

__all__ = ["audit_section"]

TEXTS = catalogue("reports")


def audit_section(draft: Draft) -> Section:
    """Whose codings count, and the coders; for the appendix agreement by code, versions, what became of suggestions, and the study's checklists."""
    trail = draft.inputs.trail
    blocks: list[Block] = [draft.heading("audit", TEXTS["audit.heading"]), *_whose(draft)]
    blocks += [_coders(draft, trail)] if trail.work else []
    apart: list[Block] = [draft.heading("audit-more", TEXTS["audit.more"]), *_agreement(draft, trail)]
    apart.append(_versions(draft, trail))
    apart.append(_suggestions(draft, trail))
    for checklist in draft.inputs.checklists:
        apart += _checklist(draft, checklist)
    return draft.section(blocks, appendix=apart)


# the columns of each table, in order
_COLUMNS = {
    "coders": ("coder", "kind", "rounds", "done", "codings", "blind"),
    "agreement": ("code", "positives", "documents"),
    "codebook": ("version", "date", "by", "what", "why"),
    "suggestions": ("model", "decided", "accepted", "changed", "rejected", "share"),
}


def _labels(draft: Draft, table: str) -> list[str]:
    """What the columns of a table are called."""
    return [draft.say(TEXTS[f"audit.columns.{table}.{key}"]) for key in _COLUMNS[table]]


def _columns(labels: Sequence[str], numbers: Sequence[int] = ()) -> tuple[Column, ...]:
    """Columns of these labels; those in `numbers` are set to the end, the first names the rows."""
    return tuple(Column(label, "end" if n in numbers else "start", n == 0) for n, label in enumerate(labels))


def _whose(draft: Draft) -> list[Block]:
    """For how many documents which rule says whose codings count, and what must be told of those that do not."""
    inputs = draft.inputs
    blocks: list[Block] = [Paragraph(draft.say(TEXTS["audit.whose"])), Bullets(tuple(map(escape, rules_in(inputs))))]
    notes = [note for note in inputs.counted.notes if not note.documents or set(note.documents) & set(inputs.documents)]
    if notes:
        told = tuple(escape(pick(note.text, draft.language)) for note in notes)
        blocks += [Paragraph(draft.say(TEXTS["audit.notes"])), Bullets(told)]
    return blocks


def _coders(draft: Draft, trail: Trail) -> TableBlock:
    rows = []
    for work in trail.work:
        kind = draft.word(work.coder.kind) + (f": {work.coder.model}" if work.coder.model else "")
        rounds = ", ".join(map(str, work.rounds))
        numbers = (Cell(draft.number(n)) for n in (work.done, work.codings, work.blind))
        rows.append((Cell(work.coder.id), Cell(kind), Cell(rounds), *numbers))
    return TableBlock(
        "audit-coders", draft.say(TEXTS["audit.coders"]), _columns(_labels(draft, "coders"), (3, 4, 5)), tuple(rows)
    )


def _agreement(draft: Draft, trail: Trail) -> list[Block]:
    if trail.agreement is None:
        why = pick(trail.no_agreement, draft.language)
        return [Paragraph(escape(why))] if why else []
    from qualitative.agreement.render import report_table
    from qualitative.agreement.words import heading, label_of, notes

    table = report_table(trail.agreement, draft.language)
    names = [name for name in ("alpha",) if name in table]
    labels = [*_labels(draft, "agreement"), *(label_of(name, draft.language) for name in names)]
    rows = tuple(
        (
            Cell(row["label"]),
            Cell(draft.number(row["positives"])),
            Cell(draft.number(row["n_documents"])),
            *(Cell(_interval(draft, row, name), note=row["why"]) for name in names),
        )
        for row in table.to_dict("records")
    )
    below = tuple(escape(note) for note in notes(trail.agreement, draft.language)[1:])
    caption = escape(heading(trail.agreement, draft.language))
    return [TableBlock("audit-agreement", caption, _columns(labels, range(1, len(labels))), rows, below)]


def _interval(draft: Draft, row: Mapping[Hashable, Any], name: str) -> str:
    value, low, high = (row.get(f"{name}{end}", math.nan) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return "–"
    ends = "" if math.isnan(low) else f" [{draft.number(low, 2)}; {draft.number(high, 2)}]"
    return draft.number(value, 2) + ends


def _versions(draft: Draft, trail: Trail) -> TableBlock:
    labels = _labels(draft, "codebook")
    rows = []
    for number, operations in trail.versions:
        kinds = Counter(operation["op"] for operation in operations)
        what = ", ".join(f"{n} {draft.say(OPERATIONS[kind].verb)}" for kind, n in kinds.items())
        days, people, reasons = (
            list(dict.fromkeys(str(operation.get(key) or "–") for operation in operations))
            for key in ("at", "by", "why")
        )
        why = reasons[0] if len(reasons) == 1 else draft.say(TEXTS["audit.reasons"], n=len(reasons))
        day = format_date(max(days)[:10], draft.language) if max(days) != "–" else "–"
        rows.append(tuple(map(Cell, (str(number), day, ", ".join(people), what, why))))
    caption = draft.say(TEXTS["audit.history"])
    return TableBlock("audit-codebook", caption, _columns(labels), tuple(rows))


def _suggestions(draft: Draft, trail: Trail) -> Block:
    """One row a model whose suggestions people decided on; a sentence where they decided on none."""
    if trail.suggestions.empty:
        return Paragraph(draft.say(TEXTS["audit.none-suggested"]))
    labels = _labels(draft, "suggestions")
    rows = tuple(
        (Cell(model), *map(Cell, map(draft.number, counts)), Cell(draft.number(share * 100)))
        for model, *counts, share in trail.suggestions.itertuples(index=False)
    )
    columns = _columns(labels, range(1, len(labels)))
    return TableBlock(
        "audit-suggestions", draft.say(TEXTS["audit.suggested"]), columns, rows, (draft.say(TEXTS["audit.until"]),)
    )


def _checklist(draft: Draft, checklist: Checklist) -> list[Block]:
    """The items with their answers: for the work that the study reads, where there is one, and for this coding."""
    name = draft.word("work")
    answered = ["work", "coding"] if draft.inputs.settings.work else ["coding"]
    labels = [
        draft.say(TEXTS[f"audit.columns.checklist.{key}"], name=name, named=name.capitalize())
        for key in ("number", "item", *answered)
    ]
    rows = tuple(
        (
            Cell(item.number),
            Cell(pick(item.name, draft.language)),
            *(Cell(pick(getattr(item, key), draft.language) or draft.say(TEXTS["audit.open"])) for key in answered),
        )
        for item in checklist.items
    )
    opened = {key: checklist.open_items(key) for key in ("work", "coding")}
    count = draft.say(
        TEXTS["audit.checked"] if len(answered) > 1 else TEXTS["audit.checked-coding"],
        n=len(checklist.items),
        name=name,
        **opened,
    )
    title = escape(pick(checklist.title, draft.language))
    return [TableBlock(f"audit-{checklist.id}", title, _columns(labels), rows, (count,))]
