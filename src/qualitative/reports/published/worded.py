"""Whether a published file says what its model says. Digests can be made to fit a forged page; the words of a fresh rendering can't."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from qualitative.corpus.readers.archive import part_bytes
from qualitative.errors import QualitativeError

__all__ = ["other_words"]

_UNSEEN = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHOWN = 8  # words of a difference


def other_words(published: Path, made: Path) -> str | None:
    """The first place where a published file says other words than one made anew from the same model; None where there is none."""
    read = _READERS.get(published.suffix)
    if read is None or not published.is_file():
        return None
    try:
        old, new = read(published), read(made)
    except (OSError, ValueError, QualitativeError):
        return f"{published.name} can't be read as what it is"
    for act, i, j, k, m in _first_differences(old, new):
        if act != "equal":
            said, due = (" ".join(words[:_SHOWN]) or "nothing" for words in (old[i:j], new[k:m]))
            return f"{published.name} says {said!r} where its model gives {due!r}"
    return None


def _first_differences(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes from the first word that differs, over a stretch that is quick to compare."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if first == len(old) == len(new):
        return
    compared = SequenceMatcher(None, old[first : first + 400], new[first : first + 400], autojunk=False)
    for act, i, j, k, m in compared.get_opcodes():
        yield act, first + i, first + j, first + k, first + m


def _of_page(path: Path) -> list[str]:
    return html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", path.read_text(encoding="utf-8")))).split()


def _of_word(path: Path) -> list[str]:
    data = part_bytes(path.read_bytes(), "word/document.xml", path.name)
    return html.unescape(_TAG.sub(" ", data.decode("utf-8"))).split()


_READERS: dict[str, Callable[[Path], list[str]]] = {".html": _of_page, ".docx": _of_word}
