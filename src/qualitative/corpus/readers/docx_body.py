"""The body of a Word file, element by element: what is text, what is a mark, what is set aside and where it stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.office import behind, bolded, raised, slanted, squeezed
from qualitative.corpus.readers.raw import PRIVATE, STRONG, Comment
from qualitative.corpus.readers.symbols import symbol
from qualitative.text.recognising.accounting import Aside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FALLBACK", "Body", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Word writes a drawing twice, for itself and for older programs
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote", f"{W}commentReference": "comment"}
_SEEN = {f"{W}drawing": "picture", f"{W}pict": "picture", f"{W}object": "embedded object"}
_HIDDEN = {
    FALLBACK,
    f"{W}del",
    f"{W}moveFrom",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}instrText",
    f"{W}delText",
    f"{W}tblPr",
    f"{W}sectPr",
    f"{W}rubyPr",
}
_BREAKS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveTo")


class Body:
    """Reads the blocks of a body; `asides`, `comments` and `seen` say afterwards what was not text."""

    def __init__(
        self,
        levels: Mapping[str, int],
        bold: Collection[str],
        later: Mapping[str, Mapping[str, Comment]],
        chunk: Callable[[Element], tuple[list[str], list[Aside]]],
    ) -> None:
        self._levels, self._bold, self._later, self._chunk = levels, bold, later, chunk
        self._open: dict[str, tuple[str, list[str]]] = {}  # comments whose words are being read, and what stood before
        self._so_far = ""
        self.asides: list[Aside] = []
        self.comments: list[Comment] = []
        self.taken: list[str] = []
        self.seen: Counter[str] = Counter()

    def blocks(self, parent: Element) -> list[str]:
        """The paragraphs of an element, in order; a paragraph whose mark is deleted goes on with the next."""
        found: list[str] = []
        joins = False
        for child in parent:
            if child.tag == f"{W}p":
                text = self._paragraph(child)
                if joins and found:
                    found[-1] += text
                else:
                    found.append(text)
                deleted = child.find(f"{W}pPr/{W}rPr/{W}del") is not None
                self.seen["change"] += deleted
                joins = deleted or child.find(f"{W}pPr/{W}framePr[@{W}dropCap]") is not None
            elif child.tag == f"{W}tbl":
                found += self._table(child)
            elif child.tag == f"{W}altChunk":
                made, asides = self._chunk(child)
                self.seen["embedded document"] += bool(made)
                self.asides += asides
                found += made
            elif child.tag in _HIDDEN:
                self._deleted(child)
            else:
                self._mark(child)
                self.seen["change"] += child.tag in (f"{W}ins", f"{W}moveTo")
                found += self.blocks(child)
        return found

    def _paragraph(self, paragraph: Element) -> str:
        self._heard("\n")
        text = self._text(paragraph).strip("\n")
        self.seen["list mark"] += paragraph.find(f"{W}pPr/{W}numPr") is not None and bool(text)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = self._levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0
        if outline is not None and outline.get(f"{W}val", "") in tuple("012345678"):
            level = int(outline.get(f"{W}val", "")) + 1
        if 1 <= level <= 6 and squeezed(text):
            return f"{'#' * level} {squeezed(text)}"
        if style is not None and style.get(f"{W}val", "") in self._bold and STRONG not in text:
            return bolded(text)
        runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
        return slanted(text) if runs and all(_is_on(run, "i") for run in runs) else text

    def _text(self, element: Element) -> str:
        if element.tag == f"{W}t":
            self._heard(element.text or "")
            return element.text or ""
        if element.tag in _BREAKS:
            self._heard(" ")
            return _BREAKS[element.tag]
        if element.tag == f"{W}sym":
            return self._symbol(element)
        if element.tag == f"{W}r" and element.find(f"{W}rPr") is not None:
            return self._run(element)
        if element.tag in _NOTES or element.tag in _SEEN or element.tag in (f"{_MATH}oMath", f"{W}rt"):
            self._set_aside(element)
            return ""
        self._mark(element)
        if element.tag in _CHANGES and len(element):
            self.seen["change"] += 1
        if element.tag in _HIDDEN:
            self._deleted(element)
            return ""
        return "".join(self._text(child) for child in element)

    def _run(self, run: Element) -> str:
        """A stretch of one look: hidden words are set aside, those struck through stay and are counted."""
        if _is_on(run, "vanish"):
            if words := "".join(text.text or "" for text in run.iter(f"{W}t")):
                self._hidden(words)
            return ""
        font = run.find(f"{W}rPr/{W}rFonts")
        inside = "".join(self._text(child) for child in run)
        if font is not None and PRIVATE.search(inside):
            inside = PRIVATE.sub(lambda found: self._of_font(font, found[0]), inside)
        place = run.find(f"{W}rPr/{W}vertAlign")
        if place is not None and place.get(f"{W}val") == "superscript":
            inside = raised(inside)
        self.seen["struck"] += bool(inside.strip()) and (_is_on(run, "strike") or _is_on(run, "dstrike"))
        style = run.find(f"{W}rPr/{W}rStyle")
        bold = _is_on(run, "b") or (style is not None and style.get(f"{W}val", "") in self._bold)
        return bolded(inside) if bold else inside

    def _hidden(self, words: str) -> None:
        place = behind(self._so_far)
        last = self.asides[-1] if self.asides else None
        if last and (last.kind, last.place) == ("hidden stretch", place):  # one stretch in several runs
            self.asides[-1] = Aside(last.kind, last.text + words, place, last.plural)
        else:
            self.asides.append(Aside("hidden stretch", words, place, "hidden stretches"))

    def _of_font(self, fonts: Element, letter: str) -> str:
        """What the font of a run shows for a letter that other fonts do not have."""
        name = next((value for key in ("ascii", "hAnsi", "cs") if (value := fonts.get(f"{W}{key}"))), "")
        made = symbol(name, ord(letter))
        return letter if made is None else made

    def _deleted(self, element: Element) -> None:
        """What a tracked change took out is told; what was moved stands elsewhere."""
        words = "".join(text.text or "" for text in element.iter(f"{W}delText")) if element.tag == f"{W}del" else ""
        if words.strip():
            self.asides.append(Aside("deleted stretch", words, behind(self._so_far), "deleted stretches"))

    def _heard(self, text: str) -> None:
        self._so_far = (self._so_far + text)[-600:]
        for _, words in self._open.values():
            words.append(text)

    def _mark(self, element: Element) -> None:
        """The range of a comment begins or ends."""
        if element.tag == f"{W}commentRangeStart":
            self._open[element.get(f"{W}id", "")] = (self._so_far, [])
        elif element.tag == f"{W}commentRangeEnd":
            self._comment(element.get(f"{W}id", ""))

    def _comment(self, key: str) -> None:
        note = self._later.get("comment", {}).get(key)
        before, heard = self._open.pop(key, (self._so_far, []))
        words = squeezed("".join(heard))
        if note is not None and not any(made.text == note.text and made.on == words for made in self.comments):
            self.comments.append(Comment(note.text, note.by, words, before))

    def _symbol(self, element: Element) -> str:
        code = element.get(f"{W}char", "")
        made = (
            symbol(element.get(f"{W}font", ""), int(code, 16))
            if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000
            else None
        )
        if made is None:
            self.asides.append(
                Aside("symbol", "", f"{behind(self._so_far)}, {element.get(f'{W}font', 'no font')} {code}")
            )
        return made or ""

    def _set_aside(self, element: Element) -> None:
        place = behind(self._so_far)
        if element.tag in _NOTES:
            kind = _NOTES[element.tag]
            note = self._later.get(kind, {}).get(element.get(f"{W}id", ""))
            if kind == "comment":
                if note is None:
                    self.asides.append(Aside("comment", "", place))
                elif not any(made.text == note.text for made in self.comments):
                    self._comment(element.get(f"{W}id", ""))
                return
            self.asides.append(Aside(kind, note.text if note else "", place))
        elif element.tag == f"{W}rt":
            self.asides.append(Aside("reading above a word", _all(element), place, "readings above words"))
        elif element.tag == f"{_MATH}oMath":
            self.asides.append(Aside("formula", "".join(part.text or "" for part in element.iter(f"{_MATH}t")), place))
        else:
            boxes = list(element.iter(f"{W}txbxContent"))
            if boxes:
                self.asides += [Aside("text box", _all(box), place, "text boxes") for box in boxes]
            else:
                self.asides.append(Aside(_SEEN[element.tag], "", place))

    def _table(self, table: Element) -> list[str]:
        rows = []
        for row in _children(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.asides.append(Aside("deleted row of a table", _all(row), plural="deleted rows of a table"))
            else:
                rows.append([squeezed_cell(self.blocks(cell)) for cell in _children(row, f"{W}tc")])
        grid = read_grid(rows)
        self.seen["spoken table" if grid.spoken else "table"] += bool(rows)
        self.asides += grid.asides
        self.taken += grid.taken
        return grid.lines


def _is_on(run: Element, property: str) -> bool:
    """Whether a run has a look such as `b` (bold) itself."""
    found = run.find(f"{W}rPr/{W}{property}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def squeezed_cell(blocks: list[str]) -> str:
    """A cell's paragraphs, one a line, without marks of bold."""
    lines = [" ".join(squeezed(line) for line in block.split("\t")) for text in blocks for block in text.split("\n")]
    return "\n".join(line for line in lines if line.strip())


def _children(element: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, through content controls and changes, but not those of a table inside."""
    found: list[Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", *_HIDDEN):
            found += _children(child, tag)
    return found


def _all(element: Element) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p")) or "".join(
        t.text or "" for t in element.iter(f"{W}t")
    )
