"""Word: paragraphs and headings, tables by content, insertions accepted and deletions left out; the rest is counted with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualitative.corpus.readers.archive import PART_LIMIT, has_part, part_bytes, read_part, unpacked_size
from qualitative.corpus.readers.docx_body import FALLBACK, Body, W
from qualitative.corpus.readers.docx_styles import bold_styles, heading_levels
from qualitative.corpus.readers.office import parted_by_slant, squeezed
from qualitative.corpus.readers.raw import Comment, Raw, counted, decoded
from qualitative.corpus.readers.rtf import TAB, prepared_rtf
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADS = {"header": "page header", "footer": "page footer"}
CHUNKS = 20  # embedded documents that are read
_LATER = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml", "comment": "word/comments.xml"}


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text of `word/document.xml`, and what the other parts hold."""
    return _read(data, name, 0, [PART_LIMIT])


def _read(data: bytes, name: str, depth: int, room: list[int]) -> Raw:
    """`room` are the unpacked bytes that documents within documents may still have, all together."""
    root = read_part(data, "word/document.xml", name)
    if root.tag.startswith("{http://purl.oclc.org/"):
        raise ReaderError(f"{name}: this is a strict Open XML file; open it and save it as an ordinary .docx")
    element = root.find(f"{W}body")
    styles = read_part(data, "word/styles.xml", name) if has_part(data, "word/styles.xml") else None
    levels, bold = (heading_levels(styles), bold_styles(styles)) if styles is not None else ({}, frozenset())
    links = _links(data, name)
    chunks = _Chunks(data, name, links, depth, room)
    body = Body(levels, bold, {kind: _notes(data, part, name) for kind, part in _LATER.items()}, chunks.read)
    blocks = body.blocks(element) if element is not None else []
    asides = [*body.asides, *_heads(data, name, element, links)]
    notes = counted(body.seen["spoken table"], "table read as turns", "tables read as turns")
    notes += counted(body.seen["table"], "table kept as paragraphs", "tables kept as paragraphs")
    notes += counted(body.seen["change"], "tracked change taken as accepted", "tracked changes taken as accepted")
    notes += counted(
        body.seen["embedded document"], "embedded document read with it", "embedded documents read with it"
    )
    notes += counted(
        body.seen["struck"], "stretch struck through stays in the text", "stretches struck through stay in the text"
    )
    unread = counted(body.seen["list mark"], "list mark")
    before = " ".join([_all_words(root), *(_all_words(root) for root in chunks.roots)])
    return Raw(
        "\n\n".join(parted_by_slant([block for block in blocks if squeezed(block)])), "docx", unread, (*notes, *chunks.notes),
        asides=tuple(asides), comments=tuple(body.comments), before=before, taken=tuple(body.taken),
    )  # fmt: skip


class _Chunks:
    """Documents inside the document (altChunk), read with the reader of their kind."""

    def __init__(self, data: bytes, name: str, links: dict[str, str], depth: int, room: list[int]) -> None:
        self._data, self._name, self._links, self._depth = data, name, links, depth
        self._left, self._room = CHUNKS, room
        self._read: dict[str, tuple[list[str], list[Aside]]] = {}  # one part may be named many times
        self.roots: list[Element] = []
        self.notes: tuple[str, ...] = ()

    def read(self, element: Element) -> tuple[list[str], list[Aside]]:
        """(paragraphs, what was set aside) of the part that an altChunk names."""
        target = self._links.get(element.get(f"{_R}id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        self._left -= 1
        if path in self._read:
            return self._read[path]
        if not target or not has_part(self._data, path) or self._left < 0 or self._depth > 1:
            return [], [Aside("embedded document", "", target)]
        part = part_bytes(self._data, path, self._name)
        self._room[0] -= unpacked_size(part)
        if self._room[0] < 0:
            return [], [Aside("embedded document", "", target)]
        self._read[path] = self._blocks(part)
        return self._read[path]

    def _blocks(self, part: bytes) -> tuple[list[str], list[Aside]]:
        from qualitative.corpus.readers import pandoc

        if part.startswith(b"PK\x03\x04"):
            inner = _read(part, self._name, self._depth + 1, self._room)
            return inner.text.split("\n\n"), list(inner.asides)
        if part.lstrip().startswith(b"{\\rtf"):
            ready = prepared_rtf(part)
            blocks, asides = pandoc.tree_blocks(ready.data, "rtf", self._name)
            return [block.replace(TAB, "\t") for block in blocks], [*pandoc.told_of(asides), *ready.asides]
        if re.search(rb"<(?:html|body|p|div)\b", part[:4096], re.IGNORECASE):
            text, _ = decoded(part, self._name)
            inner = pandoc.html_raw(text, self._name)
            return inner.text.split("\n\n"), list(inner.asides)
        text, _ = decoded(part, self._name)
        return [paragraph for paragraph in text.split("\n") if paragraph.strip()], []


def _links(data: bytes, name: str) -> dict[str, str]:
    """Relationship id -> part."""
    if not has_part(data, "word/_rels/document.xml.rels"):
        return {}
    root = read_part(data, "word/_rels/document.xml.rels", name)
    return {link.get("Id", ""): link.get("Target", "") for link in root}


def _notes(data: bytes, part: str, name: str) -> dict[str, Comment]:
    """Id -> words and author of each footnote, endnote or comment."""
    if not has_part(data, part):
        return {}
    found: dict[str, Comment] = {}
    for note in read_part(data, part, name):
        if note.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
            found[note.get(f"{W}id", "")] = Comment(_all_words(note).strip(), note.get(f"{W}author", ""))
    return found


def _heads(data: bytes, name: str, body: Element | None, links: dict[str, str]) -> Iterator[Aside]:
    """The running heads and feet that the sections name, each wording once."""
    told: set[str] = set()
    for reference in (
        found
        for found in (body.iter() if body is not None else ())
        if found.tag in (f"{W}headerReference", f"{W}footerReference")
    ):
        part = f"word/{links.get(reference.get(f'{_R}id', ''), '').removeprefix('/word/')}"
        if not has_part(data, part):
            part = next(
                (p for p in ("word/header1.xml",) if reference.tag.endswith("headerReference") and has_part(data, p)),
                "",
            )
        words = " ".join(_all_words(read_part(data, part, name)).split()) if part else ""
        if words and words not in told:
            told.add(words)
            yield Aside(_HEADS["header" if reference.tag.endswith("headerReference") else "footer"], words)


def _all_words(root: Element) -> str:
    """All text of a part as it stands now, found by walking every element, whatever it is."""
    parts: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag.endswith("}t"):
            parts.append(item.text or "")
        elif item.tag not in (FALLBACK, f"{W}moveFrom", f"{W}del"):
            gap = item.tag in (f"{W}p", f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab")
            stack += ["\n"] if gap else []
            if item.tag in (f"{W}noBreakHyphen", f"{W}sym"):
                stack.append("¤")
            stack += reversed(list(item))
            stack += ["\n"] if gap else []
    return "".join(parts)
