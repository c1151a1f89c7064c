"""All memos of a study as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.folder.standing import standing

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.folder.folder import Folder

__all__ = ["COLUMNS", "memos"]

COLUMNS = ["at", "coder", "kind", "audience", "on", "document", "code", "quote", "note"]
_WHOLE = ("document", "study")


def memos(folder: Folder) -> pd.DataFrame:
    """One row a memo that stands, oldest first, index `memo` (its id); columns COLUMNS.

    `kind` is analytic, theoretical, method, reflexive or None, `audience` me (its writer), team or report, `on` what it is on: coding, passage,
    document, code, theme or study; `code` is that code or theme, or the one of the coding, `quote` the coding's words.
    """
    import pandas as pd

    stands = standing(folder, list(folder.settings.coders))
    ids = stands.table.column("id").to_pylist()
    place = {id: number for number, id in enumerate(ids)}
    codes, quotes = (stands.table.column(name) for name in ("code", "quote"))
    rows = []
    for memo in sorted(stands.state.memos, key=lambda one: (one.at, one.id)):
        what, colon, name = memo.of.partition(":")
        number = place.get(memo.of)
        on = what if colon or what in _WHOLE else "coding" if number is not None else "passage"
        code = name or (codes[number].as_py() if number is not None else None)
        quote = quotes[number].as_py() if number is not None else None
        rows.append((memo.id, memo.at, memo.coder, memo.kind, memo.audience, on, memo.document, code, quote, memo.note))
    return pd.DataFrame(rows, columns=["memo", *COLUMNS]).set_index("memo")
