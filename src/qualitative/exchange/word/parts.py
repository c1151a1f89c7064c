"""The text of a Word document, and the ranges of its comments in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Ranged", "W", "ranged_text"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = {_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{W}sectPr"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_SKIPPED = {
    f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes", f"{W}drawing": "pictures or text boxes",
    f"{W}pict": "pictures or text boxes", f"{W}object": "embedded objects", f"{W}altChunk": "embedded documents",
}  # fmt: skip


@dataclass
class Ranged:
    """The text, the range of each comment (its id -> start, end), comments that stand at a point (-> their paragraph), and what was skipped."""

    text: str = ""
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    points: set[str] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass
class _Walk:
    between: str  # paragraphs
    keeps_blank: bool
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)  # the paragraph in which a comment is named
    skipped: Counter[str] = field(default_factory=Counter)
    _pending: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def ranged_text(body: Element, *, as_lines: bool) -> Ranged:
    """The text of a document's body; as lines, each paragraph is one and blank ones stay, else paragraphs have a blank line between."""
    walk = _Walk("\n" if as_lines else "\n\n", as_lines)
    for element in _paragraphs(body, walk):
        _paragraph(element, walk)
    made = Ranged("".join(walk.parts).removesuffix(walk.between) + "\n", skipped=walk.skipped)
    for id in {*walk.starts, *walk.at}:
        paragraph = walk.at.get(id)
        start = walk.starts.get(id, -1)
        end = walk.ends.get(id, -1)
        if not as_lines:
            start, end = _trimmed(made.text, start, end)
        if start < end and start >= 0:
            made.ranges[id] = (start, end)
        elif paragraph is not None:
            made.ranges[id] = paragraph
            made.points.add(id)
    return made


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the break of the paragraph that a range takes along."""
    while end > start and text[end - 1 : end] == "\n":
        end -= 1
    while 0 <= start < end and text[start] == "\n":
        start += 1
    return start, end


def _paragraphs(parent: Element, walk: _Walk) -> Iterator[Element]:
    """Paragraphs in the order of the text, of tables cell by cell; ranges that begin or end between them."""
    for child in parent:
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            _range(child, walk)
        elif child.tag in _SKIPPED:
            walk.skipped[_SKIPPED[child.tag]] += 1
        elif child.tag not in _HIDDEN:
            yield from _paragraphs(child, walk)


def _paragraph(paragraph: Element, walk: _Walk) -> None:
    start = walk.length
    named: list[str] = []
    _runs(paragraph, walk, named)
    if walk.length == start and not walk.keeps_blank:
        return
    for id in named:
        walk.at.setdefault(id, (start, walk.length))
    walk.add(walk.between)


def _runs(element: Element, walk: _Walk, named: list[str]) -> None:
    for child in element:
        if child.tag == f"{W}t":
            walk.add(child.text or "")
        elif child.tag in _BREAKS:
            walk.add(_BREAKS[child.tag])
        elif child.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            _range(child, walk)
        elif child.tag == f"{W}commentReference":
            named.append(child.get(f"{W}id", ""))
        elif child.tag in _SKIPPED:
            walk.skipped[_SKIPPED[child.tag]] += 1
        elif child.tag not in _HIDDEN:
            _runs(child, walk, named)


def _range(element: Element, walk: _Walk) -> None:
    id = element.get(f"{W}id", "")
    if element.tag.endswith("Start"):
        walk.starts.setdefault(id, walk.length)
    else:
        walk.ends.setdefault(id, walk.length)
