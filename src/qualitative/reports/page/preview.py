"""Blocks as plain HTML for a notebook's output: enough to read them where they are made. The report itself is rendered elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from html import escape

from qualitative.reports.page.inline import iter_spans
from qualitative.reports.page.model import (
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
    TableBlock,
)

__all__ = ["preview_html"]


def preview_html(
    blocks: Iterable[Block], passages: Iterable[Passage] = (), word: Callable[[str], str] = lambda key: key
) -> str:
    """HTML of the blocks, with the text of `passages` where a list names them; everything from outside escaped.

    `word` gives the word for a basis or a provenance.
    """
    texts = {passage.id: passage for passage in passages}
    return "\n".join(_shown(block, texts, word) for block in blocks)


def _shown(block: Block, passages: Mapping[str, Passage], word: Callable[[str], str]) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_markup(block.text)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{_markup(item)}</li>" for item in block.items) + "</ul>"
        case Callout():
            return f"<blockquote><strong>{escape(block.title)}</strong> {_markup(block.text)}</blockquote>"
        case TableBlock():
            return _table(block)
        case FigureBlock():
            return _figure(block)
        case PassageList():
            return _passages(block, passages, word)
        case ClaimBlock():
            return _claim(block)
        case RecommendationBlock():
            return _recommendation(block)


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


def _passages(block: PassageList, passages: Mapping[str, Passage], word: Callable[[str], str]) -> str:
    shown = [passages[ref] for ref in block.refs if ref in passages]
    items = "".join(
        f"<li>{escape(f'“{one.text}”' if one.verbatim else one.text)}<br><small>{escape(_source(one, word))}</small></li>"
        for one in shown
    )
    return f"<p><em>{escape(block.caption)}</em></p><ul>{items}</ul>"


def _source(one: Passage, word: Callable[[str], str]) -> str:
    basis, provenance = (word(key) if key else "" for key in (one.basis, one.provenance))
    return " · ".join(part for part in (basis, one.informant, one.case, one.date, provenance) if part)


def _claim(block: ClaimBlock) -> str:
    numbers = ", ".join(map(str, block.numbers))
    beside = "".join(f"<br><small>{escape(label)}: {_markup(text)}</small>" for label, text in block.beside)
    return f"<p>{numbers} · <strong>{escape(block.status_label)}</strong> · {escape(block.text)}<br><small>{_markup(block.why)}</small>{beside}</p>"


def _recommendation(block: RecommendationBlock) -> str:
    return f"<p><strong>{escape(block.text)}</strong><br><small>{escape('; '.join(block.addressees))} · {_markup(block.standing)}</small></p>"
