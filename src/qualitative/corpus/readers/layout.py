"""Lines of a PDF page put back together: running heads left out, lines joined to paragraphs, hyphens at line ends closed. Pure."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["join_lines", "without_running_heads"]

_OPENS = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s|[^\W\d_][^:.?!,;\n]{0,39}:\s|[-•●▪]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)"
)


def without_running_heads(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """(pages, lines left out): first and last lines that come back on most of at least three pages, and bare page numbers."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(page[index]) for index in ({0, len(page) - 1} if page else set())})
    often = {shape for shape, count in edges.items() if count >= max(3, len(pages) // 2 + 1)}
    kept, dropped = [], 0
    for page in pages:
        start, end = 0, len(page)
        while start < end and _is_running(page[start], often):
            start += 1
        while end > start and _is_running(page[end - 1], often):
            end -= 1
        dropped += len(page) - (end - start)
        kept.append(page[start:end])
    return kept, dropped


def join_lines(lines: list[str]) -> tuple[list[str], int]:
    """(paragraphs, hyphens closed). A short line, a blank one, a label, a heading (`# `) or a list mark ends a paragraph."""
    widths = sorted(len(line) for line in lines if line.strip())
    full = widths[int(len(widths) * 0.9)] * 0.75 if widths else 0
    paragraphs: list[str] = []
    hyphens, opens = 0, True
    for line in (line.strip() for line in lines):
        if not line:
            opens = True
            continue
        if opens or line.startswith("#") or _OPENS.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1], closed = _joined(paragraphs[-1], line)
            hyphens += closed
        # a full line that ends a sentence may still end a paragraph; only a short one surely does
        opens = len(line) < full and line.endswith((".", "?", "!", ":", "”", '"', ")")) or line.startswith("#")
    return paragraphs, hyphens


def _joined(before: str, line: str) -> tuple[str, bool]:
    stem = re.search(r"([^\W\d_]+)-$", before)
    if stem is None or not line[0].islower():
        return f"{before} {line}", False
    # Indonesian doubles words: anak-anak, undang-undangan keep their hyphen
    doubled = line.lower().startswith(stem[1].lower())
    return (before + line, False) if doubled else (before[:-1] + line, True)


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _is_running(line: str, often: set[str]) -> bool:
    return (
        not line.strip()
        or _shape(line) in often
        or re.fullmatch(r"[-–—\s|]*(?:\d{1,4}|[ivxl]{1,7})[-–—\s|]*", line.strip()) is not None
    )
