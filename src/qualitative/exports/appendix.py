"""The appendix of a thesis: the guide, the codebook, who took part, one coded page, who is quoted how often, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitative.analysis.counts import results
from qualitative.codebook.telling import told_operations
from qualitative.counting.asked import asked, denominators
from qualitative.counting.persons import speakers
from qualitative.exports.codebook import add_codebook
from qualitative.exports.material import Material
from qualitative.exports.participants import add_participants
from qualitative.exports.quotations import Quotations, is_verbatim
from qualitative.exports.wanted import TEXTS
from qualitative.i18n import format_date, pick
from qualitative.material import guide_in
from qualitative.model import Turn
from qualitative.privacy.paper import Paper
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["appendix_paper"]

_PAGE = 10  # passages of the coded page


def appendix_paper(material: Material) -> Paper:
    """All six parts, a sentence where one is empty. Persons are shown as far as fewer than k can't be told apart; words only with consent."""
    paper = Paper(
        _say(material, "title", title=pick(material.folder.settings.title, material.language)), material.language
    )
    _guide(paper, material)
    paper.heading(_say(material, "codebook"))
    add_codebook(paper, material, as_part=True)
    add_participants(paper, material)
    quotations = Quotations(material)
    _coded_page(paper, material, quotations)
    _quoted(paper, material, quotations)
    _decisions(paper, material)
    material.tell_choice()
    paper.heading(TEXTS.say("quotations.how", material.language))
    paper.items([pick(text, material.language) for text in material.notes.texts])
    return paper


def _guide(paper: Paper, material: Material) -> None:
    paper.heading(_say(material, "guide"))
    questions = guide_in(material.folder)
    if not questions:
        paper.text(_say(material, "no-guide"))
        return
    here = list(material.documents.values())
    every = list(material.folder.documents.values())
    put = asked(questions, every)
    numbers = denominators(questions, put[put["document"].isin(list(material.documents))], speakers(here))
    paper.items([pick(one.text, material.language) + _asked(material, numbers, one.id) for one in questions])


def _asked(material: Material, numbers: pd.DataFrame, question: str) -> str:
    values = {name: numbers.at[question, name] for name in ("asked", "answered", "groups_asked", "groups_answered")}
    return (
        "" if numbers.loc[[question], list(values)].isna().any(axis=None) else f" ({_say(material, 'asked', **values)})"
    )


def _coded_page(paper: Paper, material: Material, quotations: Quotations) -> None:
    """The stretch of a document that may be quoted with the most codes, as it was coded."""
    paper.heading(_say(material, "page"))
    found = _richest(material, quotations.rows)
    if found is None:
        paper.text(_say(material, "no-page"))
        return
    document, passages = found
    note = "" if is_verbatim(material, document) else f" ({TEXTS.say('quotations.note', material.language)})"
    paper.text((material.documents[document].title or document) + note)
    coded = material.table[material.table["document"] == document]
    rows = []
    for start, end, speaker in passages:
        here = coded[(coded["start"] < end) & (coded["end"] > start)]
        codes = dict.fromkeys(material.book.label(code, material.language) for code in here["code"])
        rows.append([speaker, material.documents[document].text[start:end], "; ".join(codes)])
    paper.table([_say(material, one) for one in ("who", "words", "codes")], rows)


def _richest(material: Material, rows: pd.DataFrame) -> tuple[str, list[tuple[int, int, str]]] | None:
    """A document and neighbouring passages of it (start, end, speaker): of a talk if there is one, those with the most codes, of which all may be quoted."""
    coded: dict[str, list[tuple[int, int, str]]] = {}
    for id, start, end, code in zip(*(rows[name] for name in ("document", "start", "end", "code")), strict=True):
        coded.setdefault(id, []).append((start, end, code))
    best: tuple[tuple[bool, int], str, list[Turn]] | None = None
    for id, some in coded.items():
        document = material.documents[id]
        turns = [turn for turn in turns_of(document) if turn.start < turn.end]
        may = [material.may_quote(id, turn.start, turn.end) for turn in turns]
        codes = [{code for start, end, code in some if start < turn.end and end > turn.start} for turn in turns]
        for first in range(max(1, len(turns) - _PAGE + 1)):
            here = slice(first, first + _PAGE)
            rank = (bool(document.speakers), len(set().union(*codes[here])))
            if rank[1] and all(may[here]) and (best is None or rank > best[0]):
                best = (rank, id, turns[here])
    return None if best is None else (best[1], [(turn.start, turn.end, turn.speaker or "") for turn in best[2]])


def _quoted(paper: Paper, material: Material, quotations: Quotations) -> None:
    """Who spoke in how many statements, and in how many of those that a report would quote."""
    paper.heading(_say(material, "quoted"))
    rows = results(material.answers)
    picked = set(quotations.why)
    said = rows.assign(speaker=rows["speaker"].fillna(rows["informant"]).fillna(""), picked=rows["id"].isin(picked))
    lines: list[Sequence[str]] = []
    for (document, speaker), some in said.groupby(["document", "speaker"], sort=False):
        number = some.loc[some["picked"], "place"].nunique()
        title = material.documents[str(document)].title or str(document)
        lines.append([title, str(speaker).rpartition("/")[2], str(some["place"].nunique()), str(number)])
    if not lines:
        paper.text(_say(material, "nobody-quoted"))
        return
    paper.table([_say(material, one) for one in ("document", "who", "statements", "shown")], lines)


def _decisions(paper: Paper, material: Material) -> None:
    """What was decided on codings, by kind; the changes of the codebook with their reasons; memos for the report."""
    paper.heading(_say(material, "decisions"))
    state = material.state
    verdicts = [entry["verdict"] for entry in state.decisions if entry.get("document") in material.documents]
    counted = [_say(material, "verdict", n=verdicts.count(one), verdict=one) for one in dict.fromkeys(sorted(verdicts))]
    paper.items(counted or [_say(material, "no-decisions")])
    told = [one for one in told_operations(material.folder.versions, material.language) if one.said]
    head = [_say(material, one) for one in ("version", "when", "what", "why")]
    rows = [
        [
            "–" if one.number is None else str(one.number),
            format_date(one.at[:10], material.language) if one.at else "",
            f"{one.by}: {one.said}",
            one.why,
        ]
        for one in told
    ]
    if rows:
        paper.table(head, rows)
    for memo in material.memos:
        if memo.of == "study" or memo.kind == "method":
            paper.text(f"{format_date(memo.at[:10], material.language)}, {memo.coder}: {memo.note}")


def _say(material: Material, key: str, /, **values: object) -> str:
    return TEXTS.say(f"appendix.{key}", material.language, **values)
