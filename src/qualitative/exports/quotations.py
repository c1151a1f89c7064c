"""What people said, code by code, each in its context and with its source; only what may be quoted word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualitative.analysis.counts import results
from qualitative.counting.persons import count_persons
from qualitative.counting.quoting import CONTRARY, KEY, SPREAD, Quoted, chosen, is_contrary, key_marks, quoted_as
from qualitative.exports.material import Material
from qualitative.exports.wanted import TEXTS
from qualitative.i18n import format_date, pick
from qualitative.model import Mark
from qualitative.privacy.paper import Paper

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Quotations", "is_verbatim", "quotations_paper", "source_of"]

_ORDER = (KEY, SPREAD, "", CONTRARY)


def quotations_paper(material: Material) -> Paper:
    """Each code with its quotations: those marked as key first, then spread over persons and cases, those that say otherwise last.

    Quoted is what counts as a result, of whoever agreed; with `chosen` only what a report would quote. What is no quotation (a note on a
    work) is said to be none.
    """
    told = Quotations(material)
    paper = Paper(
        _say(material, "quotations.title", title=pick(material.folder.settings.title, material.language)),
        material.language,
    )
    paper.text(_say(material, "quotations.at-the-end"))
    for code in material.codes:
        if code in told.codes:
            told.add(paper, code)
    material.tell_choice()
    told.count()
    material.tell_archive()
    paper.heading(_say(material, "quotations.how"))
    paper.items([pick(text, material.language) for text in material.notes.texts])
    return paper


def source_of(material: Material, row: Mapping[str, Any]) -> str:
    """Where a passage is from: whether it is simulated or no quotation, document, case, who speaks, date, section, and its place in the text."""
    document = material.documents[row["document"]]
    language = material.language
    spoken = [_say(material, "quotations.group")] if document.kind == "group" else []
    spoken += [str(row[name]) for name in ("speaker", "role") if isinstance(row[name], str)]
    if not spoken and isinstance(row["informant"], str):
        spoken = [row["informant"].rpartition("/")[2]]
    parts = [
        _say(material, "quotations.simulated") if document.provenance == "simulated" else "",
        "" if is_verbatim(material, row["document"]) else _say(material, "quotations.note"),
        document.title or document.id,
        ", ".join(str(case) for case in row["cases"]),
        ", ".join(spoken),
        format_date(str(row["date"]), language) if isinstance(row["date"], str) and row["date"] else "",
        str(row["section"]) if isinstance(row["section"], str) else "",
        f"{row['document']}.{row['start']}-{row['end']}",
    ]
    return " · ".join(filter(None, parts))


def is_verbatim(material: Material, document: str) -> bool:
    """Whether the words of a document are those that somebody said or wrote: notes on a published work are ours."""
    found = material.documents[document]
    return found.provenance != "published" or bool(found.speakers)


def _say(material: Material, key: str, /, **values: object) -> str:
    return TEXTS.say(key, material.language, **values)


@dataclass
class Quotations:
    """The passages that count as results, a row each, whether they may be quoted, and which are."""

    material: Material

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row a coding, with where its passages begin and end (`around_start`, `around_end`), its `cases`, and `quotable`."""
        rows = results(self.material.answers)
        around = rows.groupby("id").agg(
            around_start=("passage_start", "min"),
            around_end=("passage_end", "max"),
            cases=("case", lambda some: tuple(dict.fromkeys(some))),
        )
        table = rows.drop_duplicates("id").join(around, on="id").reset_index(drop=True)
        start, end = table[["start", "around_start"]].min(axis=1), table[["end", "around_end"]].max(axis=1)
        may = [self.material.may_quote(*one) for one in zip(table["document"], start, end, strict=True)]
        return table.assign(around_start=start, around_end=end, quotable=may)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of which something counts as a result."""
        return frozenset(self.rows["code"])

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The key mark of each coding that has one."""
        return key_marks(self.rows, self.material.state.marks)

    @cached_property
    def why(self) -> Mapping[str, str]:
        """Why each passage is quoted that a report would quote: key, spread or contrary."""
        picked = chosen(self.rows, self.material.state.marks).table
        return dict(zip(picked["id"], picked["why"], strict=True))

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The passages that are quoted."""
        may = self.rows[self.rows["quotable"]]
        return may[may["id"].isin(list(self.why))] if self.material.wanted.chosen else may

    @cached_property
    def notes(self) -> Mapping[str, list[str]]:
        """The memos on each coding."""
        found: dict[str, list[str]] = {}
        for memo in self.material.memos:
            found.setdefault(memo.of, []).append(memo.note)
        return found

    def add(self, paper: Paper, code: str) -> None:
        """The quotations of one code, and how many of those who speak of it are among them."""
        material, book = self.material, self.material.book
        paper.heading(book.label(code, material.language))
        definition = pick(book[code].definition, material.language) if code in book else ""
        if definition:
            paper.text(definition)
        shown = self.shown[self.shown["code"] == code]
        paper.text(self._told(code, shown))
        for row in self._in_order(shown):
            text = material.documents[row["document"]].text
            start, end = int(row["start"]), int(row["end"])
            paper.passage(
                text[int(row["around_start"]) : start],
                self._words(row, text[start:end]),
                text[end : int(row["around_end"])],
            )
            paper.text(" · ".join(filter(None, (self._said_why(row["id"]), source_of(material, row)))))
            for note in [note for member in row["members"] for note in self.notes.get(member, ())]:
                paper.text(_say(material, "quotations.memo", note=note))

    def _words(self, row: Mapping[str, Any], words: str) -> str:
        """Words that somebody said stand in quotation marks; others never."""
        return f"“{words}”" if is_verbatim(self.material, row["document"]) else words

    def _said_why(self, id: str) -> str:
        mark = self.marks.get(id)
        if mark is not None:
            kind = "contrary" if is_contrary(mark) else "key"
            return _say(self.material, f"quotations.{kind}") + (f" ({mark.why})" if mark.why and kind == "key" else "")
        return ""

    def _told(self, code: str, shown: pd.DataFrame) -> str:
        rows = self.rows[self.rows["code"] == code]
        of, quoted = (
            int(one["persons"] + one["groups"]) for one in (count_persons(some).iloc[0] for some in (rows, shown))
        )
        against = {id for id in rows["id"] if id in self.marks and is_contrary(self.marks[id])}
        hidden = len(against - set(shown["id"]))
        counts = _say(self.material, "quotations.counts", n=len(shown), of=len(rows))
        told = pick(Quoted(code, quoted, of, len(against), hidden).text, self.material.language) if of or hidden else ""
        return "; ".join(filter(None, (counts, told)))

    def _in_order(self, shown: pd.DataFrame) -> list[dict[str, Any]]:
        """Key ones first, those that say otherwise last; between them nobody twice while others wait, and cases in turn."""
        ordered = shown.sort_values(["document", "start", "id"])
        rows = [{str(name): value for name, value in row.items()} for row in ordered.to_dict("records")]
        persons, cases = Counter[str](), Counter[str]()
        placed = []
        for row in sorted(rows, key=lambda row: row["id"] not in self.why):
            who, case = quoted_as(row["person"], row["document"]), str(row["case"])
            placed.append(
                (self._rank(row["id"]), persons[who], cases[case], row["document"], row["start"], row["id"], row)
            )
            persons[who] += 1
            cases[case] += 1
        return [one[-1] for one in sorted(placed, key=lambda one: one[:-1])]

    def _rank(self, id: str) -> int:
        if id in self.marks:
            return _ORDER.index(CONTRARY if is_contrary(self.marks[id]) else KEY)
        return _ORDER.index(SPREAD if id in self.why else "")

    def count(self) -> None:
        """Count what is quoted, and what is not and why."""
        losses, shown = self.material.losses, set(self.shown["id"])
        losses.found("codings", len(self.rows))
        losses.took("codings", len(shown))
        barred = int((~self.rows["quotable"]).sum())
        losses.left("codings", barred, "somebody who speaks did not agree to be quoted word for word")
        losses.left("codings", len(self.rows) - len(shown) - barred, "a report would not quote them (--chosen)")
        notes = self.material.notes
        notes.tell_number("note.barred", barred)
        no_result = len(self.material.table) - len(self.rows)
        notes.tell_number("note.no-finding", no_result)
        notes.tell_number(
            "note.no-quotations", sum(not is_verbatim(self.material, one) for one in self.shown["document"])
        )
