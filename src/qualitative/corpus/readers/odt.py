"""OpenDocument text: paragraphs and headings, tracked changes accepted; the rest is counted as not read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualitative.corpus.readers.archive import read_part
from qualitative.corpus.readers.grids import spoken_rows
from qualitative.corpus.readers.raw import Raw, counted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _DRAW = (_NS % part for part in ("text", "table", "office", "drawing"))
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_SKIPPED = {
    f"{_TEXT}note": "note",
    f"{_OFFICE}annotation": "comment",
    f"{_DRAW}frame": "picture",
    f"{_DRAW}custom-shape": "drawing",
}
# deleted text lies in tracked-changes, outside the paragraphs, so leaving it out accepts every change
_HIDDEN = {f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}forms", f"{_OFFICE}annotation-end"}
_INDEXES = {f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}bibliography"}


def read(data: bytes, name: str) -> Raw:
    """The text of `content.xml`."""
    root = read_part(data, "content.xml", name)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    seen: Counter[str] = Counter()
    seen["change"] = len(list(root.iter(f"{_TEXT}changed-region")))
    blocks = _blocks(body, seen) if body is not None else []
    notes = counted(seen.pop("spoken table", 0), "table read as turns", "tables read as turns")
    notes += counted(seen.pop("change", 0), "tracked change taken as accepted", "tracked changes taken as accepted")
    unread = tuple(text for what, number in sorted(seen.items()) for text in counted(number, what))
    return Raw("\n\n".join(block for block in blocks if block.strip()), "odt", unread, notes)


def _blocks(parent: Element, seen: Counter[str]) -> list[str]:
    found: list[str] = []
    for child in parent:
        if child.tag == f"{_TEXT}p":
            found.append(_inside(child, seen))
            seen["list mark"] += parent.tag == f"{_TEXT}list-item"
        elif child.tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level", "1")
            text = " ".join(_inside(child, seen).split())
            found.append(f"{'#' * min(int(level) if level.isdigit() else 1, 6)} {text}" if text else "")
        elif child.tag == f"{_TABLE}table":
            found += _table(child, seen)
        elif child.tag in _INDEXES:
            seen["table of contents or index"] += 1
        elif child.tag in _SKIPPED:
            seen[_SKIPPED[child.tag]] += 1
        elif child.tag not in _HIDDEN:
            found += _blocks(child, seen)
    return found


def _inside(element: Element, seen: Counter[str]) -> str:
    parts = [_squeezed(element.text)]
    for child in element:
        if child.tag in _SKIPPED:
            seen[_SKIPPED[child.tag]] += 1
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdigit() else 1, 80))
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _HIDDEN:
            parts.append(_inside(child, seen))
        parts.append(_squeezed(child.tail))
    return "".join(parts)


def _squeezed(text: str | None) -> str:
    """White space in the XML counts as one space; real ones are elements."""
    if not text:
        return ""
    return " ".join(text.replace("\n", " ").replace("\t", " ").split(" ")) if "\n" in text or "\t" in text else text


def _table(table: Element, seen: Counter[str]) -> list[str]:
    inside: Counter[str] = Counter()
    rows = [
        ["\n".join(_inside(p, inside) for p in cell.iter(f"{_TEXT}p")) for cell in row.iter(f"{_TABLE}table-cell")]
        for row in table.iter(f"{_TABLE}table-row")
    ]
    lines = spoken_rows(rows)
    seen["table" if lines is None else "spoken table"] += 1
    if lines is not None:
        seen.update(inside)
    return lines or []
