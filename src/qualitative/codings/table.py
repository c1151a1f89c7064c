"""Live codings as a DataFrame with fixed columns and dtypes. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitative.codings.state import State
from qualitative.model import Coder, Document, Turn
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["COLUMNS", "codings_table", "speakers_at"]

COLUMNS = {
    "id": "str", "coder": "str", "kind": "str", "document": "str", "case": "str", "kind_of_document": "str", "provenance": "str",
    "speaker": "str", "start": "int64", "end": "int64", "quote": "str", "code": "str", "round": "int64", "blind": "bool",
    "at": "str", "memo": "str",
}  # fmt: skip

_UNKNOWN = (None, None, None)


def codings_table(
    state: State,
    documents: Mapping[str, Document],
    coders: Mapping[str, Coder],
    current: Callable[[str], str] = str,
) -> pd.DataFrame:
    """One row a live coding, columns and dtypes as in COLUMNS; `current` renames codes to those of the wanted version.

    `kind` is the coder's (human or model); `speaker` is who speaks where the segment starts, NA in prose.
    """
    import pandas as pd

    memos: dict[str, list[str]] = {}
    for memo in state.memos:
        memos.setdefault(memo.of, []).append(memo.note)
    speakers = _Speakers(documents)
    known = {id: (d.case, d.kind, d.provenance) for id, d in documents.items()}
    kinds = {id: coder.kind for id, coder in coders.items()}
    rows = []
    for coding in state.codings.values():
        note = memos.get(coding.id)
        rows.append((
            coding.id, coding.coder, kinds.get(coding.coder), coding.document, *known.get(coding.document, _UNKNOWN),
            speakers.at(coding.document, coding.start), coding.start, coding.end, coding.quote, current(coding.code) or None,
            coding.round, coding.blind, coding.at, "\n".join(note) if note else None,
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def speakers_at(documents: Mapping[str, Document], named: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Who speaks at each position of the named document, for many positions at once; None in prose."""
    import numpy as np
    import pandas as pd

    found = np.full(len(named), None, dtype=object)
    for document, rows in pd.Series(positions).groupby(named).indices.items():
        turns = turns_of(documents[document]) if document in documents else []
        # the last turn that starts at or before the position; before the first there is nobody
        speakers = np.array([None, *(turn.speaker for turn in turns)], dtype=object)
        found[rows] = speakers[np.searchsorted([turn.start for turn in turns], positions[rows], side="right")]
    return found


class _Speakers:
    """Looks up who speaks at a position; a document's turns are cut once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._turns: dict[str, tuple[list[int], list[Turn]]] = {}

    def at(self, document: str, position: int) -> str | None:
        found = self._turns.get(document)
        if found is None:
            turns = turns_of(self._documents[document]) if document in self._documents else []
            found = self._turns[document] = ([turn.start for turn in turns], turns)
        index = bisect_right(found[0], position) - 1
        return found[1][index].speaker if index >= 0 else None
