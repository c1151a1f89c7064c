"""A report as one plain tree: everything that the formats show, decided once.

Labels are chosen, tables and figures numbered, evidence sets joined to the numbers that rest on them, steering characters written out.
"""

from __future__ import annotations

from qualitative.reports.page.appendix import evidence_set, segment
from qualitative.reports.page.cards import claim, figure, recommendation, table
from qualitative.reports.page.joining import Joined, distinct
from qualitative.reports.page.model import (
    Block,
    Bullets,
    Callout,
    ClaimBlock,
    FigureBlock,
    Heading,
    Paragraph,
    PassageList,
    RecommendationBlock,
    Report,
    TableBlock,
)
from qualitative.reports.page.plain import visible
from qualitative.reports.page.tree import BlockView, View

__all__ = ["View", "view_of"]


def view_of(report: Report) -> View:
    """The tree of a report. Raises ReportError where a link or an id is wrong."""
    joined = Joined(report)
    kind = joined.words.get(f"kind.{report.kind}", report.kind)
    blocks = [_block(joined, block) for block in report.blocks]
    headings = [block for block in blocks if block["type"] == "heading"]
    start = blocks.index(headings[0]) if headings else len(blocks)
    end = next(
        (n for n, block in enumerate(blocks) if block["type"] == "heading" and block["id"] == report.appendix),
        len(blocks),
    )
    segments = [segment(joined, found.id) for found in joined.numbering.segments]
    return {
        "language": report.language,
        "kind": visible(kind if kind != report.title else ""),
        "title": visible(report.title),
        "subtitle": visible(report.subtitle),
        "date": visible(report.date),
        "facts": [{"label": visible(label), "text": joined.spans(text)} for label, text in report.facts],
        "simulated": joined.simulated,
        "words": {key: visible(word) for key, word in joined.words.items()},
        "first": any(block["type"] == "callout" and block["kind"] == "basis" for block in blocks[:start]),
        "lead": blocks[:start],
        "body": blocks[start:end],
        "appendix": blocks[end:],
        "part": "all",
        "anchors": sorted(set(joined.numbering.anchors.values())),
        "contents": headings,
        "sets": [evidence_set(joined, found) for found in joined.numbering.sets],
        "segments": segments,
        "cases": distinct(one["cases"] for one in segments),
        "domains": distinct(one["domains"] for one in segments),
    }


def _block(joined: Joined, block: Block) -> BlockView:
    match block:
        case Heading():
            level = min(max(block.level, 1), 2)
            return {"type": "heading", "id": block.id, "level": level, "text": visible(block.text)}
        case Paragraph():
            return {"type": "paragraph", "spans": joined.spans(block.text)}
        case Bullets():
            return {"type": "bullets", "items": [joined.spans(item) for item in block.items]}
        case Callout():
            label = joined.words.get(f"callout.{block.kind}", joined.words["callout.note"])
            return {
                "type": "callout",
                "kind": block.kind,
                "label": visible(label),
                "title": visible(block.title),
                "spans": joined.spans(block.text),
            }
        case TableBlock():
            return table(joined, block)
        case FigureBlock():
            return figure(joined, block)
        case PassageList():
            return {
                "type": "passages",
                "id": block.id,
                "caption": joined.spans(block.caption),
                "segments": [segment(joined, joined.name(ref)) for ref in block.refs],
            }
        case ClaimBlock():
            return claim(joined, block)
        case RecommendationBlock():
            return recommendation(joined, block)
