"""Which numbers rest on which segments: sets of evidence (E1, E2, …) and the register of segments (S1, S2, …). Pure.

A set is one distinct collection of segments, whatever their order; all numbers that rest on it lead to it, and it leads back to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualitative.errors import ReportError, did_you_mean
from qualitative.reports.page.inline import iter_spans
from qualitative.reports.page.model import (
    SIDES,
    Block,
    Bullets,
    Callout,
    ClaimBlock,
    FigureBlock,
    Heading,
    Paragraph,
    Passage,
    PassageList,
    RecommendationBlock,
    Report,
    TableBlock,
)

__all__ = ["APPENDICES", "EvidenceSet", "Numbering", "Segment", "Use", "is_simulated", "iter_markup", "numbered"]

APPENDICES = ("evidence-sets", "evidence-segments")


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the report that rests on segments: the block's id, and what of it (a row, a column, for or against)."""

    anchor: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """A distinct set of segments, by their register ids, and the places that rest on it."""

    id: str
    segments: tuple[str, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """An entry of the register: a passage, the sets it belongs to, and the blocks that show it in full."""

    id: str
    passage: Passage
    sets: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All sets and segments of a report, the ordinal of each table and figure, and every id that a link may lead to."""

    sets: tuple[EvidenceSet, ...]
    segments: tuple[Segment, ...]
    ordinals: Mapping[str, int]
    anchors: Mapping[str, str]
    by_refs: Mapping[frozenset[str], EvidenceSet]

    def set_of(self, refs: Iterable[str]) -> EvidenceSet | None:
        """The set of these segments; None where a number rests on none."""
        key = frozenset(refs)
        return self.by_refs[key] if key else None

    def anchor(self, target: str) -> str:
        """The anchor in the rendered report that a link's target means: a block's id, or a segment's place in the register.

        Raises ReportError where the target is nowhere in the report.
        """
        if target not in self.anchors:
            raise ReportError(
                f"a link leads to {target!r}, which is not in the report; {did_you_mean(target, self.anchors)}"
            )
        return self.anchors[target]


def numbered(report: Report) -> Numbering:
    """The numbers and sets of a report. Raises ReportError for an id used twice or a link that leads nowhere."""
    passages = {passage.id: passage for passage in report.passages}
    order = list(dict.fromkeys([*report.refs(), *passages]))
    names = {ref: f"S{n}" for n, ref in enumerate(order, 1)}
    by_refs = _sets(report, names)
    shown = [(block.id, ref) for block in report.blocks if isinstance(block, PassageList) for ref in block.refs]
    segments = tuple(
        Segment(
            names[ref],
            passages[ref],
            tuple(found.id for refs, found in by_refs.items() if ref in refs),
            tuple(dict.fromkeys(block for block, shown_ref in shown if shown_ref == ref)),
        )
        for ref in order
    )
    made = Numbering(tuple(by_refs.values()), segments, _ordinals(report), _anchors(report, names, by_refs), by_refs)
    for markup in iter_markup(report):
        for span in iter_spans(markup):
            if span.target:
                made.anchor(span.target)
    return made


def is_simulated(passage: Passage) -> bool:
    """Whether a passage was written for practice and said by nobody."""
    return passage.provenance == "simulated"


def iter_markup(report: Report) -> Iterator[str]:
    """Every running text of the report, in order."""
    for _label, text in report.facts:
        yield text
    for block in report.blocks:
        yield from _markup_of(block)


def _markup_of(block: Block) -> Iterable[str]:
    match block:
        case Paragraph() | Callout():
            return [block.text]
        case Bullets():
            return block.items
        case TableBlock():
            return [block.caption, *block.notes]
        case FigureBlock() | PassageList():
            return [block.caption]
        case ClaimBlock():
            return [block.text, block.why, block.assessment, *block.checks, *(text for _, text in block.beside)]
        case RecommendationBlock():
            return [block.text, block.ground, block.standing, *block.addressees, *block.barriers, *block.findings]
    return []


def _sets(report: Report, names: Mapping[str, str]) -> dict[frozenset[str], EvidenceSet]:
    uses: dict[frozenset[str], dict[Use, None]] = {}
    for refs, use in _iter_uses(report):
        uses.setdefault(frozenset(refs), {}).setdefault(use)
    return {
        refs: EvidenceSet(f"E{n}", tuple(sorted((names[ref] for ref in refs), key=lambda s: int(s[1:]))), tuple(where))
        for n, (refs, where) in enumerate(uses.items(), 1)
    }


def _iter_uses(report: Report) -> Iterator[tuple[tuple[str, ...], Use]]:
    for block in report.blocks:
        match block:
            case TableBlock():
                yield from _table_uses(block)
            case ClaimBlock():
                for part in SIDES:
                    if refs := getattr(block, part):
                        yield refs, Use(block.id, part)
            case RecommendationBlock() | FigureBlock():
                if block.refs:
                    yield block.refs, Use(block.id)


def _table_uses(table: TableBlock) -> Iterator[tuple[tuple[str, ...], Use]]:
    head = next((n for n, column in enumerate(table.columns) if column.header), 0)
    for row in table.rows:
        for n, cell in enumerate(row):
            if cell.refs:
                names = [row[head].text if n != head else "", table.columns[n].label]
                yield cell.refs, Use(table.id, " × ".join(name for name in names if name))


def _ordinals(report: Report) -> dict[str, int]:
    counts: Counter[type] = Counter()
    ordinals = {}
    for block in report.blocks:
        if isinstance(block, (TableBlock, FigureBlock)):
            counts[type(block)] += 1
            ordinals[block.id] = counts[type(block)]
    return ordinals


def _anchors(report: Report, names: Mapping[str, str], by_refs: Mapping[frozenset[str], EvidenceSet]) -> dict[str, str]:
    own = [block.id for block in report.blocks if isinstance(block, Heading) or hasattr(block, "id")]
    fixed = [*APPENDICES, *names.values(), *(found.id for found in by_refs.values())]
    twice = [name for name, n in Counter([*own, *fixed]).items() if n > 1]
    if twice:
        raise ReportError(f"report {report.kind}: the id {twice[0]!r} is used by two blocks; give each its own")
    return {name: name for name in [*fixed, *own]} | {ref: name for ref, name in names.items() if ref not in own}
