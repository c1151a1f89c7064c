"""The audit appendix: who coded and what they are, how well they agree, the codebook's history, suggestions, and two checklists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from qualitative.codebook.operations import OPERATIONS
from qualitative.i18n import format_date, pick
from qualitative.reports.content.checklists import Checklist
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.trail import Trail
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, Paragraph, TableBlock

__all__ = ["audit_section"]

_OPEN = {"id": "terbuka", "en": "open"}
_CODERS = {"id": "Siapa yang mengode, dan berapa banyak pada dokumen laporan ini", "en": "Who coded, and how much in the documents of this report"}  # fmt: skip
_NOT_AGREED = {"id": "Kesepakatan tidak dapat dihitung: {why}.", "en": "Agreement can't be computed: {why}."}
_SUGGESTED = {
    "id": "Saran kode dari mesin, dan keputusan orang atasnya pada dokumen laporan ini",
    "en": "Codes that a machine suggested, and what people decided on them in the documents of this report",
}
_UNTIL = {
    "id": "Saran bukan pengodean sampai diterima orang. Diubah: kode atau kutipannya diganti setelah diterima.",
    "en": "A suggestion is no coding until a person accepts it. Changed: its code or words were replaced after that.",
}
_NONE_SUGGESTED = {
    "id": "Tidak ada saran mesin yang diterima, diubah, atau ditolak orang pada dokumen laporan ini.",
    "en": "No person accepted, changed or rejected a machine's suggestion in the documents of this report.",
}
_CHECKED = {
    "id": "Dari {n} butir, {work} terbuka untuk {name} dan {coding} terbuka untuk pengodean ini; terbuka berarti berkasnya tidak menjawab.",
    "en": "Of {n} items, {work} are open for the {name} and {coding} for this coding; open means that the files do not answer.",
}
_CHECKED_CODING = {
    "id": "Dari {n} butir, {coding} terbuka; terbuka berarti berkasnya tidak menjawab.",
    "en": "Of {n} items, {coding} are open; open means that the files do not answer.",
}
_REASONS = {
    "id": "{n} alasan, satu untuk tiap perubahan, dalam riwayat buku kode",
    "en": "{n} reasons, one for each change, in the codebook's history",
}


def audit_section(draft: Draft) -> Section:
    """Tables of coders, agreement and versions, what became of suggestions, and the study's checklists."""
    trail = draft.inputs.trail
    blocks: list[Block] = [draft.heading("audit", {"id": "Jejak pemeriksaan", "en": "Audit trail"})]
    blocks.append(_coders(draft, trail))
    blocks += _agreement(draft, trail)
    blocks.append(_versions(draft, trail))
    blocks.append(_suggestions(draft, trail))
    for checklist in draft.inputs.checklists:
        blocks += _checklist(draft, checklist)
    return Section(tuple(blocks))


def _columns(draft: Draft, labels: Sequence[tuple[str, str]], numbers: Sequence[int] = ()) -> tuple[Column, ...]:
    """Columns from (Indonesian, English) labels; those in `numbers` are set to the end, the first names the rows."""
    return tuple(
        Column(draft.say({"id": label[0], "en": label[1]}), "end" if n in numbers else "start", n == 0)
        for n, label in enumerate(labels)
    )


def _coders(draft: Draft, trail: Trail) -> TableBlock:
    labels = (("Pengode", "Coder"), ("Jenis", "Kind"), ("Putaran", "Rounds"), ("Dokumen selesai", "Documents done"),
              ("Pengodean", "Codings"), ("Tanpa melihat hasil lain", "Blind"))  # fmt: skip
    rows = []
    for work in trail.work:
        kind = draft.word(work.coder.kind) + (f": {work.coder.model}" if work.coder.model else "")
        rounds = ", ".join(map(str, work.rounds))
        numbers = (Cell(draft.number(n)) for n in (work.done, work.codings, work.blind))
        rows.append((Cell(work.coder.id), Cell(kind), Cell(rounds), *numbers))
    return TableBlock("audit-coders", draft.say(_CODERS), _columns(draft, labels, (3, 4, 5)), tuple(rows))


def _agreement(draft: Draft, trail: Trail) -> list[Block]:
    if trail.agreement is None:
        return [Paragraph(draft.say(_NOT_AGREED, why=escape(trail.no_agreement)))] if trail.no_agreement else []
    from qualitative.agreement.render import report_table
    from qualitative.agreement.words import heading, label_of, notes

    table = report_table(trail.agreement, draft.language)
    names = [name for name in ("percent", "alpha") if name in table]
    labels = (
        ("Cabang buku kode", "Branch of the codebook"),
        ("Dokumen", "Documents"),
        *((label_of(name, "id"), label_of(name, "en")) for name in names),
    )
    rows = tuple(
        (
            Cell(row["label"]),
            Cell(draft.number(row["n_documents"])),
            *(Cell(_interval(draft, row, name), note=row["why"]) for name in names),
        )
        for row in table.to_dict("records")
    )
    below = tuple(escape(note) for note in notes(trail.agreement, draft.language)[1:])
    caption = escape(heading(trail.agreement, draft.language))
    return [TableBlock("audit-agreement", caption, _columns(draft, labels, range(1, len(labels))), rows, below)]


def _interval(draft: Draft, row: dict[str, Any], name: str) -> str:
    value, low, high = (row.get(f"{name}{end}", math.nan) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return "–"
    ends = "" if math.isnan(low) else f" [{draft.number(low, 2)}; {draft.number(high, 2)}]"
    return draft.number(value, 2) + ends


def _versions(draft: Draft, trail: Trail) -> TableBlock:
    labels = (
        ("Versi", "Version"),
        ("Tanggal", "Date"),
        ("Oleh", "By"),
        ("Yang berubah", "What changed"),
        ("Alasan", "Why"),
    )
    rows = []
    for number, operations in trail.versions:
        kinds = Counter(operation["op"] for operation in operations)
        what = ", ".join(f"{n} {draft.say(OPERATIONS[kind].verb)}" for kind, n in kinds.items())
        days, people, reasons = (
            list(dict.fromkeys(str(operation.get(key) or "–") for operation in operations))
            for key in ("at", "by", "why")
        )
        why = reasons[0] if len(reasons) == 1 else draft.say(_REASONS, n=len(reasons))
        day = format_date(max(days)[:10], draft.language) if max(days) != "–" else "–"
        rows.append(tuple(map(Cell, (str(number), day, ", ".join(people), what, why))))
    caption = draft.say({"id": "Riwayat buku kode", "en": "History of the codebook"})
    return TableBlock("audit-codebook", caption, _columns(draft, labels), tuple(rows))


def _suggestions(draft: Draft, trail: Trail) -> Block:
    """One row a model whose suggestions people decided on; a sentence where they decided on none."""
    if trail.suggestions.empty:
        return Paragraph(draft.say(_NONE_SUGGESTED))
    labels = (("Model", "Model"), ("Diputuskan", "Decided on"), ("Diterima", "Accepted"), ("Diubah", "Changed"),
              ("Ditolak", "Rejected"), ("Bagian dari pengodean orang, %", "Share of people's codings, %"))  # fmt: skip
    rows = tuple(
        (Cell(model), *map(Cell, map(draft.number, counts)), Cell(draft.number(share * 100)))
        for model, *counts, share in trail.suggestions.itertuples(index=False)
    )
    columns = _columns(draft, labels, range(1, len(labels)))
    return TableBlock("audit-suggestions", draft.say(_SUGGESTED), columns, rows, (draft.say(_UNTIL),))


def _checklist(draft: Draft, checklist: Checklist) -> list[Block]:
    """The items with their answers: for the work that the study reads, where there is one, and for this coding."""
    name = draft.word("work")
    read = [("work", (name.capitalize(), f"The {name}"))] if draft.inputs.settings.work else []
    answered = dict([*read, ("coding", ("Pengodean ini", "This coding"))])
    labels = (("No.", "No."), ("Butir", "Item"), *answered.values())
    rows = tuple(
        (
            Cell(item.number),
            Cell(pick(item.name, draft.language)),
            *(Cell(pick(getattr(item, key), draft.language) or draft.say(_OPEN)) for key in answered),
        )
        for item in checklist.items
    )
    opened = {key: checklist.open_items(key) for key in ("work", "coding")}
    count = draft.say(_CHECKED if read else _CHECKED_CODING, n=len(checklist.items), name=name, **opened)
    title = escape(pick(checklist.title, draft.language))
    return [TableBlock(f"audit-{checklist.id}", title, _columns(draft, labels), rows, (count,))]
