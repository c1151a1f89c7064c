"""Turns of many documents as one table, and choosing among them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitative.errors import DocumentError, did_you_mean
from qualitative.model import Document
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TURNS", "chosen_turns", "turns_table"]

TURNS = [
    "document", "n", "speaker", "role", "start", "end", "line", "timestamp", "until", "text", "case", "provenance", "kind", "language",
]  # fmt: skip


def turns_table(documents: Iterable[Document]) -> pd.DataFrame:
    """One row a turn (or paragraph of prose), columns as in TURNS."""
    import pandas as pd

    rows = [
        (
            *(d.id, t.n, t.speaker, t.role, t.start, t.end, t.line, t.timestamp, t.until, d.text[t.start : t.end]),
            *(d.case, d.provenance, d.kind, d.language),
        )
        for d in documents
        for t in turns_of(d)
    ]
    return pd.DataFrame(rows, columns=TURNS)


def chosen_turns(
    turns: pd.DataFrame,
    documents: Iterable[str] | str | None = None,
    case: Iterable[str] | str | None = None,
    provenance: Iterable[str] | str | None = None,
    interviewer: bool = True,
) -> pd.DataFrame:
    """The turns of the wanted documents, cases and provenances (None: all), without the interviewer's where asked.

    Raises DocumentError for a value that no turn has.
    """
    for column, wanted in (("document", documents), ("case", case), ("provenance", provenance)):
        if wanted is not None:
            values = [wanted] if isinstance(wanted, str) else list(wanted)
            known = set(turns[column])
            for value in values:
                if value not in known:
                    raise DocumentError(f"no turn has {column} {value!r}; {did_you_mean(value, known)}")
            turns = turns[turns[column].isin(values)]
    kept = turns if interviewer else turns[turns["role"] != "interviewer"]
    return kept.reset_index(drop=True)
