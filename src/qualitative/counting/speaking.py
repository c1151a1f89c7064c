"""How much each label says in each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitative.counting.persons import person_of
from qualitative.model import Document
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["speaking"]

_COLUMNS = ["document", "case", "label", "role", "person", "identified", "turns", "words"]


def speaking(documents: Iterable[Document]) -> pd.DataFrame:
    """One row for each label of a document, interviewers too: document, case, label, role, person, identified, turns, words.

    `role` is `nobody` where it is unknown who speaks, `person` as in `counting.persons.person_of`, `identified` says that a person is named.
    """
    import pandas as pd

    rows: list[tuple[object, ...]] = []
    for document in documents:
        turns: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for turn in turns_of(document) if document.speakers else ():
            turns[turn.speaker or ""] += 1
            words[turn.speaker or ""] += len(document.text[turn.start : turn.end].split())
        for label, role in document.speakers.items():
            said = document.persons.get(label, "")
            shown = "nobody" if said is None else role
            about = (label, shown, person_of(document, label), bool(said))
            rows.append((document.id, document.case, *about, turns[label], words[label]))
    types = {"person": "str", "identified": "bool", "turns": "int64", "words": "int64"}
    return pd.DataFrame(rows, columns=_COLUMNS).astype(types)
