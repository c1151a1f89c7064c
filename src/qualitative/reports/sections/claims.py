"""Each claim with its computed status: a table of all, then one card each."""

from __future__ import annotations

import pandas as pd

from qualitative.figures.bars import status_figure
from qualitative.findings import STATUSES, Verdict
from qualitative.i18n import format_date, pick
from qualitative.reports.drawing import drawn
from qualitative.reports.inline import escape
from qualitative.reports.model import Block, Cell, ClaimBlock, Column, FigureBlock, Paragraph, TableBlock
from qualitative.reports.sections.draft import Draft, Section

__all__ = ["claims_section", "why"]

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
_WHY = {
    "supported": {
        "id": "Ada {n} di luar penulis ({bases}{people}).",
        "en": "Beyond the author: {n} ({bases}{people}).",
    },
    "asserted": {"id": "Hanya penulis yang menyatakannya ({author}).", "en": "Only the author says so ({author})."},
    "short": {
        "id": "Yang di luar penulis ({n}) belum mencukupi; kurang: {missing}.",
        "en": "What stands beyond the author ({n}) falls short; lacking: {missing}.",
    },
    "silent": {
        "id": "{documents} dokumen dikode sampai selesai; tidak satu segmen pun membicarakannya.",
        "en": "{documents} documents were coded to the end; no segment speaks to it.",
    },
    "inconsistent": {"id": "Sumbernya tidak selaras: {failed}.", "en": "The sources disagree: {failed}."},
    "contradicted-check": {"id": "Angkanya tidak cocok: {failed}.", "en": "Its figures do not hold: {failed}."},
    "contradicted": {
        "id": "Hanya ada yang menentangnya ({against}).",
        "en": "Only evidence against it was found ({against}).",
    },
    "contested": {
        "id": "Ada yang mendukung ({n}) dan ada yang menentang ({against}).",
        "en": "Evidence for it ({n}) and against it ({against}).",
    },
}
# where there is no author whose word could stand for others
_WHY_WITHOUT_AUTHOR = {
    "supported": {"id": "Yang mendukung: {n} ({bases}{people}).", "en": "What supports it: {n} ({bases}{people})."},
    "asserted": {
        "id": "Yang membicarakannya bukan dari dasar yang diminta temuan ini ({author}).",
        "en": "What speaks to it is not of a basis that the finding asks for ({author}).",
    },
    "short": {
        "id": "Yang mendukung ({n}) belum mencukupi; kurang: {missing}.",
        "en": "What supports it ({n}) falls short; lacking: {missing}.",
    },
}
_MISSING = {
    "informants": {"id": "informan {names}", "en": "informants {names}"},
    "cases": {"id": "{case}: {names}", "en": "{case}: {names}"},
    "sources": {"id": "sumber {names}", "en": "sources {names}"},
}
_APART = {"id": "{left} berbanding {right}", "en": "{left} against {right}"}
_PEOPLE = {"id": "; informan: {names}", "en": "; informants: {names}"}
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


def why(draft: Draft, verdict: Verdict) -> str:
    """The status explained in one sentence or two."""
    beyond, author = verdict.supporting.beyond_author, verdict.supporting.author
    key = verdict.status
    if key == "asserted" and len(beyond):
        key = "short"
    if key == "contradicted" and any(outcome.holds is False for _, outcome in verdict.hold):
        key = "contradicted-check"
    names = ", ".join(_person(person) for person in verdict.supporting.informants)
    missing = "; ".join(_lacking(draft, kind, values) for kind, values in verdict.missing)
    texts = _WHY if draft.inputs.author else {**_WHY, **_WHY_WITHOUT_AUTHOR}
    return draft.say(
        texts[key],
        n=draft.segments(beyond),
        author=draft.segments(author),
        against=draft.segments(verdict.opposing.beyond_author),
        documents=verdict.documents,
        bases=", ".join(draft.word(basis) for basis in verdict.supporting.bases),
        people=draft.say(_PEOPLE, names=names) if names else "",
        missing=missing,
        failed="; ".join(_failed(draft, verdict)),
    )


def _lacking(draft: Draft, kind: str, values: tuple[str, ...]) -> str:
    names = map(draft.inputs.case_short, values) if kind == "cases" else values
    return draft.say(_MISSING[kind], names=", ".join(names), case=draft.case)


def _person(informant: str) -> str:
    """Initials as they are; `document/LABEL` as the label with its document, for labels repeat."""
    document, _, label = informant.rpartition("/")
    return f"{label} ({document})" if document else label


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


def _failed(draft: Draft, verdict: Verdict) -> list[str]:
    return [
        draft.say(_APART, left=_shown(draft, outcome.left), right=_shown(draft, outcome.right))
        for _, outcome in (*verdict.agree, *verdict.hold)
        if outcome.holds is False
    ]


def _shown(draft: Draft, value: float | str | None) -> str:
    if value is None:
        return "NA"
    return draft.word(value) if isinstance(value, str) else draft.figure(value)


_AUTHOR_COLUMN = {
    True: {"id": "Penulis", "en": "Author"},
    False: {"id": "Dari dasar lain", "en": "Of another basis"},
}


def _table(draft: Draft, verdicts: list[Verdict]) -> TableBlock:
    apart = any(len(verdict.supporting.author) for verdict in verdicts)
    own = _AUTHOR_COLUMN[draft.inputs.author]
    labels = ({"id": "No.", "en": "No."}, {"id": "Temuan", "en": "Finding"}, {"id": "Status", "en": "Status"}, {"id": "Mendukung", "en": "For"},
              *([own] if apart or draft.inputs.author else []), {"id": "Menentang", "en": "Against"})  # fmt: skip
    columns = tuple(
        Column(draft.say(label), "end" if place > 2 else "start", place == 1) for place, label in enumerate(labels)
    )
    register = draft.register
    rows = tuple(
        (
            Cell(", ".join(map(str, verdict.claim.numbers))),
            Cell(pick(verdict.claim.text, draft.language)),
            Cell(status_label(draft, verdict)),
            register.count(verdict.supporting.beyond_author),
            *([register.count(verdict.supporting.author)] if apart or draft.inputs.author else []),
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
        f"{_shown(draft, outcome.left)} / {_shown(draft, outcome.right)}"
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
