"""The acts that decide on codings, whoever made them: where their words lie now, which part of a split code they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.codings.events import around
from qualitative.codings.texts import keep_text
from qualitative.errors import CodingError
from qualitative.folder.writing import check_segment, record, standing_or_lost

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["decide_part", "let_go", "place"]


def place(folder: Folder, coder: str, id: str, start: int, end: int) -> str:
    """Say where the words of a coding lie now; the id of the decision."""
    document = folder.document(standing_or_lost(folder, id).document)
    where = around(document, start, end)
    check_segment(folder, document.id, start, end)
    keep_text(folder.cache_folder, document)
    return record(folder, "decide", coder, document.id, of=[id], verdict="place", **where)


def let_go(folder: Folder, coder: str, id: str) -> str:
    """Let go of a coding whose words are gone from the text; the id of the decision."""
    return record(folder, "decide", coder, standing_or_lost(folder, id).document, of=[id], verdict="retire")


def decide_part(folder: Folder, coder: str, id: str, code: str) -> str:
    """Say which part a coding is whose code was split; the id of the decision."""
    coding = standing_or_lost(folder, id)
    book = folder.codebook()
    now = book.current(coding.code)
    if code not in book.splits.get(now, ()):
        parts = ", ".join(book.splits.get(now, ())) or "nothing: it was not split"
        raise CodingError(f"{code!r} is no part of {now}, which was split into {parts}")
    return record(folder, "decide", coder, coding.document, of=[id], verdict="split", code=code)
