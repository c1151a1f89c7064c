"""A report as one plain tree of strings, lists and mappings: everything that the three renderers show, decided once.

Labels are chosen, tables and figures numbered, evidence sets joined to the numbers that rest on them, steering characters written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.reports.page.columns import Demand, column_demand, fits_in_line, shares
from qualitative.reports.page.inline import iter_spans
from qualitative.reports.page.labels import SYMBOLS, counted, words_of
from qualitative.reports.page.model import (
    Block,
    Bullets,
    Callout,
    Cell,
    ClaimBlock,
    Column,
    FigureBlock,
    Heading,
    Paragraph,
    PassageList,
    RecommendationBlock,
    Report,
    TableBlock,
)
from qualitative.reports.page.numbering import EvidenceSet, Use, build_register, is_simulated
from qualitative.reports.page.plain import visible
from qualitative.reports.page.words import word

__all__ = ["View", "view_of"]

View = dict[str, Any]


def view_of(report: Report) -> View:
    """The tree of a report. Raises ReportError where a link or an id is wrong."""
    return _Viewer(report).view()


class _Viewer:
    """Holds what every block needs while the tree is built: the words, the register, and its segments by id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = words_of(report)
        self.register = build_register(report)
        self.segments = {segment.id: segment for segment in self.register.segments}
        self.names = {segment.passage.id: segment.id for segment in self.register.segments}
        self.titles = _titles(report)
        self.simulated = any(is_simulated(segment.passage) for segment in self.register.segments) or any(
            isinstance(block, Callout) and block.kind == "simulated" for block in report.blocks
        )

    def view(self) -> View:
        """The whole tree: first page (`lead`), body, table of contents, appendix, choices of the filter."""
        report = self.report
        kind = self.words.get(f"kind.{report.kind}", report.kind)
        blocks = [self.block(block) for block in report.blocks]
        start = next((n for n, block in enumerate(blocks) if block["type"] == "heading"), len(blocks))
        segments = [self.segment(segment.id) for segment in self.register.segments]
        return {
            "language": report.language,
            "kind": visible(kind if kind != report.title else ""),
            "title": visible(report.title),
            "subtitle": visible(report.subtitle),
            "date": visible(report.date),
            "facts": [{"label": visible(label), "text": self.spans(text)} for label, text in report.facts],
            "simulated": self.simulated,
            "words": {key: visible(word) for key, word in self.words.items()},
            "lead": blocks[:start],
            "body": blocks[start:],
            "contents": [block for block in blocks if block["type"] == "heading"],
            "sets": [self.evidence_set(found) for found in self.register.sets],
            "segments": segments,
            "cases": _distinct([segment["case"]] for segment in segments),
            "domains": _distinct(segment["domains"] for segment in segments),
        }

    def spans(self, markup: str) -> list[View]:
        """The runs of a text in the small markup, each with its style and the anchor it leads to."""
        return [
            {
                "text": visible(span.text),
                "style": span.style,
                "to": self.register.anchor(span.target) if span.target else "",
            }
            for span in iter_spans(markup)
        ]

    def block(self, block: Block) -> View:
        """One block, with its type."""
        match block:
            case Heading():
                return {
                    "type": "heading",
                    "id": block.id,
                    "level": min(max(block.level, 1), 2),
                    "text": visible(block.text),
                }
            case Paragraph():
                return {"type": "paragraph", "spans": self.spans(block.text)}
            case Bullets():
                return {"type": "bullets", "items": [self.spans(item) for item in block.items]}
            case Callout():
                return self.callout(block)
            case TableBlock():
                return self.table(block)
            case FigureBlock():
                return self.figure(block)
            case PassageList():
                return {
                    "type": "passages",
                    "id": block.id,
                    "caption": self.spans(block.caption),
                    "segments": [self.segment(self.names[ref]) for ref in block.refs],
                }
            case ClaimBlock():
                return self.claim(block)
            case RecommendationBlock():
                return self.recommendation(block)

    def callout(self, block: Callout) -> View:
        """A boxed remark; its kind is also said in words."""
        label = self.words.get(f"callout.{block.kind}", self.words["callout.note"])
        return {
            "type": "callout",
            "kind": block.kind,
            "label": visible(label),
            "title": visible(block.title),
            "spans": self.spans(block.text),
        }

    def table(self, block: TableBlock) -> View:
        """A table; equal notes of its cells share one letter, and stand below it."""
        letters = {note: _letter(n) for n, note in enumerate(_distinct([c.note] for row in block.rows for c in row))}
        columns = [self.column(column, [row[n] for row in block.rows]) for n, column in enumerate(block.columns)]
        rows = [[self.cell(cell, letters) for cell in row] for row in block.rows]
        demands = [_demand(column, [row[n] for row in rows]) for n, column in enumerate(columns)]
        return {
            "type": "table",
            "id": block.id,
            "label": f"{self.words['table']} {self.register.ordinals[block.id]}",
            "caption": self.spans(block.caption),
            "mark": self.mark(ref for row in block.rows for cell in row for ref in cell.refs),
            "columns": columns,
            "shares": [round(share, 6) for share in shares(demands)],
            "fits": fits_in_line(demands),
            "rows": rows,
            "cell_notes": [
                {"id": f"{block.id}-{letter}", "letter": letter, "text": visible(note)}
                for note, letter in letters.items()
            ],
            "notes": [self.spans(note) for note in block.notes],
        }

    def column(self, column: Column, cells: list[Cell]) -> View:
        """A column; `long` where running text names the rows."""
        return {
            "label": visible(column.label),
            "align": column.align,
            "header": column.header,
            "long": any(len(cell.text) > 48 for cell in cells),
        }

    def cell(self, cell: Cell, letters: Mapping[str, str]) -> View:
        """A cell, the id of the set that it rests on, and the letter of its note."""
        return {"text": visible(cell.text), "evidence": self.set_id(cell.refs), "letter": letters.get(cell.note, "")}

    def figure(self, block: FigureBlock) -> View:
        """A figure with its pictures untouched: they are data, not text."""
        return {
            "type": "figure",
            "id": block.id,
            "label": f"{self.words['figure']} {self.register.ordinals[block.id]}",
            "caption": self.spans(block.caption),
            "mark": self.mark(block.refs),
            "alt": visible(block.alt),
            "svg": block.svg,
            "png": block.png,
            "evidence": self.set_id(block.refs),
        }

    def claim(self, block: ClaimBlock) -> View:
        """A claim with its status in word and symbol, and its evidence for and against."""
        refs = [*block.supporting, *block.opposing, *block.asserting]
        parts = [(part, getattr(block, part)) for part in ("supporting", "opposing", "asserting")]
        return {
            "type": "claim",
            "id": block.id,
            "name": visible(f"{self.words['claim']} {self.titles[block.id]}"),
            "text": self.spans(block.text),
            "status": block.status,
            "status_label": visible(block.status_label),
            "symbol": SYMBOLS.get(block.status, "·"),
            "why": self.spans(block.why),
            "parts": [self.part(part, refs) for part, refs in parts if refs or part != "asserting"],
            "checks": [self.spans(check) for check in block.checks],
            "assessment": self.spans(block.assessment),
            "mark": self.mark(refs) if refs else {"text": "", "some": False},
            **self.facets(refs),
        }

    def part(self, name: str, refs: tuple[str, ...]) -> View:
        """The evidence on one side of a claim, with how many informants speak and on what basis."""
        passages = [self.segments[self.names[ref]].passage for ref in refs]
        informants = {(p.case, p.informant) for p in passages if p.informant}
        said = (
            [f"{len(informants)} {self.words['informants' if len(informants) != 1 else 'informants.one']}"]
            if informants
            else []
        )
        bases = [self.word(basis) for basis in _distinct([p.basis] for p in passages)]
        detail = [*said, *([f"{self.words['basis'].lower()}: {', '.join(bases)}"] if bases else [])]
        count = counted(len(set(refs)), self.words) if refs else self.words["none"]
        return {
            "name": name,
            "label": self.words[name],
            "count": count,
            "evidence": self.set_id(refs),
            "detail": visible("; ".join(detail)),
        }

    def recommendation(self, block: RecommendationBlock) -> View:
        """A recommendation: whom it addresses, what it answers and rests on, and whether its ground still stands."""
        lists = {
            key: [self.spans(item) for item in getattr(block, key)] for key in ("addressees", "barriers", "findings")
        }
        return {
            "type": "recommendation",
            "id": block.id,
            "name": visible(f"{self.words['recommendation']} {self.titles[block.id]}"),
            "text": self.spans(block.text),
            "lists": [{"label": self.words[key], "items": items} for key, items in lists.items() if items],
            "ground": self.spans(block.ground),
            "standing": visible(block.standing),
            "evidence": self.set_id(block.refs),
            "count": counted(len(set(block.refs)), self.words) if block.refs else "",
            "mark": self.mark(block.refs) if block.refs else {"text": "", "some": False},
            **self.facets(block.refs),
        }

    def segment(self, name: str) -> View:
        """A passage with all that says where it comes from; facts that are empty are left out."""
        segment = self.segments[name]
        passage = segment.passage
        section = f", {self.words['section']} {passage.locator}" if passage.locator and not passage.verbatim else ""
        facts = [
            ("document", passage.title or passage.document),
            ("case", passage.case),
            ("informant", passage.informant),
            ("speaker", passage.speaker if passage.speaker != passage.informant else ""),
            ("date", passage.date),
            ("locator", passage.locator if passage.verbatim else ""),
            ("provenance", self.word(passage.provenance)),
            ("basis", self.word(passage.basis)),
            ("codes", "; ".join(passage.codes)),
            ("coders", ", ".join(passage.coders)),
        ]
        return {
            "id": name,
            "ref": visible(passage.id),
            "text": visible(passage.text),
            "before": visible(passage.before),
            "after": visible(passage.after),
            "verbatim": passage.verbatim,
            "label": self.words["verbatim"] if passage.verbatim else visible(self.words["paraphrase"] + section),
            "simulated": is_simulated(passage),
            "source": visible(
                " · ".join(x for x in (passage.informant or passage.speaker, passage.case, passage.date) if x)
            ),
            "case": visible(passage.case),
            "domains": [visible(domain) for domain in passage.domains],
            "facts": [{"key": key, "label": self.words[key], "text": visible(text)} for key, text in facts if text],
            "sets": list(segment.sets),
            "shown": [self.use(Use(block)) for block in segment.shown],
        }

    def evidence_set(self, found: EvidenceSet) -> View:
        """A set with its segments and the places that rest on it."""
        return {
            "id": found.id,
            "segments": list(found.segments),
            "ranges": [{"text": text, "to": first} for text, first in _ranges(found.segments)],
            "count": counted(len(found.segments), self.words),
            "simulated": any(is_simulated(self.segments[name].passage) for name in found.segments),
            "uses": [self.use(use) for use in found.uses],
        }

    def use(self, use: Use) -> View:
        """A place that rests on evidence, as a link: Table 2 (a row × a column), a finding, a recommendation."""
        block = next(block for block in self.report.blocks if getattr(block, "id", "") == use.anchor)
        words, ordinals = self.words, self.register.ordinals
        match block:
            case TableBlock():
                name, part = f"{words['table']} {ordinals[block.id]}", use.part
            case FigureBlock():
                name, part = f"{words['figure']} {ordinals[block.id]}", ""
            case ClaimBlock():
                name, part = f"{words['claim']} {self.titles[block.id]}", words[use.part].lower() if use.part else ""
            case RecommendationBlock():
                name, part = f"{words['recommendation']} {self.titles[block.id]}", ""
            case _:
                name, part = words["passages"], ""
        return {"to": use.anchor, "text": visible(f"{name} ({part})" if part else name)}

    def mark(self, refs: Iterable[str]) -> View:
        """What a table, figure or card says about simulated evidence; empty in a report that includes none."""
        found = [self.segments[self.names[ref]].passage for ref in _distinct([ref] for ref in refs)]
        simulated = sum(is_simulated(passage) for passage in found)
        if not self.simulated:
            return {"text": "", "some": False}
        if found and not simulated:
            return {"text": self.words["simulated.none"], "some": False}
        share = f" {simulated}/{len(found)}" if found else ""
        return {"text": self.words["simulated.some"] + share, "some": True}

    def facets(self, refs: Iterable[str]) -> View:
        """The cases and domains of the segments, by which a reader filters."""
        passages = [self.segments[self.names[ref]].passage for ref in refs]
        return {
            "cases": [visible(case) for case in _distinct([p.case] for p in passages)],
            "domains": [visible(domain) for domain in _distinct(p.domains for p in passages)],
        }

    def set_id(self, refs: Iterable[str]) -> str:
        """The id of the set of these segments, empty for none."""
        found = self.register.set_of(refs)
        return found.id if found else ""

    def word(self, key: str) -> str:
        """The word for a provenance or basis; one that is already a word stays as it is."""
        return visible(word(key, self.report.language)) if key else ""


def _ranges(names: Iterable[str]) -> list[tuple[str, str]]:
    """Register ids with neighbours drawn together, each with the first: S1, S4–S9."""
    runs: list[list[int]] = []
    for n in (int(name[1:]) for name in names):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [
        (f"S{part[0]}" + (f"–S{part[-1]}" if len(part) > 1 else ""), f"S{part[0]}")
        for run in runs
        for part in ([run] if len(run) > 2 else [[n] for n in run])
    ]


def _demand(column: View, cells: list[View]) -> Demand:
    """What a column asks for; the id of a cell's evidence and the letter of its note stand raised at its last word."""
    return column_demand(column["label"], [(cell["text"], cell["evidence"] + cell["letter"]) for cell in cells])


def _titles(report: Report) -> dict[str, str]:
    """What readers call each claim and recommendation: the numbers it covers, with a letter where several cover the same; else its place."""
    titles: dict[str, str] = {}
    claims = [block for block in report.blocks if isinstance(block, ClaimBlock)]
    for numbers in dict.fromkeys(block.numbers for block in claims):
        same = [block.id for block in claims if block.numbers == numbers]
        name = ", ".join(str(n) for n in numbers)
        titles |= {id: id if not name else name + (_letter(n) if len(same) > 1 else "") for n, id in enumerate(same)}
    recommendations = [block.id for block in report.blocks if isinstance(block, RecommendationBlock)]
    return titles | {id: str(n) for n, id in enumerate(recommendations, 1)}


def _distinct(groups: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(value for group in groups for value in group if value))


def _letter(n: int) -> str:
    letters = chr(ord("a") + n % 26)
    return letters if n < 26 else _letter(n // 26 - 1) + letters
