"""PDF: the text layer, page by page; bookmarks become headings. A scan has none, and is refused with the way out."""

from __future__ import annotations

import io
import logging
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualitative.corpus.readers.grids import Grid
from qualitative.corpus.readers.layout import (
    join_lines,
    notes_below,
    with_gaps,
    without_line_numbers,
    without_running_heads,
)
from qualitative.corpus.readers.pdf_columns import Piece, beside_lines, grid_of, is_right_to_left
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
        pages, unread, levels, pieces = _pages(data, name)
        below = notes_below(pages)
    except ReaderError:
        raise
    except Exception as failure:  # noqa: BLE001  (pypdf raises nearly everything on a broken file)
        what = str(failure).split("\n")[0][:80] or type(failure).__name__
        raise ReaderError(
            f"{name}: the PDF is broken ({what}); open it and print it to a new PDF, or save its text"
        ) from None
    before = Counter(c for page in pages for line in page for c in line if c.isalnum())
    stands = all(found or not "".join(page).strip() for page, found in zip(pages, pieces, strict=True))
    if stands and (found := grid_of(pieces)) is not None:
        return _of_columns(*found, before, unread)
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
    notes = _told(paragraphs, hyphens, below, sum(map(beside_lines, pieces)))
    after = Counter(c for text in (*paragraphs, *(aside.text for aside in asides)) for c in text if c.isalnum())
    lost = sum((before - after).values())
    return Raw(
        "\n\n".join(paragraphs),
        "pdf",
        (*unread, *counted(lost, "letter of the pages", "letters of the pages")),
        notes,
        asides=tuple(asides),
    )


def _told(paragraphs: Sequence[str], hyphens: int, below: Sequence[str], margin: int) -> tuple[str, ...]:
    """What to tell of lines that were joined, and of what may be no part of the text that it stands in."""
    notes = counted(hyphens, "hyphen at a line end closed", "hyphens at line ends closed")
    if below:
        what = "may be a footnote and is" if len(below) == 1 else "may be footnotes and are"
        notes += (f"{len(below)} line{'s' * (len(below) > 1)} at the foot of pages, such as {below[0][:40]!r}, {what} read with the text",)  # fmt: skip
    notes += counted(
        margin, "stretch beside a line, as in a margin, read with the text",
        "stretches beside lines, as in a margin, read with the text",
    )  # fmt: skip
    notes += ("a PDF holds lines, not paragraphs: compare the text with the pages",)
    if _runs_right_to_left(paragraphs):
        notes += ("its text runs from right to left, and words and signs may stand in another order than on the pages: save it as .docx or .txt from the program that made it",)  # fmt: skip
    return notes


def _of_columns(grid: Grid, outside: Sequence[str], before: Counter[str], unread: tuple[str, ...]) -> Raw:
    """The turns that stand in columns of the pages."""
    heads = [
        Aside("running head or page number", line, plural="running heads and page numbers") for line in outside if line
    ]
    asides = (*grid.asides, *heads)
    kept = (*grid.lines, *grid.taken, *(aside.text for aside in asides))
    lost = sum((before - Counter(c for text in kept for c in text if c.isalnum())).values())
    return Raw(
        "\n\n".join(grid.lines),
        "pdf",
        (*unread, *counted(lost, "letter of the pages", "letters of the pages")),
        ("columns on the pages read as turns: compare the text with the pages",),
        asides=asides,
    )


def _runs_right_to_left(paragraphs: Sequence[str]) -> bool:
    """Whether a good part of the letters are of a script (Arabic, Hebrew) whose order a PDF does not keep."""
    letters = [c for paragraph in paragraphs[:200] for c in paragraph[:2_000] if c.isalpha()]
    return sum(map(is_right_to_left, letters)) * 5 > len(letters)


def _pages(data: bytes, name: str) -> tuple[list[list[str]], tuple[str, ...], dict[str, int], list[list[Piece]]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opened(reader):
        raise ReaderError(f"{name}: the PDF is protected by a password; save a copy without one")
    if len(reader.pages) > PAGE_LIMIT:
        raise ReaderError(
            f"{name}: {len(reader.pages)} pages are more than the {PAGE_LIMIT} that are read; split the file"
        )
    pages, pieces, empty, pictures, size, began = [], [], [], 0, 0, time.monotonic()
    for number, page in enumerate(reader.pages, 1):
        lines, found = _page_lines(page)
        pieces.append(found)
        size += sum(map(len, lines))
        if size > TEXT_LIMIT or time.monotonic() - began > SECONDS:
            raise ReaderError(f"{name}: page {number} is too much to read; split the file, or save its text as .txt")
        if not any(line.strip() for line in lines):
            empty.append(str(number))
        pictures += _pictures(page)
        pages.append(lines)
    shown = ", ".join(empty[:8]) + (", …" if len(empty) > 8 else "")
    unread = (f"page{'s' * (len(empty) > 1)} {shown} without a text layer (scanned?)",) if empty else ()
    return pages, (*unread, *counted(pictures, "picture")), _levels(reader), pieces


def _page_lines(page: PageObject) -> tuple[list[str], list[Piece]]:
    """(the lines of a page, with an empty one where the distance to the line above is more than between most lines; where its pieces stand)."""
    pieces: list[Piece] = []
    heights: list[tuple[int, float]] = []  # (place in the text, height on the page) of each piece
    parts: list[str] = []
    made: list[str] = []  # the same, a line of its own for what stands left of the piece before it: notes in the margin
    length = [0]

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            back = bool(pieces) and abs(pieces[-1].y - y) < 1 and x < pieces[-1].x - 1 and text[0] != "\n"
            made.append("\n" if back and made[-1][-1:] != "\n" and not is_right_to_left(text) else "")
            length[0] += len(made[-1])
            heights.append((length[0] + len(text) - len(text.lstrip("\n")), y))
            pieces.append(Piece(text.translate(_LIGATURES), x, y))
        parts.append(text)
        made.append(text)
        length[0] += len(text)

    whole = page.extract_text(visitor_text=visit)
    if "".join(parts) != whole:
        return whole.translate(_LIGATURES).split("\n"), []
    whole = "".join(made)
    lines = whole.translate(_LIGATURES).split("\n")
    if len(lines) < 3:
        return lines, pieces
    return with_gaps(lines, _line_heights(whole, heights)), pieces


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
