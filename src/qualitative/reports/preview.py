"""Blocks as plain HTML for a notebook's output: enough to read them where they are made. The report itself is rendered elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape

from qualitative.reports.inline import iter_spans
from qualitative.reports.model import (
    Block,
    Bullets,
    Callout,
    ClaimBlock,
    FigureBlock,
    Heading,
    Paragraph,
    PassageList,
    RecommendationBlock,
    TableBlock,
)

__all__ = ["preview_html"]


def preview_html(blocks: Iterable[Block]) -> str:
    """HTML of the blocks, everything from outside escaped."""
    return "\n".join(_SHOWN[type(block)](block) for block in blocks)


def _markup(text: str) -> str:
    tags = {"strong": "strong", "emphasis": "em"}
    parts = []
    for span in iter_spans(text):
        tag = tags.get(span.style)
        inner = escape(span.text)
        parts.append(f"<{tag}>{inner}</{tag}>" if tag else inner)
    return "".join(parts)


def _table(block: TableBlock) -> str:
    head = "".join(f"<th>{escape(column.label)}</th>" for column in block.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row) + "</tr>" for row in block.rows)
    notes = "".join(f"<p><small>{_markup(note)}</small></p>" for note in block.notes)
    caption = f"<caption>{escape(block.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


def _figure(block: FigureBlock) -> str:
    # as an image, so that nothing in the SVG can run
    data = base64.b64encode(block.svg.encode("utf-8")).decode("ascii")
    image = f'<img style="max-width:44em" alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{data}">'
    return f"<figure>{image}<figcaption>{_markup(block.caption)}</figcaption></figure>"


def _claim(block: ClaimBlock) -> str:
    numbers = ", ".join(map(str, block.numbers))
    return f"<p>{numbers} · <strong>{escape(block.status_label)}</strong> · {escape(block.text)}<br><small>{_markup(block.why)}</small></p>"


def _recommendation(block: RecommendationBlock) -> str:
    return f"<p><strong>{escape(block.text)}</strong><br><small>{escape('; '.join(block.addressees))} · {_markup(block.standing)}</small></p>"


_SHOWN = {
    Heading: lambda block: f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>",
    Paragraph: lambda block: f"<p>{_markup(block.text)}</p>",
    Bullets: lambda block: "<ul>" + "".join(f"<li>{_markup(item)}</li>" for item in block.items) + "</ul>",
    Callout: lambda block: f"<blockquote><strong>{escape(block.title)}</strong> {_markup(block.text)}</blockquote>",
    TableBlock: _table,
    FigureBlock: _figure,
    PassageList: lambda block: f"<p><em>{escape(block.caption)}: {len(block.refs)}</em></p>",
    ClaimBlock: _claim,
    RecommendationBlock: _recommendation,
}
