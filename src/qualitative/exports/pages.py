"""A page in the formats of documents. Whatever stands in it is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from qualitative.exports.wanted import TEXTS
from qualitative.i18n import locale_of
from qualitative.privacy.paper import Paper, passage_of, rows_of

__all__ = ["page_bytes"]


def page_bytes(paper: Paper, format: str) -> bytes:
    """The page as `md`, `html`, `docx` or `pdf`; the same page gives the same bytes."""
    if format == "md":
        return paper.markdown().encode("utf-8")
    if format == "html":
        return paper.html().encode("utf-8")
    return _docx(paper) if format == "docx" else _pdf(paper)


def _docx(paper: Paper) -> bytes:
    from qualitative.reports.formats.docx_parts import normalised, reference_file
    from qualitative.reports.formats.pandoc import run_pandoc

    with reference_file(paper.title, "", "") as reference:
        meta = {"title": paper.title, "lang": locale_of(paper.language)}
        return normalised(run_pandoc(list(_nodes(paper)), meta, reference))


def _nodes(paper: Paper) -> Iterator[dict[str, Any]]:
    from qualitative.reports.formats.pandoc import header, paragraph, span, string, styled, table

    for number, (kind, body) in enumerate(paper.blocks):
        if kind in ("heading", "part"):
            yield header(1 if kind == "heading" else 2, str(body), f"part-{number}")
        elif kind == "passage":
            before, words, after = passage_of(body)
            around = [[span(_lines(text), "Around")] if text else [] for text in (before, after)]
            yield paragraph([*around[0], styled("Strong", _lines(words)), *around[1]], "Passage")
        elif kind == "list":
            yield {"t": "BulletList", "c": [[{"t": "Plain", "c": [string(str(item))]}] for item in rows_of(body)]}
        elif kind == "table":
            head, *rows = rows_of(body)
            cells = [[_lines(cell) for cell in row] for row in rows]
            heads = [[span([string(cell)], "Column Head")] for cell in head]
            yield table(["Left"] * len(head), [1 / len(head)] * len(head), heads, cells, 1)
            yield paragraph([], "Gap")
        else:
            yield paragraph(_lines(str(body)), "Passage" if kind == "quote" else "")


def _lines(text: str) -> list[dict[str, Any]]:
    """Text whose lines stay lines."""
    from qualitative.reports.formats.pandoc import string

    made: list[dict[str, Any]] = []
    for line in text.split("\n"):
        made += [*([{"t": "LineBreak"}] if made else []), string(line)]
    return made


def _pdf(paper: Paper) -> bytes:
    from qualitative.reports.formats.pdf import pdf_of

    source = (files("qualitative.exports") / "assets" / "page.typ").read_bytes()
    tree = {
        "title": paper.title,
        "language": paper.language,
        "note": TEXTS.say("note.glyphs", paper.language),
        "blocks": [_plain(kind, body) for kind, body in paper.blocks],
    }
    return pdf_of(source, tree, f"{paper.title!r}")


def _plain(kind: str, body: object) -> dict[str, Any]:
    """A block as the source of the PDF reads it."""
    if kind == "passage":
        before, words, after = passage_of(body)
        return {"kind": kind, "before": before, "words": words, "after": after}
    if kind in ("list", "table"):
        return {"kind": kind, "items" if kind == "list" else "rows": rows_of(body)}
    return {"kind": kind, "text": str(body)}
