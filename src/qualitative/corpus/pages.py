"""On which page of a PDF a passage stands. Kept as the number of the passage in which each page begins, so that corrections of words move nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from qualitative.corpus.readers import Raw
from qualitative.model import Document
from qualitative.text.speakers import Transcript

__all__ = ["page_of", "pages_of"]

_NUMBER = re.compile(r"[0-9]{1,9}")


def pages_of(raw: Raw, found: Transcript) -> list[int]:
    """The passage (turn or paragraph, from 1) in which each page begins, the first page first."""
    opened = found.opened or _paragraph_lines(raw.text)
    return [max(bisect_right(opened, line), 1) for line in raw.pages]


def page_of(document: Document, passage: int) -> tuple[int, int] | None:
    """(first, last) page of a passage (from 1), or None where the document has no pages.

    A passage in which a page begins stands on the page before too, unless it is the first that begins there.
    """
    kept = document.source.get("pages")
    if not isinstance(kept, list) or not kept or not all(_NUMBER.fullmatch(str(n)) for n in kept):
        return None
    begins = [int(n) for n in kept]  # front matter keeps what was typed, as text
    last = bisect_right(begins, passage)
    first = bisect_right(begins, passage - 1)
    return max(first, 1), max(last, 1)


def _paragraph_lines(text: str) -> Sequence[int]:
    """The line on which each paragraph begins."""
    lines, line, position = [], 1, 0
    for match in re.finditer(r"(?:^|\n\n)(?=\S)", text):
        line += text.count("\n", position, match.end())
        position = match.end()
        lines.append(line)
    return lines
