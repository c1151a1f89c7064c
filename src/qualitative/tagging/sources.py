"""The sentences of a study, and what people said of them: the tables from which a tagger learns and over which it suggests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualitative.model import Document
from qualitative.text.sentences import sentence_spans
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.state import State

__all__ = ["coded_sentences", "sentences_table"]

Done = Mapping[str, Sequence[tuple[int, int]]]


def sentences_table(documents: Iterable[Document], roles: Collection[str] | None = None) -> pd.DataFrame:
    """One row a sentence: document, start, end, role, text. Without `roles` the interviewer's turns are left out."""
    import pandas as pd

    rows = [
        (
            document.id,
            turn.start + start,
            turn.start + end,
            turn.role,
            document.text[turn.start + start : turn.start + end],
        )
        for document in documents
        for turn in turns_of(document)
        if (turn.role != "interviewer" if roles is None else turn.role in roles)
        for start, end in sentence_spans(document.text[turn.start : turn.end], document.language)
    ]
    return pd.DataFrame(rows, columns=["document", "start", "end", "role", "text"])


def coded_sentences(
    sentences: pd.DataFrame,
    codings: pd.DataFrame,
    state: State,
    coders: Collection[str] | None = None,
    blind: bool = False,
) -> pd.DataFrame:
    """`sentences` with `codes` (a frozenset) and `known`: whether somebody coded, rejected or marked it done.

    A sentence has a code where a coding of it covers half of the sentence, or the sentence half of the coding. With `blind`, only
    what was coded blind in stretches marked done is known.
    """
    table = sentences.copy()
    codings = codings[codings["blind"]] if blind else codings
    given = {
        document: list(zip(of["start"], of["end"], of["code"], strict=True))
        for document, of in codings.groupby("document")
    }
    done: dict[str, list[tuple[int, int]]] = {}
    for (coder, document, _), stretches in state.done.items():
        if coders is None or coder in coders:
            done.setdefault(document, []).extend(stretches)
    judged: dict[str, list[tuple[int, int]]] = {}
    for event in state.decisions if not blind else ():
        if event["verdict"] == "reject" and "start" in event and (coders is None or event["coder"] in coders):
            judged.setdefault(event["document"], []).append((event["start"], event["end"]))
    codes, known = [], []
    for document, start, end in zip(table["document"], table["start"], table["end"], strict=True):
        here = frozenset(code for a, b, code in given.get(document, ()) if _covers(start, end, a, b))
        within = any(a <= start and end <= b for a, b in done.get(document, ()))
        said = not blind and (bool(here) or any(_covers(start, end, a, b) for a, b in judged.get(document, ())))
        codes.append(here)
        known.append(within or said)
    return table.assign(codes=codes, known=known)


def _covers(start: int, end: int, a: int, b: int) -> bool:
    shared = min(end, b) - max(start, a)
    return shared > 0 and shared * 2 >= min(end - start, b - a)
