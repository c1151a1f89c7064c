"""Markdown: kept as it is written; front matter of known keys becomes metadata."""

from __future__ import annotations

import re
from typing import Any

from qualitative.corpus.files import parse_yaml
from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.marks import plainer
from qualitative.corpus.readers.raw import STRONG, WEAK, Raw, counted, decoded
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside

__all__ = ["read"]

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = (
    "id",
    "title",
    "kind",
    "provenance",
    "case",
    "date",
    "language",
    "speakers",
    "role",
    "source",
    "basis",
    "consent",
)


_TABLE = re.compile(
    r"(?m)^[ \t]{0,3}\|[^\n]*\|[ \t]*\n[ \t]{0,3}\|[ \t:|-]+\|[ \t]*\n(?:[ \t]{0,3}\|[^\n]*\|?[ \t]*(?:\n|\Z)){2,5000}"
)
_BOLD = re.compile(r"(?m)^(\*\*|__)(?![\s*_])([^*\n]+?)\1[ \t]*$")


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text after the front matter; pictures are counted as not read."""
    text, notes = decoded(data, name, encoding)
    text = text.replace("\r\n", "\n")
    meta: dict[str, Any] = {}
    unread: tuple[str, ...] = ()
    front = _FRONT.match(text)
    if front:
        found = parse_yaml(front[1], name, ReaderError, 2)
        if isinstance(found, dict):
            meta = {key: found[key] for key in _KEYS if key in found}
            unread = tuple(f"front matter key {key}" for key in found if key not in _KEYS)
        text = text[front.end() :]
    found = plainer(text)
    text, words = found.text, text
    pictures = len(re.findall(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)", text))
    asides: list[Aside] = list(found.asides)
    made = _TABLE.sub(lambda match: _spoken(match[0], asides), text)
    made = _BOLD.sub(lambda match: f"{STRONG}{match[0]}{WEAK}", made)
    return Raw(
        made, "md", (*unread, *counted(pictures, "picture")), notes,
        meta=meta, asides=tuple(asides), before=words, taken=found.taken,
    )  # fmt: skip


def _spoken(table: str, asides: list[Aside]) -> str:
    """The turns of a table of speakers and speech; any other stays as it is written."""
    rows = [line.strip().strip("|").split("|") for line in table.strip().split("\n")]
    grid = read_grid([row for n, row in enumerate(rows) if n != 1])
    if not grid.spoken:
        return table
    asides += grid.asides
    return "\n\n".join(grid.lines) + "\n\n"
