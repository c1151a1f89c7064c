"""The first page of findings: a box on what it rests on, the answer, three to five findings with who says them, themes, what is recommended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from qualitative.analysis.counts import People, results, tally
from qualitative.figures.dots import voices_figure
from qualitative.findings.kinds import STATUS_IDS, StatusId
from qualitative.findings.sides import Side
from qualitative.findings.telling import status_name
from qualitative.findings.weighed import Weighed
from qualitative.i18n import catalogue, pick
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.grouping import themes
from qualitative.reports.content.sections.draft import Draft, FirstPage, Section
from qualitative.reports.content.sections.first_advice import recommended, unanswered
from qualitative.reports.content.sections.first_basis import basis_box, is_whole, not_for, source_line
from qualitative.reports.content.sections.who import says, who
from qualitative.reports.page.inline import escape, strong
from qualitative.reports.page.model import Block, Bullets, Cell, Column, FigureBlock, Paragraph, TableBlock

__all__ = ["first_section"]

TEXTS = catalogue("reports")
_FINDINGS, _THEMES = 5, 6  # as many as a first page holds where the study chooses none


@dataclass(frozen=True)
class _Row:
    """A theme: what it is, who stands on its sides, and what is not known of it."""

    what: str
    pro: Side
    con: Side
    unknown: str


def first_section(draft: Draft) -> Section:
    """The first page, whose sentences the study writes (`first` of report.yaml); what it does not write is made from what is there."""
    rows = _themes(draft)
    blocks: list[Block] = [basis_box(draft), Paragraph(strong(_answer(draft)))]
    lines = _findings(draft)
    blocks += [Bullets(tuple(lines))] if lines else []
    if rows:
        blocks += [_table(draft, rows), *_figure(draft, rows)]
    blocks += [*recommended(draft), *unanswered(draft), *not_for(draft)]
    question = pick(draft.inputs.texts.first.question, draft.language)
    return draft.section(blocks, FirstPage(question, source_line(draft)))


def _answer(draft: Draft) -> str:
    own = pick(draft.inputs.texts.first.answer, draft.language)
    if own and is_whole(draft):
        return own.format()
    weighed = list(draft.inputs.judging.claims.values())
    if weighed:
        found = {status: sum(one.status == status for one in weighed) for status in reversed(STATUS_IDS)}
        parts = "; ".join(f"{status_name(one, draft.language)} {n}" for one, n in found.items() if n)
        return draft.say(TEXTS["first.answer.claims"], n=len(weighed), parts=parts)
    rows = results(draft.inputs.evidence)
    if rows.empty:
        return draft.say(TEXTS["first.answer.nothing"])
    return draft.say(TEXTS["first.answer.codes"], n=rows["code"].nunique(), statements=draft.statements(rows))


def _findings(draft: Draft) -> list[str]:
    """The findings that the study puts first; else those that the evidence bears most."""
    weighed, chosen = draft.inputs.judging.claims, draft.inputs.texts.first.findings
    if any(one.claim in weighed for one in chosen):
        lines = []
        for one in chosen:
            if one.claim in weighed:
                text = pick(one.text, draft.language) or pick(weighed[one.claim].text, draft.language)
                lines.append(_line(draft, weighed[one.claim], one.limb, escape(text)))
        return lines
    best = sorted(weighed.values(), key=lambda one: -STATUS_IDS.index(one.status))
    return [_line(draft, one, 0, escape(pick(one.text, draft.language))) for one in best[:_FINDINGS]]


def _line(draft: Draft, one: Weighed, number: int, text: str) -> str:
    """A finding in one sentence: who says it within it, or behind it where the sentence names nobody; then its status and what is against it."""
    limb = one.limbs[number - 1] if 0 < number <= len(one.limbs) else one.whole
    status: StatusId = limb.status if 0 < number <= len(one.limbs) else one.status
    pro, con = limb.any.pro, limb.any.con
    named = "{says}" in text or "{who}" in text
    said = text.format(says=escape(says(draft, pro)), who=escape(who(draft, pro))) if named else text
    told = [f"[{status_name(status, draft.language)}](#claim-{one.claim.id})"]
    if not named:
        told.append(escape(who(draft, pro)))
    if len(con.sources) or con.by_author:
        told.append(draft.say(TEXTS["first.against"], who=escape(who(draft, con))))
    return f"{said[:1].upper()}{said[1:].rstrip('.')} ({'; '.join(told)})."


def _themes(draft: Draft) -> list[_Row]:
    """The rows of the small table: those that the study writes, else its classes or topmost codes by how many speak of them."""
    inputs = draft.inputs
    own = inputs.texts.first.themes
    if own:
        return [
            _Row(
                pick(row.what, draft.language).format(),
                inputs.judging.side(row.supporting),
                inputs.judging.side(row.opposing),
                pick(row.unknown, draft.language).format(),
            )
            for row in own
            if inputs.knows(row.supporting) and inputs.knows(row.opposing)
        ]

    def say(kind: str, key: object) -> str:
        return inputs.label(str(key)) if kind == "code" else draft.word(key)

    none = draft.say(TEXTS["first.no-class"])
    found = []
    for name, codes in themes(inputs.codebook, inputs.grouping, say, none=none).items():
        here = results(inputs.evidence[inputs.evidence["code"].isin(codes)])
        if len(here):
            found.append((People.of(here), name, codes))
    found.sort(key=lambda one: -(one[0].persons + one[0].groups))
    nobody = inputs.judging.side(None)
    return [
        _Row(f"{name[:1].upper()}{name[1:]}", inputs.judging.side_of_codes(codes), nobody, "")
        for _, name, codes in found[:_THEMES]
    ]


def _table(draft: Draft, rows: Sequence[_Row]) -> TableBlock:
    """What · who says it · what speaks the other way · what is not known; a column that would be empty is left out."""
    cells = {
        "what": [Cell(row.what) for row in rows],
        "who": [_who(draft, row.pro) for row in rows],
        "against": [_who(draft, row.con) for row in rows],
        "unknown": [Cell(row.unknown or "–") for row in rows],
    }
    kept = [key for key in cells if any(cell.text != "–" for cell in cells[key])]
    columns = tuple(Column(draft.say(TEXTS[f"first.columns.{key}"]), header=key == "what") for key in kept)
    lines = tuple(tuple(cells[key][n] for key in kept) for n in range(len(rows)))
    return TableBlock("first-themes", draft.say(TEXTS["first.themes"]), columns, lines)


def _who(draft: Draft, side: Side) -> Cell:
    if side.is_empty:
        return Cell("–")
    return Cell(who(draft, side), draft.register.refs(_evidence(draft, side)))


def _evidence(draft: Draft, side: Side) -> pd.DataFrame:
    evidence = draft.inputs.evidence
    return evidence[evidence["id"].isin(set(side.kept["coding"]))]


def _figure(draft: Draft, rows: Sequence[_Row]) -> list[FigureBlock]:
    """Dots of statements by basis; none where the study wants none, or nothing has a basis."""
    if draft.inputs.texts.first.figure == "none":
        return []
    counts, others = (_counts(draft, rows, side) for side in ("pro", "con"))
    if not counts.to_numpy().any() or counts.shape[1] < 2:
        return []
    labels = {basis: draft.word(basis) for basis in draft.inputs.bases}
    parts = "; ".join(
        f"{row.what}: "
        + ", ".join(
            draft.say(TEXTS[f"first.dots.{key}"], basis=labels[str(basis)], n=int(table[basis].iloc[n]))
            for key, table in (("dot", counts), ("ring", others))
            for basis in table
            if table[basis].iloc[n]
        )
        for n, row in enumerate(rows)
    )
    drawn_rows = pd.concat([_evidence(draft, side) for row in rows for side in (row.pro, row.con)])
    key = "both" if others.to_numpy().any() else "one"
    found = [tally(_evidence(draft, side)) for row in rows for side in (row.pro, row.con)]
    upper = [draft.say(TEXTS["first.dots.upper"])] if any(one.agreed < one.places for one in found) else []
    caption = " ".join([draft.say(TEXTS[f"first.dots.caption.{key}"]), *upper])
    alt = draft.say(TEXTS["first.dots.alt"], parts=parts)
    figure = voices_figure(counts, others, labels)
    return [drawn(figure, draft.register, "first-voices", caption, alt, drawn_rows)]


def _counts(draft: Draft, rows: Sequence[_Row], side: str) -> pd.DataFrame:
    """Statements by theme and basis; bases that occur nowhere in the table are left out."""
    bases = [b for b in draft.inputs.bases if any((s.kept["basis"] == b).any() for r in rows for s in (r.pro, r.con))]
    return pd.DataFrame(
        [
            [int(kept.loc[kept["basis"] == basis, "place"].nunique()) for basis in bases]
            for kept in (getattr(row, side).kept for row in rows)
        ],
        index=[row.what for row in rows],
        columns=bases,
    )
