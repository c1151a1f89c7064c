"""PDF: the text layer, page by page; bookmarks become headings. A scan has none, and is refused with the way out."""

from __future__ import annotations

import io
import logging
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualitative.corpus.readers.layout import join_lines, with_gaps, without_line_numbers, without_running_heads
from qualitative.corpus.readers.raw import PAGE, TEXT_LIMIT, Raw, counted
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["read"]

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
PAGE_LIMIT = 2_000
SECONDS = 120


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text of all pages, lines joined to paragraphs, with the place where each page begins."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about the file's syntax, not its text
    try:
        pages, unread, levels = _pages(data, name)
    except ReaderError:
        raise
    except Exception as failure:  # noqa: BLE001  (pypdf raises nearly everything on a broken file)
        what = str(failure).split("\n")[0][:80] or type(failure).__name__
        raise ReaderError(
            f"{name}: the PDF is broken ({what}); open it and print it to a new PDF, or save its text"
        ) from None
    before = Counter(c for page in pages for line in page for c in line if c.isalnum())
    pages, numbered = without_line_numbers(pages)
    kept, dropped = without_running_heads(pages)
    lines = [_marked(line, levels, n == 0) for page in kept for n, line in enumerate(page or [""])]
    paragraphs, hyphens = join_lines(lines)
    asides = [
        Aside("running head or page number", line, plural="running heads and page numbers")
        for line in dropped
        if line.strip()
    ]
    asides += [Aside("number of a line", number, plural="numbers of lines") for number in numbered]
    notes = counted(hyphens, "hyphen at a line end closed", "hyphens at line ends closed")
    notes += ("a PDF holds lines, not paragraphs: compare the text with the pages",)
    if _runs_right_to_left(paragraphs):
        notes += ("its text runs from right to left, and words and signs may stand in another order than on the pages: save it as .docx or .txt from the program that made it",)  # fmt: skip
    after = Counter(c for text in (*paragraphs, *(aside.text for aside in asides)) for c in text if c.isalnum())
    lost = sum((before - after).values())
    return Raw(
        "\n\n".join(paragraphs),
        "pdf",
        (*unread, *counted(lost, "letter of the pages", "letters of the pages")),
        notes,
        asides=tuple(asides),
    )


def _runs_right_to_left(paragraphs: Sequence[str]) -> bool:
    """Whether a good part of the letters are of a script (Arabic, Hebrew) whose order a PDF does not keep."""
    letters = [c for paragraph in paragraphs[:200] for c in paragraph[:2_000] if c.isalpha()]
    return sum(unicodedata.bidirectional(c) in ("R", "AL") for c in letters) * 5 > len(letters)


def _pages(data: bytes, name: str) -> tuple[list[list[str]], tuple[str, ...], dict[str, int]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opened(reader):
        raise ReaderError(f"{name}: the PDF is protected by a password; save a copy without one")
    if len(reader.pages) > PAGE_LIMIT:
        raise ReaderError(
            f"{name}: {len(reader.pages)} pages are more than the {PAGE_LIMIT} that are read; split the file"
        )
    pages, empty, pictures, size, began = [], [], 0, 0, time.monotonic()
    for number, page in enumerate(reader.pages, 1):
        lines = _page_lines(page)
        size += sum(map(len, lines))
        if size > TEXT_LIMIT or time.monotonic() - began > SECONDS:
            raise ReaderError(f"{name}: page {number} is too much to read; split the file, or save its text as .txt")
        if not any(line.strip() for line in lines):
            empty.append(str(number))
        pictures += _pictures(page)
        pages.append(lines)
    shown = ", ".join(empty[:8]) + (", …" if len(empty) > 8 else "")
    unread = (f"page{'s' * (len(empty) > 1)} {shown} without a text layer (scanned?)",) if empty else ()
    return pages, (*unread, *counted(pictures, "picture")), _levels(reader)


def _page_lines(page: PageObject) -> list[str]:
    """The lines of a page, with an empty one where the distance to the line above is more than between most lines."""
    heights: list[tuple[int, float]] = []  # (place in the text, height on the page) of each piece
    parts: list[str] = []
    length = [0]

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            heights.append((length[0] + len(text) - len(text.lstrip("\n")), tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))
        parts.append(text)
        length[0] += len(text)

    whole = page.extract_text(visitor_text=visit)
    lines = whole.translate(_LIGATURES).split("\n")
    if "".join(parts) != whole or len(lines) < 3:
        return lines
    return with_gaps(lines, _line_heights(whole, heights))


def _line_heights(text: str, heights: list[tuple[int, float]]) -> list[float | None]:
    """The height of each line: that of the first piece that begins in it or goes over into it."""
    found: list[float | None] = []
    place = start = 0
    for line in text.split("\n"):
        while place < len(heights) and heights[place][0] < start:
            place += 1
        found.append(heights[place][1] if place < len(heights) and heights[place][0] <= start + len(line) else None)
        start += len(line) + 1
    return found


def _opened(reader: PdfReader) -> bool:
    """Whether the empty password opens it: many PDFs only forbid printing. pypdf lacks some ciphers, and then says so by raising."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001
        return False


def _pictures(page: Any) -> int:
    try:
        resources: Any = page["/Resources"].get("/XObject", {}) if "/Resources" in page else {}
        return (
            sum(item.get_object().get("/Subtype") == "/Image" for item in resources.get_object().values())
            if resources
            else 0
        )
    except Exception:  # noqa: BLE001
        return 0


def _levels(reader: PdfReader) -> dict[str, int]:
    """Bookmark title -> level, for lines that are headings."""
    found: dict[str, int] = {}
    try:
        stack: list[tuple[int, Any]] = [(1, item) for item in reversed(reader.outline)]
        while stack and len(found) < 1_000:
            level, item = stack.pop()
            if isinstance(item, list):
                stack += [(level + 1, below) for below in reversed(item)]
            else:
                found.setdefault(" ".join(str(item.title).split()), min(level, 6))
    except Exception:  # noqa: BLE001
        return found
    return found


def _marked(line: str, levels: dict[str, int], begins: bool) -> str:
    """A line with the mark of a heading, and that of a page where it is the page's first."""
    title = " ".join(line.split())
    shown = f"{'#' * levels[title]} {title}" if title in levels else line
    return PAGE + shown if begins else shown
