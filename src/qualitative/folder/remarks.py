"""The acts that give no code: notes, marked passages, and stretches marked as coded to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.codings.events import STUDY, Blind, around
from qualitative.codings.schema import AUDIENCES, HOWS, KEYS, MARKS, MEMOS
from qualitative.codings.texts import keep_text
from qualitative.errors import CodingError, OffsetError, did_you_mean
from qualitative.folder.writing import check_segment, record, standing_or_lost
from qualitative.model import is_id

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["done", "mark", "memo"]

_ON_NOTHING = ("study", "document")


def memo(
    folder: Folder,
    coder: str,
    note: str,
    document: str | None = None,
    of: str | None = None,
    *,
    kind: str | None = None,
    audience: str = "me",
    segment: tuple[int, int] | None = None,
    round: int = 1,
) -> str:
    """Write a note on an event, `document`, `code:<id>`, `theme:<id>` or `study`, or on a `segment` of the document; its id.

    `kind` is analytic, theoretical, method or reflexive; `audience` says for whom it is: me, team or report. Raises CodingError when `of`
    names nothing.
    """
    of = of or ("document" if document else "study")
    if not note.strip():
        raise CodingError("the memo is empty; write a note, or take the old one back with retract")
    if kind is not None:
        _check_word("a memo's kind", kind, MEMOS)
    _check_word("a memo's audience", audience, AUDIENCES)
    if of.startswith("code:"):
        folder.codebook()[of.removeprefix("code:")]
    elif of.startswith("theme:"):
        if not is_id(of.removeprefix("theme:")):
            raise CodingError(f"{of.removeprefix('theme:')!r} is no id of a theme; use a-z, 0-9 and -")
    elif of not in _ON_NOTHING:
        events = {event["id"]: event["document"] for event in folder.events()[0]}
        if of not in events:
            raise CodingError(
                f"a memo can't be on {of!r}; name a coding's id, document, code:<id>, theme:<id> or study"
            )
        document = document or events[of]
    if of == "document" and not document:
        raise CodingError("a memo on a document needs to know which; pass document=…")
    fields = {"kind": kind} if kind is not None else {}
    fields |= {"for": audience} if audience != "me" else {}
    where = _around(folder, document, segment) if segment and document else {}
    return record(folder, "memo", coder, document or STUDY, round=round, of=of, note=note, **fields, **where)


def mark(
    folder: Folder,
    coder: str,
    document: str,
    start: int,
    end: int,
    *,
    kind: str = "noted",
    why: str = "",
    of: str | None = None,
    round: int = 1,
) -> str:
    """Mark a passage with no code: `noted` to come back to, `key` to quote, `region` for a part of the text; its id.

    `why` says what for, and of a key passage is typical, vivid, range or contrary; `of` is the coding that it is on. Only a region may go
    beyond one turn.
    """
    _check_word("a mark's kind", kind, MARKS)
    if kind == "key":
        _check_word("the reason of a key passage", why, KEYS)
    if of is not None and standing_or_lost(folder, of).document != document:
        raise CodingError(f"coding {of} is not on {document}; mark a passage of its document")
    where = _around(folder, document, (start, end))
    if kind != "region":
        check_segment(folder, document, start, end)
    more = {"why": why} if why else {}
    more |= {"of": of} if of is not None else {}
    return record(folder, "mark", coder, document, round=round, **where, kind=kind, **more)


def done(
    folder: Folder,
    coder: str,
    document: str,
    start: int = 0,
    end: int | None = None,
    *,
    how: str = "full",
    blind: Blind = True,
    round: int = 1,
) -> str:
    """Mark a stretch as coded to the end (`how`: full, assisted by a machine's choice of passages, or stopped before the end); its id.

    `blind` as in `acts.apply`. Raises OffsetError where the stretch does not lie in the text.
    """
    _check_word("how it was read", how, HOWS)
    found = folder.document(document)
    end = len(found.text) if end is None else end
    if not 0 <= start < end <= len(found.text):
        raise OffsetError(f"segment {start}:{end} does not lie in {document}, which has {len(found.text)} code points")
    stretch = {"start": int(start), "end": int(end), "text": found.hash}
    more = {"how": how} if how != "full" else {}
    return record(folder, "done", coder, document, round=round, **stretch, **more, blind=blind)


def _around(folder: Folder, document: str, segment: tuple[int, int]) -> dict[str, object]:
    found = folder.document(document)
    where = around(found, *segment)
    keep_text(folder.cache_folder, found)
    return where


def _check_word(what: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise CodingError(
            f"{what} is {', '.join(known[:-1])} or {known[-1]}, not {word!r}; {did_you_mean(word, known)}"
        )
