"""Texts as they were when they were coded, kept in the cache by their hash, so that a file corrected by hand can still be compared.

The hash proves the text, so this part of the cache can't be wrong; losing it only means that less can be told about such a correction.
"""

from __future__ import annotations

from pathlib import Path

from qualitative.corpus.files import own_folder, write_text
from qualitative.model import Document, text_hash

__all__ = ["keep_text", "read_text_of"]


def keep_text(cache: Path, document: Document) -> None:
    """Keep the present text, unless it is kept already."""
    path = _path(cache, document.hash)
    if not path.exists():
        own_folder(cache)
        write_text(path, document.text)


def read_text_of(cache: Path, text: str) -> str | None:
    """The text with this hash, if it is kept."""
    try:
        found = _path(cache, text).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
    return found if text_hash(found) == text else None


def _path(cache: Path, text: str) -> Path:
    return cache / "texts" / f"{text.removeprefix('sha256:')[:64]}.txt"
