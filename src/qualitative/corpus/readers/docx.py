"""Word: paragraphs and headings, insertions accepted and deletions left out; the rest is counted as not read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qualitative.corpus.readers.archive import has_part, read_part
from qualitative.corpus.readers.grids import spoken_rows
from qualitative.corpus.readers.raw import Raw, counted
from qualitative.errors import ReaderError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote", f"{_W}drawing": "picture or text box", f"{_W}pict": "picture or text box",
    f"{_W}object": "embedded object", f"{_W}commentReference": "comment",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "formula",
}  # fmt: skip
# Word writes a drawing twice, for itself and for older programs
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = {_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"}
_MANY = {"picture or text box": "pictures or text boxes"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def read(data: bytes, name: str) -> Raw:
    """The text of `word/document.xml`."""
    root = read_part(data, "word/document.xml", name)
    if root.tag.startswith("{http://purl.oclc.org/"):
        raise ReaderError(f"{name}: this is a strict Open XML file; open it and save it as an ordinary .docx")
    body = root.find(f"{_W}body")
    levels = _heading_levels(read_part(data, "word/styles.xml", name)) if has_part(data, "word/styles.xml") else {}
    seen: Counter[str] = Counter()
    blocks = _blocks(body, levels, seen) if body is not None else []
    notes = counted(seen.pop("spoken table", 0), "table read as turns", "tables read as turns")
    notes += counted(seen.pop("change", 0), "tracked change taken as accepted", "tracked changes taken as accepted")
    unread = tuple(text for what, number in sorted(seen.items()) for text in counted(number, what, _MANY.get(what, "")))
    return Raw("\n\n".join(block for block in blocks if block.strip()), "docx", unread, notes)


def _blocks(parent: Element, levels: dict[str, int], seen: Counter[str]) -> list[str]:
    found: list[str] = []
    for child in parent:
        if child.tag == f"{_W}p":
            found.append(_paragraph(child, levels, seen))
        elif child.tag == f"{_W}tbl":
            found += _table(child, seen)
        elif child.tag not in _HIDDEN:
            seen["change"] += child.tag in (f"{_W}ins", f"{_W}moveTo")
            found += _blocks(child, levels, seen)
    return found


def _paragraph(paragraph: Element, levels: dict[str, int], seen: Counter[str]) -> str:
    text = _text(paragraph, seen).strip("\n")
    seen["list mark"] += paragraph.find(f"{_W}pPr/{_W}numPr") is not None and bool(text)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    level = levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
    if outline is not None and outline.get(f"{_W}val", "").isdigit():
        level = int(outline.get(f"{_W}val", "")) + 1
    return f"{'#' * level} {' '.join(text.split())}" if 1 <= level <= 6 and text.strip() else text


def _text(element: Element, seen: Counter[str]) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return _BREAKS[element.tag]
    if element.tag in _SKIPPED:
        seen[_SKIPPED[element.tag]] += 1
        return ""
    if element.tag in (f"{_W}ins", f"{_W}del", f"{_W}moveTo") and len(element):
        seen["change"] += 1
    if element.tag in _HIDDEN:
        return ""
    return "".join(_text(child, seen) for child in element)


def _table(table: Element, seen: Counter[str]) -> list[str]:
    inside: Counter[str] = Counter()
    rows = [
        ["\n".join(_text(p, inside) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
        for row in table.iter(f"{_W}tr")
    ]
    lines = spoken_rows(rows)
    seen["table" if lines is None else "spoken table"] += 1
    if lines is not None:
        seen.update(inside)
    return lines or []


def _heading_levels(styles: Element) -> dict[str, int]:
    """Style id -> level. Word keeps the English name (`heading 1`) whatever the language; other styles may build on it."""
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        name, parent = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        key = style.get(f"{_W}styleId", "")
        match = re.fullmatch(r"heading ([1-6])", name.get(f"{_W}val", "").lower()) if name is not None else None
        if match or (name is not None and name.get(f"{_W}val", "").lower() == "title"):
            own[key] = int(match[1]) if match else 1
        elif parent is not None:
            parents[key] = parent.get(f"{_W}val", "")
    for key in parents:
        above, steps = key, 0
        while above in parents and above not in own and steps < 20:
            above, steps = parents[above], steps + 1
        if above in own:
            own.setdefault(key, own[above])
    return own
