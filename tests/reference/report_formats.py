"""A report as HTML, PDF and DOCX, read back as a reader of each has it: every text with numbers of the JSON must stand there, in the same order."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

from qualitative.reports.formats.table import render
from qualitative.reports.page.inline import iter_spans
from qualitative.reports.page.model import parse_report
from reference.report_walk import texts

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIDDEN = ("style", "script", "title", "template", "desc")


class Shown(HTMLParser):
    """The text of a page, and the alternative texts of its pictures where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        self.parts += [str(value) for name, value in attrs if name in ("alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        if self.hidden <= 0:
            self.parts.append(data)


def text_of(data: bytes, ending: str) -> str:
    """What a reader of a file sees, without blanks, hyphens and marks of references."""
    if ending == "html":
        page = Shown()
        page.feed(data.decode("utf-8"))
        parts = page.parts
    elif ending == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tree = ElementTree.fromstring(archive.read("word/document.xml"))
        parts = [one.text or one.get("descr") or "" for one in tree.iter() if one.tag == f"{WORD}t" or one.get("descr")]
    else:
        parts = without_heads([page.extract_text() for page in PdfReader(io.BytesIO(data)).pages])
    return squeezed("".join(parts))


def without_heads(pages: list[str]) -> list[str]:
    """Pages without the lines that come back, but for numbers, on more than half of them: a text may go on over a page's foot and head."""
    lines = [page.split("\n") for page in pages]
    seen = Counter(kind for page in lines for kind in {re.sub(r"\d+", "", line) for line in page})
    again = {kind for kind, n in seen.items() if n > max(len(pages) / 2, 2)}
    return ["\n".join(line for line in page if re.sub(r"\d+", "", line) not in again) for page in lines]


def squeezed(text: str) -> str:
    """A text without what a line's break may change."""
    return re.sub(r"[\s\u200b\u00ad\u2060-]+", "", text)


def plain(text: str) -> str:
    """A running text without its markup."""
    return "".join(span.text for span in iter_spans(text))


def numbered(report: dict[str, Any], ending: str) -> list[tuple[str, str]]:
    """Each text of the blocks that has a number, with where it stands, in the order of the blocks; a PDF's alternative texts are not among its words."""
    found = []
    for n, block in enumerate(report["blocks"]):
        for where, text in texts(block).items():
            if re.search(r"\d", text) and where not in ("status", "numbers", "alt" if ending == "pdf" else ""):
                running = not where.startswith(("cell ", "column ", "alt"))
                found.append((f"{block.get('id', block['type'])}[{n}], {where}", plain(text) if running else text))
    return found


def rows_of(block: dict[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    """Of a table each row as what must stand side by side: its short cells in their order, with no more between than notes, long cells, marks of references."""
    found = []
    for n, row in enumerate(block.get("rows", ())):
        pattern, gap = "", 0
        for cell in row:
            text = squeezed(cell["text"])
            if len(text) <= 24:
                pattern += (f".{{0,{gap}}}?" if pattern else "") + re.escape(text)
                gap = 24 + 2 * len(cell["note"])
            else:
                gap += 2 * len(text) + 2 * len(cell["note"])
        if re.search(r"\d", pattern):
            found.append((f"{block['id']}, row {n}", re.compile(pattern)))
    return found


def missing_in(report: dict[str, Any], other: dict[str, Any], ending: str) -> list[str]:
    """What a report has and the file of another (or the same) does not; print shows its appendix in a file of its own, Word does not show it."""
    end = next((n for n, one in enumerate(report["blocks"]) if one.get("id") == report["appendix"] != ""), None)
    made = parse_report(other)
    if ending == "html":
        return missing(report, render(made, "html"), ending)
    found = missing({**report, "blocks": report["blocks"][:end]}, render(made, ending), ending)
    if ending == "pdf" and end is not None:
        found += missing({**report, "blocks": report["blocks"][end:]}, render(made, "appendix"), ending)
    return found


def missing(report: dict[str, Any], data: bytes, ending: str) -> list[str]:
    """The texts and rows of a report with numbers that a file does not have where they belong: block after block, row after row."""
    shown = text_of(data, ending)
    found: list[str] = []
    at = 0
    for n, block in enumerate(report["blocks"]):
        low = at
        for where, text in numbered({"blocks": [block]}, ending):
            here = shown.find(squeezed(text), low)
            if here < 0:
                found.append(f"[{n}] {where}: {text}")
            elif len(squeezed(text)) > 12:
                at = max(at, here)
        row_at = low
        for where, pattern in rows_of(block):
            hit = pattern.search(shown, row_at)
            if hit is None:
                found.append(f"[{n}] {where}")
            else:
                row_at = hit.end()
        at = max(at, row_at)
    return found
