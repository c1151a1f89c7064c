"""The shapes in which the page gets the study: documents, turns, codes and codings, with positions in UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualitative.codebook.tree import Codebook
from qualitative.model import Coding, Document, Memo
from qualitative.offsets import OffsetMap, utf16_map
from qualitative.panel.given import CodeShape, CodingShape, DocumentShape, Folding, LostShape, MemoShape
from qualitative.text.edits import Anchor
from qualitative.text.folding import SIGNS, UNSEEN
from qualitative.text.languages import UNKNOWN_LANGUAGE, sentences_of
from qualitative.text.quotes import nearest
from qualitative.text.turns import turns_of

__all__ = [
    "Border",
    "abbreviations",
    "code_shapes",
    "coding_shape",
    "document_shape",
    "folding",
    "lost_shape",
    "memo_shape",
]


class Border:
    """Where positions change between a document's code points and the page's UTF-16 units."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # most texts hold nothing beyond the basic plane, and then the two counts are the same
        plain = max(document.text, default="") <= "\uffff"
        self._map: OffsetMap | None = None if plain else utf16_map(document.text)

    def out(self, position: int) -> int:
        """A position for the page; one that lies outside the text stays as it is, for the page to leave aside."""
        if self._map is None or not 0 <= position <= len(self.document.text):
            return position
        return self._map.to_units(position)

    def back(self, position: int) -> int:
        """A position from the page. Raises OffsetError where it lies between two halves of a character."""
        return int(position) if self._map is None else self._map.to_code_points(int(position))


def document_shape(border: Border) -> DocumentShape:
    """A document with its turns as [start, end, line, speaker, role, timestamp]."""
    document = border.document
    line, out = document.body_line - 1, border.out
    turns = [(out(t.start), out(t.end), line + t.line, t.speaker, t.role, t.timestamp) for t in turns_of(document)]
    return {
        "id": document.id,
        "title": document.title,
        "case": document.case,
        "date": document.date,
        "language": document.language,
        "provenance": document.provenance,
        "hash": document.hash,
        "text": document.text,
        "turns": turns,
    }


def code_shapes(book: Codebook) -> list[CodeShape]:
    """The codes, depth first, as the tree shows them."""
    return [
        {
            "id": code.id,
            "parent": code.parent,
            "depth": depth,
            "name": dict(code.name),
            "definition": dict(code.definition),
            "include": dict(code.include),
            "exclude": dict(code.exclude),
            "keywords": {language: list(words) for language, words in code.keywords.items()},
            "colour": code.colour,
            "usable": code.kind == "code" and not code.retired,
            "retired": code.retired,
        }
        for depth, code in book.walk()
    ]


def coding_shape(coding: Coding, border: Border) -> CodingShape:
    """A coding as the page gets it."""
    return {
        "id": coding.id,
        "coder": coding.coder,
        "code": coding.code,
        "start": border.out(coding.start),
        "end": border.out(coding.end),
        "blind": coding.blind,
        "suggested": coding.suggestion is not None,
    }


def lost_shape(coding: Coding, border: Border) -> LostShape:
    """A coding whose words are gone: what they were, what stood around them, and where that is most alike now (None: nowhere)."""
    near = nearest(border.document.text, Anchor(coding.start, coding.end, coding.quote, coding.before, coding.after))
    return {
        "id": coding.id,
        "code": coding.code,
        "quote": coding.quote,
        "before": coding.before,
        "after": coding.after,
        "near": None if near is None else border.out(near),
    }


def memo_shape(memo: Memo, places: Mapping[str, tuple[int, int]], border: Border) -> MemoShape:
    """A memo; `places` are the segments (by the memo's id) of those that were written on a piece of text."""
    shape: MemoShape = {"id": memo.id, "coder": memo.coder, "of": memo.of, "note": memo.note, "at": memo.at}
    if memo.id in places:
        shape["start"], shape["end"] = (border.out(place) for place in places[memo.id])
    return shape


def folding() -> Folding:
    """What the page folds away when it searches, as `text.folding` does: characters that nobody sees, and signs with a plain form."""
    unseen = re.sub(r"\\U000([0-9a-f]{5})", r"\\u{\1}", UNSEEN)
    return {"unseen": unseen, "signs": dict(SIGNS)}


def abbreviations() -> dict[str, list[str]]:
    """What the page needs to know so that it does not end a sentence at an abbreviation."""
    told = sentences_of(UNKNOWN_LANGUAGE)
    return {"always": sorted(told.abbreviations), "numbers": sorted(told.before_numbers)}
