"""OpenDocument text: paragraphs and headings, tables by content, tracked changes accepted; the rest is counted with its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from qualitative.corpus.readers.archive import has_part, read_part
from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.office import behind, bolded, parted_by_slant, raised, slanted, squeezed
from qualitative.corpus.readers.raw import Comment, Raw, counted
from qualitative.text.recognising.accounting import Aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _DRAW, _STYLE = (_NS % part for part in ("text", "table", "office", "drawing", "style"))
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_ASIDE = {
    f"{_TEXT}note": "note",
    f"{_OFFICE}annotation": "comment",
    f"{_DRAW}frame": "picture",
    f"{_DRAW}custom-shape": "drawing",
}
# deleted text lies in tracked-changes, outside the paragraphs, so leaving it out accepts every change
_HIDDEN = {f"{_TEXT}number", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"}
# text that LibreOffice shows to nobody, or only where a condition holds
_UNSEEN = {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}
_INDEXES = {f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}bibliography"}


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text of `content.xml`, and the running heads and feet of `styles.xml`."""
    root = read_part(data, "content.xml", name)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    styles = [read_part(data, "styles.xml", name)] if has_part(data, "styles.xml") else []
    reader = _Body(Looks.of(*styles, root))
    blocks = reader.blocks(body) if body is not None else []
    reader.comments += [comment for comment, _ in reader.left_open()]
    changes = len(list(root.iter(f"{_TEXT}changed-region")))
    notes = counted(reader.seen["spoken table"], "table read as turns", "tables read as turns")
    notes += counted(reader.seen["table"], "table kept as paragraphs", "tables kept as paragraphs")
    notes += counted(changes, "tracked change taken as accepted", "tracked changes taken as accepted")
    notes += counted(
        reader.seen["struck"], "stretch struck through stays in the text", "stretches struck through stay in the text"
    )
    asides = [*reader.asides, *_deleted(root)]
    asides += (aside for part in styles for aside in _heads(part))
    return Raw(
        "\n\n".join(parted_by_slant([block for block in blocks if squeezed(block)])), "odt", counted(reader.seen["list mark"], "list mark"), notes,
        asides=tuple(asides), comments=tuple(reader.comments), before=_all_words(body) if body is not None else None,
        taken=tuple(reader.taken),
    )  # fmt: skip


def _deleted(root: Element) -> Iterator[Aside]:
    """What tracked changes took out, paragraph by paragraph, without who did it and when."""
    for deletion in root.iter(f"{_TEXT}deletion"):
        for kind in ("p", "h"):
            for paragraph in deletion.iter(f"{_TEXT}{kind}"):
                if words := squeezed("".join(paragraph.itertext())):
                    yield Aside("deleted stretch", words, plural="deleted stretches")


class _Body:
    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._so_far = ""
        self._open: dict[str, tuple[Comment, list[str]]] = {}
        self.asides: list[Aside] = []
        self.comments: list[Comment] = []
        self.taken: list[str] = []
        self.seen: Counter[str] = Counter()

    def blocks(self, parent: Element) -> list[str]:
        """The paragraphs of an element, in order."""
        found: list[str] = []
        for child in parent:
            if child.tag == f"{_TEXT}p":
                found.append(self._paragraph(child))
                self.seen["list mark"] += parent.tag == f"{_TEXT}list-item"
            elif child.tag == f"{_TEXT}h":
                level = child.get(f"{_TEXT}outline-level", "1")
                text = squeezed(self._inside(child))
                found.append(f"{'#' * min(_count(level), 6)} {text}" if text else "")
            elif child.tag == f"{_TABLE}table":
                found += self._table(child)
            elif child.tag in _INDEXES:
                self.asides.append(
                    Aside(
                        "table of contents or index",
                        _all_words(child),
                        behind(self._so_far),
                        "tables of contents or indexes",
                    )
                )
            elif child.tag in _ASIDE:
                self._set_aside(child)
            elif child.tag == f"{_TEXT}section" and child.get(f"{_TEXT}display") == "none":
                self._hide(child)
            elif child.tag not in _HIDDEN:
                found += self.blocks(child)
        return found

    def _paragraph(self, paragraph: Element) -> str:
        style = paragraph.get(f"{_TEXT}style-name")
        if style in self._looks.hidden:
            self._hide(paragraph)
            return ""
        text = self._inside(paragraph)
        if style in self._looks.bold:
            return bolded(text)
        spans = paragraph.findall(f"{_TEXT}span")
        outside = squeezed("".join([paragraph.text or "", *(child.tail or "" for child in paragraph)]))
        slant = spans and not outside and all(s.get(f"{_TEXT}style-name") in self._looks.slanted for s in spans)
        return slanted(text) if slant or style in self._looks.slanted else text

    def _hide(self, element: Element) -> None:
        words = squeezed(_all_words(element))
        if words:
            self.asides.append(Aside("hidden stretch", words, behind(self._so_far), "hidden stretches"))

    def _inside(self, element: Element) -> str:
        parts = [self._heard(_squeezed(element.text))]
        for child in element:
            if child.tag in _ASIDE:
                self._set_aside(child)
            elif child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                parts.append(" " * min(_count(count), 80))
            elif child.tag in _BREAKS:
                parts.append(_BREAKS[child.tag])
            elif child.tag == f"{_OFFICE}annotation-end":
                self._close(child.get(f"{_OFFICE}name", ""))
            elif child.tag == f"{_TEXT}ruby-text":
                self.asides.append(
                    Aside(
                        "reading above a word", "".join(child.itertext()), behind(self._so_far), "readings above words"
                    )
                )
            elif child.tag in _UNSEEN or child.get(f"{_TEXT}style-name") in self._looks.hidden:
                self._hide(child)
            elif child.tag not in _HIDDEN:
                inside = self._inside(child)
                style = child.get(f"{_TEXT}style-name")
                inside = raised(inside) if style in self._looks.raised else inside
                self.seen["struck"] += bool(inside.strip()) and style in self._looks.struck
                parts.append(bolded(inside) if style in self._looks.bold else inside)
            parts.append(self._heard(_squeezed(child.tail)))
        return "".join(parts)

    def _heard(self, text: str) -> str:
        self._so_far = (self._so_far + text)[-600:]
        for _, words in self._open.values():
            words.append(text)
        return text

    def _set_aside(self, child: Element) -> None:
        place = behind(self._so_far)
        boxes = list(child.iter(f"{_DRAW}text-box"))
        if child.tag == f"{_OFFICE}annotation":
            author = child.find(_CREATOR)
            words = " ".join("".join(p.itertext()) for p in child.iter(f"{_TEXT}p"))
            comment = Comment(words, (author.text or "") if author is not None else "", before=self._so_far)
            key = child.get(f"{_OFFICE}name", "")
            if key:
                self._open[key] = (comment, [])
            else:
                self.comments.append(comment)
        elif boxes:
            self.asides += [Aside("text box", _all_words(box), place, "text boxes") for box in boxes]
        elif child.tag == f"{_TEXT}note":
            kind = child.get(f"{_TEXT}note-class", "note")
            text = child.find(f"{_TEXT}note-body")
            self.asides.append(Aside(kind, _all_words(text) if text is not None else "", place))
        else:
            self.asides.append(Aside(_ASIDE[child.tag], _all_words(child), place))

    def left_open(self) -> list[tuple[Comment, list[str]]]:
        """Comments on a place, not on a stretch, and those whose end is missing."""
        return list(self._open.values())

    def _close(self, key: str) -> None:
        if key in self._open:
            comment, words = self._open.pop(key)
            self.comments.append(replace(comment, on=squeezed("".join(words))))

    def _table(self, table: Element) -> list[str]:
        rows = [
            [_cell(self.blocks(cell)) for cell in _children(row, f"{_TABLE}table-cell")]
            for row in _children(table, f"{_TABLE}table-row")
        ]
        grid = read_grid(rows)
        self.seen["spoken table" if grid.spoken else "table"] += bool(rows) and any(any(row) for row in rows)
        self.asides += grid.asides
        self.taken += grid.taken
        return grid.lines


def _cell(blocks: list[str]) -> str:
    return "\n".join(line for text in blocks for part in text.split("\n") if (line := squeezed(part)))


def _children(element: Element, tag: str) -> list[Element]:
    found: list[Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            found += _children(child, tag)
    return found


@dataclass(frozen=True, slots=True)
class Looks:
    """The names of styles by what they look like."""

    bold: frozenset[str] = frozenset()
    slanted: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *roots: Element) -> Looks:
        """The looks that parts say of their styles, each style after the one that it builds on."""
        found: dict[str, set[str]] = {look.name: set() for look in fields(cls)}
        for style in (style for root in roots for style in root.iter(f"{_STYLE}style")):
            name, above = style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}parent-style-name")
            for names in found.values():
                names |= {name} if above in names else set()
            for part in style.iter(f"{_STYLE}text-properties"):
                looks = {
                    "raised": part.get(f"{_STYLE}text-position", "").startswith(("super", "33%", "58%")),
                    "bold": part.get(f"{_FO}font-weight") in ("bold", "600", "700", "800", "900"),
                    "slanted": part.get(f"{_FO}font-style") in ("italic", "oblique"),
                    "struck": part.get(f"{_STYLE}text-line-through-style", "none") != "none",
                    "hidden": part.get(f"{_TEXT}display") == "none",
                }
                said = {"bold": f"{_FO}font-weight", "slanted": f"{_FO}font-style"}
                for look, has in looks.items():
                    if has:
                        found[look].add(name)
                    elif look in said and part.get(said[look]):
                        found[look].discard(name)
        return cls(**{look: frozenset(names) for look, names in found.items()})


def _heads(styles: Element) -> Iterator[Aside]:
    """Running heads and feet, each wording once."""
    told: set[str] = set()
    for kind in ("header", "footer"):
        for part in (
            found
            for found in styles.iter()
            if found.tag.removesuffix("-left").removesuffix("-first") == f"{_STYLE}{kind}"
        ):
            words = " ".join(_all_words(part).split())
            if words and words not in told:
                told.add(words)
                yield Aside(f"page {kind}", words)


def _all_words(root: Element) -> str:
    """All text of an element, each paragraph apart, whatever its elements are; comments, which are kept, and deleted text left out."""
    parts: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag not in (*_HIDDEN, f"{_OFFICE}annotation", f"{_TEXT}note-citation"):
            gap = item.tag in (f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}s", *_BREAKS)
            stack += ["\n"] if gap else []
            for child in reversed(list(item)):
                stack += [_squeezed(child.tail), child]
            stack.append(_squeezed(item.text))
            stack += ["\n"] if gap else []
    return "".join(parts)


def _squeezed(text: str | None) -> str:
    """White space in the XML counts as one space; real ones are elements."""
    if not text:
        return ""
    return " ".join(text.replace("\n", " ").replace("\t", " ").split(" ")) if "\n" in text or "\t" in text else text


def _count(said: str) -> int:
    """A count as the file says it; 1 for what is none, or larger than any that is meant."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 1
