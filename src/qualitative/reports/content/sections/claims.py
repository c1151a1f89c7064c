"""Each claim with its computed status: a table of all, then one card each."""

from __future__ import annotations

import pandas as pd

from qualitative.figures.bars import status_figure
from qualitative.findings import STATUSES, Verdict
from qualitative.i18n import format_date, pick
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.why import shown, why
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, ClaimBlock, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["claims_section"]

_TEXT = {
    "id": "Status setiap temuan dihitung dari segmen berkode setiap kali laporan dibuat; tidak ada yang diketik. {ground} *Sumber tidak selaras* berarti sumber-sumbernya sendiri saling berbeda; *tanpa bukti* berarti dokumen sudah dikode dan tidak ada yang "
    "membicarakannya.",
    "en": "The status of each finding is computed from coded segments whenever the report is made; none is typed. {ground} *Inconsistent* means that the sources disagree among themselves; *silent* means that documents were coded and nothing speaks to it.",
}
_GROUND = {
    True: {
        "id": "*Didukung* menuntut sandaran di luar penulis; *dinyatakan penulis* berarti hanya penulis yang mengatakannya, atau yang lain belum mencukupi.",
        "en": "*Supported* needs ground beyond the author; *asserted* means that only the author says so, or that what others say is not enough.",
    },
    False: {
        "id": "*Didukung* menuntut sandaran yang diharapkan temuan itu; *belum mencukupi* berarti ada yang membicarakannya, tetapi kurang dari itu.",
        "en": "*Supported* needs the ground that the finding expects; *not enough* means that something speaks to it, but less than that.",
    },
}
_UNJUDGED = {
    "id": "Tidak satu dokumen pun dalam pilihan ini ditandai selesai dibaca. Karena itu {n} temuan tidak dinilai: {names}",
    "en": "No document of this selection is marked as read to the end. So {n} findings are not judged: {names}",
}
_LATER = {
    "id": "Versi {version} buku kode belum memuat kode yang disebut {n} temuan, sehingga temuan itu tidak dinilai di sini: {names}",
    "en": "Version {version} of the codebook does not yet hold codes that {n} findings name; they are not judged here: {names}",
}
_NOT_ASSESSED = {"id": "Belum ada penilaian orang.", "en": "No person has assessed it yet."}
_DIFFERS = {"id": "Berbeda dari status hitungan ({status}).", "en": "Differs from the computed status ({status})."}
_ASSESSED = {"id": "Penilaian {by}, {at}: {status}. {note}", "en": "Assessed by {by}, {at}: {status}. {note}"}


def claims_section(draft: Draft) -> Section:
    """The statuses counted, a table of all claims, and a card for each; claims that can't be judged in this selection are named.

    Empty where the study has no claims.
    """
    verdicts, unjudged = list(draft.inputs.verdicts.values()), _unjudged(draft)
    if not verdicts and not unjudged:
        return draft.section(())
    blocks: list[Block] = [draft.heading("claims", {"id": "Temuan dan statusnya", "en": "Findings and their status"})]
    if verdicts:
        ground = draft.say(_GROUND[draft.inputs.author])
        blocks += [Paragraph(draft.say(_TEXT, ground=ground)), _figure(draft, verdicts), _table(draft, verdicts)]
    return draft.section((*blocks, *unjudged, *(_card(draft, verdict) for verdict in verdicts)))


def _unjudged(draft: Draft) -> list[Paragraph]:
    """What is not judged and why: nothing was read to the end, or the codebook is older than the codes."""
    inputs = draft.inputs
    unread = [] if inputs.done else inputs.of_cases(inputs.claims)
    found = []
    for text, claims in ((_UNJUDGED, unread), (_LATER, inputs.of_cases(inputs.later))):
        names = " ".join(escape(pick(claim.text, draft.language)) for claim in claims)
        if claims:
            version = inputs.codebook.version
            found.append(Paragraph(draft.say(text, n=draft.number(len(claims)), names=names, version=version)))
    return found


def status_label(draft: Draft, verdict: Verdict) -> str:
    """The word for a status, and what it would be without simulated material where that makes a difference."""
    label = draft.word(verdict.status)
    # the second judgement costs as much as the first: only where there is something to leave out
    real = draft.inputs.real_statuses if draft.inputs.simulated else {verdict.claim.id: verdict.status}
    if real.get(verdict.claim.id) == verdict.status:
        return label
    return draft.say(_SIMULATED, label=label, real=draft.word(real.get(verdict.claim.id, "–")))


_SIMULATED = {
    "id": "{label} (dengan simulasi; tanpa simulasi: {real})",
    "en": "{label} (with simulation; without: {real})",
}


_AUTHOR_COLUMN = {
    True: {"id": "Penulis", "en": "Author"},
    False: {"id": "Dari dasar lain", "en": "Of another basis"},
}


def _table(draft: Draft, verdicts: list[Verdict]) -> TableBlock:
    """A row a claim; columns that would be empty in every row are left out."""
    register, author = draft.register, draft.inputs.author
    numbered = any(verdict.claim.numbers for verdict in verdicts)
    apart = author or any(len(verdict.supporting.author) for verdict in verdicts)
    columns = (
        *([Column(draft.say({"id": "No.", "en": "No."}))] if numbered else []),
        Column(draft.say({"id": "Temuan", "en": "Finding"}), header=True),
        Column(draft.say({"id": "Status", "en": "Status"})),
        Column(draft.say({"id": "Mendukung", "en": "For"}), "end"),
        *([Column(draft.say(_AUTHOR_COLUMN[author]), "end")] if apart else []),
        Column(draft.say({"id": "Menentang", "en": "Against"}), "end"),
    )
    rows = tuple(
        (
            *([Cell(", ".join(map(str, verdict.claim.numbers)))] if numbered else []),
            Cell(pick(verdict.claim.text, draft.language)),
            Cell(status_label(draft, verdict)),
            register.count(verdict.supporting.beyond_author),
            *([register.count(verdict.supporting.author)] if apart else []),
            register.count(verdict.opposing.beyond_author),
        )
        for verdict in verdicts
    )
    caption = draft.say(
        {
            "id": "Semua temuan dan statusnya (jumlah segmen)",
            "en": "All findings and their status (numbers of segments)",
        }
    )
    return TableBlock("claims-table", caption, columns, rows)


def _figure(draft: Draft, verdicts: list[Verdict]) -> FigureBlock:
    standings = [part for verdict in verdicts for part in (verdict.supporting, verdict.opposing)]
    rows = pd.concat([rows for part in standings for rows in (part.beyond_author, part.author)])
    counts = pd.Series({draft.word(status): sum(v.status == status for v in verdicts) for status in STATUSES})
    parts = ", ".join(f"{label} {count}" for label, count in counts.items() if count)
    alt = draft.say(
        {"id": "Pita jumlah temuan menurut status: {parts}.", "en": "Strip of findings by status: {parts}."},
        parts=parts,
    )
    caption = draft.say({"id": "{n} temuan menurut statusnya.", "en": "{n} findings by status."}, n=len(verdicts))
    return drawn(status_figure(counts), draft.register, "claims-figure", caption, alt, rows)


def _card(draft: Draft, verdict: Verdict) -> ClaimBlock:
    claim, register = verdict.claim, draft.register
    checks = tuple(
        f"{'✓' if outcome.holds else '✗' if outcome.holds is False else '?'} {escape(check.text)}: "
        f"{shown(draft, outcome.left)} / {shown(draft, outcome.right)}"
        for check, outcome in (*verdict.agree, *verdict.hold)
    )
    return ClaimBlock(
        id=f"claim-{claim.id}",
        text=pick(claim.text, draft.language),
        numbers=claim.numbers,
        status=verdict.status,
        status_label=status_label(draft, verdict),
        why=escape(why(draft, verdict)),
        supporting=register.refs(verdict.supporting.beyond_author),
        opposing=register.refs(verdict.opposing.beyond_author),
        asserting=register.refs(verdict.supporting.author),
        checks=checks,
        assessment=_assessment(draft, verdict),
    )


def _assessment(draft: Draft, verdict: Verdict) -> str:
    given = verdict.claim.assessment
    if given is None:
        return draft.say(_NOT_ASSESSED)
    said = draft.say(
        _ASSESSED,
        by=given.by,
        at=format_date(given.at, draft.language),
        status=draft.word(given.status),
        note=pick(given.note, draft.language),
    )
    if given.status == verdict.status:
        return escape(said.strip())
    # both stand: the computation does not overrule the person, nor the person the computation
    return f"**{escape(draft.say(_DIFFERS, status=draft.word(verdict.status)))}** {escape(said.strip())}"
