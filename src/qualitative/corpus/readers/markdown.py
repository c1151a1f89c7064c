"""Markdown: kept as it is written; front matter of known keys becomes metadata."""

from __future__ import annotations

import re

from qualitative.corpus.files import parse_yaml
from qualitative.corpus.readers.raw import Raw, counted, decoded
from qualitative.errors import ReaderError

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


def read(data: bytes, name: str) -> Raw:
    """The text after the front matter; pictures are counted as not read."""
    text = decoded(data, name).replace("\r\n", "\n")
    meta, unread = {}, ()
    front = _FRONT.match(text)
    if front:
        found = parse_yaml(front[1], name, ReaderError, 2)
        if isinstance(found, dict):
            meta = {key: found[key] for key in _KEYS if key in found}
            unread = tuple(f"front matter key {key}" for key in found if key not in _KEYS)
        text = text[front.end() :]
    pictures = len(re.findall(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)", text))
    return Raw(text, "md", (*unread, *counted(pictures, "picture")), meta=meta)
