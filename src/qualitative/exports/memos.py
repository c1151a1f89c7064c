"""The memos as a table: what each is on, for whom it is, and who wrote it when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualitative.exports.material import Material
from qualitative.exports.wanted import TEXTS, Sheet, column_labels
from qualitative.model import Coding, Mark, Memo

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["memos_sheet"]

_COLUMNS = (
    "memo_id",
    "memo_at",
    "coder",
    "kind",
    "audience",
    "on",
    "of",
    "document",
    "code",
    "start",
    "end",
    "quote",
    "note",
)


def memos_sheet(material: Material) -> Sheet:
    """One row a memo, oldest first: columns memo_id, memo_at, coder, kind, audience (me, team, report), on (coding, passage, document, code, theme,
    study), of (the id of it), and of a coding or passage its document, code, place and, where it may be quoted, its words; note.

    Memos on documents that are not chosen are left out; so are those for nobody but their writer, unless all are asked for, and it is said how many.
    """
    import pandas as pd

    state = material.state
    known: dict[str, Coding | Mark] = {**state.codings, **{mark.id: mark for mark in state.marks}}
    rows = [row for memo in material.memos if (row := _row(material, memo, known)) is not None]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"start": "Int64", "end": "Int64"})
    notes = material.notes
    notes.tell_number("note.memos-elsewhere", len(material.memos) - len(rows))
    notes.tell_number("note.memos-left", len(state.memos) - len(material.memos))
    return Sheet(TEXTS.say("sheet.memos", material.language), _as_texts(table), column_labels(table, material.language))


def _as_texts(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype({name: "str" for name in table.columns if name not in ("start", "end")})


def _row(material: Material, memo: Memo, known: dict[str, Coding | Mark]) -> list[Any] | None:
    """None where it is on a document that is not chosen."""
    what, _, of = memo.of.partition(":")
    on, document = (what, None) if of or what in ("document", "study") else ("coding", memo.document)
    item = known.get(memo.of) if on == "coding" else None
    if on == "document":
        document = of = memo.document or ""
    if document is not None and document not in material.documents:
        return None
    place: list[Any] = [None, None, None, None]
    if item is not None:
        on = "coding" if isinstance(item, Coding) else "passage"
        may = material.may_quote(item.document, item.start, item.end)
        code = material.book.current(item.code) if isinstance(item, Coding) and item.code else None
        place = [
            code,
            item.start,
            item.end,
            material.documents[item.document].text[item.start : item.end] if may else None,
        ]
    return [memo.id, memo.at, memo.coder, memo.kind, memo.audience, on, of or memo.of, document, *place, memo.note]
