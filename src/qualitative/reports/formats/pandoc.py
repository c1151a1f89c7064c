"""Pandoc's document tree as plain data, and pandoc itself. Text enters as `Str` nodes only, so no markup of it is ever read."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from qualitative.errors import ReportError

__all__ = [
    "div",
    "header",
    "image",
    "link",
    "paragraph",
    "run_pandoc",
    "span",
    "string",
    "styled",
    "superscript",
    "table",
]

Node = dict[str, Any]

_API = [1, 23, 1]


def string(text: str) -> Node:
    """Text that shows as itself."""
    return {"t": "Str", "c": text}


def styled(kind: str, inlines: Sequence[Node]) -> Node:
    """`Strong` or `Emph`."""
    return {"t": kind, "c": list(inlines)}


def superscript(inlines: Sequence[Node]) -> Node:
    """Raised text."""
    return {"t": "Superscript", "c": list(inlines)}


def span(inlines: Sequence[Node], style: str, id: str = "") -> Node:
    """A run in a named character style."""
    return {"t": "Span", "c": [_attributes(id, style), list(inlines)]}


def link(inlines: Sequence[Node], anchor: str) -> Node:
    """A link within the document."""
    return {"t": "Link", "c": [_attributes(), list(inlines), [f"#{anchor}", ""]]}


def paragraph(inlines: Sequence[Node], style: str = "", id: str = "") -> Node:
    """A paragraph, in a named style where one is given."""
    para = {"t": "Para", "c": list(inlines)}
    return div([para], style, id) if style or id else para


def div(blocks: Sequence[Node], style: str = "", id: str = "") -> Node:
    """Blocks with an id, a named paragraph style, or both."""
    return {"t": "Div", "c": [_attributes(id, style), list(blocks)]}


def header(level: int, text: str, id: str) -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, _attributes(id), [string(text)]]}


def image(source: str, alt: str, width: str) -> Node:
    """A picture with its alternative text; `source` is a data URI."""
    return {"t": "Image", "c": [["", [], [["width", width]]], [string(alt)], [source, ""]]}


def table(
    aligns: Sequence[str],
    widths: Sequence[float],
    head: Sequence[Sequence[Node]],
    rows: Iterable[Sequence[Sequence[Node]]],
    row_heads: int,
) -> Node:
    """A real table: one head row, body rows whose first `row_heads` cells name them; cells are inlines, widths shares of the text's."""
    columns = [
        [{"t": f"Align{align}"}, {"t": "ColWidth", "c": width}] for align, width in zip(aligns, widths, strict=True)
    ]
    body = [_attributes(), row_heads, [], [_row(row) for row in rows]]
    return {
        "t": "Table",
        "c": [_attributes(), [None, []], columns, [_attributes(), [_row(head)]], [body], [_attributes(), []]],
    }


def run_pandoc(blocks: Sequence[Node], meta: dict[str, str], reference: Path) -> bytes:
    """The DOCX that pandoc writes of a document. Raises ReportError with pandoc's own words where it fails."""
    fields = {key: {"t": "MetaInlines", "c": [string(value)]} for key, value in meta.items() if value}
    data = json.dumps({"pandoc-api-version": _API, "meta": fields, "blocks": list(blocks)})
    command = [_pandoc(), "--from=json", "--to=docx", "--sandbox", f"--reference-doc={reference}", "--output=-"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, input=data.encode(), capture_output=True, env=environment, check=False)
    if done.returncode:
        raise ReportError(f"pandoc could not write the DOCX: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _attributes(id: str = "", style: str = "") -> list[Any]:
    return [id, [], [["custom-style", style]] if style else []]


def _row(cells: Sequence[Sequence[Node]]) -> list[Any]:
    made = [[_attributes(), {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": list(cell)}]] for cell in cells]
    return [_attributes(), made]


@lru_cache(maxsize=1)
def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())
