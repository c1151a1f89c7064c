"""The sentences of a study, and what people said of them: the tables from which a tagger learns and over which it suggests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.arrays import Ints
from qualitative.codings.state import stretches, visible_of
from qualitative.model import Document
from qualitative.text.sentences import sentence_spans
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.state import State
    from qualitative.folder import Folder

__all__ = ["PLACES", "Sentences", "coded_sentences", "languages_read", "sentence_places", "sentences_table", "table_of"]

PLACES = ["start", "end", "role", "turn", "asked_start", "asked_end"]

_CODING = ("id", "document", "start", "end", "code", "coder", "round")


def sentences_table(documents: Iterable[Document], roles: Collection[str] | None = None) -> pd.DataFrame:
    """One row a sentence: document, start, end, role, text, before, after, question; without `roles` the interviewer's turns are left out.

    `before` and `after` are the sentences beside it in its turn, `question` the interviewer's turn just before; "" where there is none.
    """
    return table_of((document, sentence_places(document, roles)) for document in documents)


def languages_read(folder: Folder) -> tuple[str, ...]:
    """The languages of a study: those that it names, then those of its documents."""
    said = (*folder.settings.languages, *sorted({document.language for document in folder.documents.values()}))
    return tuple(dict.fromkeys(said))


def sentence_places(document: Document, roles: Collection[str] | None = None) -> list[tuple[Any, ...]]:
    """Where the sentences of a document lie, and what they answer: in the order of PLACES, `turn` the start of the sentence's turn."""
    found: list[tuple[Any, ...]] = []
    asked = (0, 0)
    for turn in turns_of(document):
        if turn.role != "interviewer" if roles is None else turn.role in roles:
            spans = sentence_spans(document.text[turn.start : turn.end], document.language)
            found += [(turn.start + a, turn.start + b, turn.role, turn.start, *asked) for a, b in spans]
        asked = (turn.start, turn.end) if turn.role == "interviewer" else (0, 0)
    return found


def table_of(placed: Iterable[tuple[Document, Sequence[tuple[Any, ...]]]]) -> pd.DataFrame:
    """The table of `sentences_table` from documents and their `sentence_places`."""
    import pandas as pd

    rows = [row for document, places in placed for row in _rows(document, places)]
    return pd.DataFrame(rows, columns=["document", "start", "end", "role", "text", "before", "after", "question"])


def _rows(document: Document, places: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    texts = [document.text[place[0] : place[1]] for place in places]
    turns = [place[3] for place in places]
    last = len(places) - 1
    for n, (start, end, role, turn, a, b) in enumerate(places):
        before = texts[n - 1] if n and turns[n - 1] == turn else ""
        after = texts[n + 1] if n < last and turns[n + 1] == turn else ""
        yield document.id, start, end, role, texts[n], before, after, document.text[a:b]


def coded_sentences(
    sentences: pd.DataFrame,
    codings: pd.DataFrame,
    state: State,
    coders: Collection[str] | None = None,
    blind: bool = False,
    pilot: Collection[int] = (),
) -> pd.DataFrame:
    """`sentences` (as sentences_table gives them) with `codes`, `known` and `decided`.

    A sentence has a code where a coding of it covers half of the sentence, or the sentence half of the coding. It is `known` where somebody
    coded it by hand or marked it done; where somebody only accepted or rejected suggestions, `decided` are the codes that were decided on,
    and of the others nothing is known. With `blind`, only what was coded blind in stretches marked done is known. What was coded or marked done in a
    round of the `pilot` alone has its codes and is not known: the others were looked for with a codebook in the making. Where a coder read a
    sentence in full, their codings of earlier rounds no longer hold, nor does anybody's of the pilot.
    """
    import pandas as pd

    codings = codings[codings["blind"]] if blind else codings
    # what a search coded by itself counts for nothing until somebody looked at it
    codings = codings[~codings["id"].isin([one.id for one in state.codings.values() if not one.looked_at])]
    accepted = {coding.id for coding in state.codings.values() if coding.suggestion is not None}
    found = Sentences(sentences)
    codes: list[set[str]] = [set() for _ in range(len(sentences))]
    decided: list[set[str]] = [set() for _ in range(len(sentences))]
    known = np.zeros(len(sentences), dtype=bool)
    for (coder, document, round), parts in state.done.items():
        if (coders is None or coder in coders) and round not in pilot:
            for start, end in parts:
                known[found.within(document, start, end)] = True
    newest = _newest_rounds(found, state, len(sentences), coders, blind, pilot)
    again = np.any([rounds >= 0 for rounds in newest.values()], axis=0) if newest else known & False
    for coding, document, start, end, code, coder, round in zip(
        *(codings[name].tolist() for name in _CODING), strict=True
    ):
        for row in found.covered(document, start, end):
            if (coder in newest and round < newest[coder][row]) or (round in pilot and again[row]):
                continue
            codes[row].add(code)
            decided[row].add(code)
            known[row] |= not blind and coding not in accepted and round not in pilot
    for event in state.decisions if not blind else ():
        if event["verdict"] == "reject" and "start" in event and (coders is None or event["coder"] in coders):
            for row in found.covered(event["document"], event["start"], event["end"]):
                decided[row].add(event["code"])
    return sentences.assign(
        codes=pd.Series([frozenset(those) for those in codes], index=sentences.index, dtype=object),
        known=known,
        decided=pd.Series([frozenset(() if blind else d) for d in decided], index=sentences.index, dtype=object),
    )


def _newest_rounds(
    found: Sentences, state: State, count: int, coders: Collection[str] | None, blind: bool, pilot: Collection[int]
) -> dict[str, Ints]:
    """By coder the newest round, none of the `pilot`, in which they read each of `count` sentences in full (with `blind`, blindly); -1 for none."""
    newest: dict[str, Ints] = {}
    marks = [mark for mark in state.done_events if not blind or visible_of(mark) == frozenset()]
    for (coder, document, round), parts in stretches(marks).items():
        if (coders is None or coder in coders) and round not in pilot:
            own = newest.setdefault(coder, np.full(count, -1))
            for start, end in parts:
                rows = found.within(document, start, end)
                own[rows] = np.maximum(own[rows], round)
    return newest


class Sentences:
    """Finds the sentences at a stretch of a document. Those of a document follow each other and do not overlap."""

    def __init__(self, sentences: pd.DataFrame) -> None:
        starts, ends = sentences["start"].to_numpy(dtype=int), sentences["end"].to_numpy(dtype=int)
        rows = sentences.groupby("document", sort=False).indices if len(sentences) else {}
        self._of: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        for document, numbers in rows.items():
            found = np.asarray(numbers)
            self._of[str(document)] = (found, starts[found], ends[found])

    def covered(self, document: str, start: int, end: int) -> list[int]:
        """Rows of sentences that share half of themselves, or half of the stretch."""
        if document not in self._of:
            return []
        rows, starts, ends = self._of[document]
        near = slice(int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left")))
        places = zip(rows[near].tolist(), starts[near].tolist(), ends[near].tolist(), strict=True)
        return [row for row, a, b in places if _covers(a, b, start, end)]

    def within(self, document: str, start: int, end: int) -> np.ndarray:
        """Rows of sentences that lie whole in the stretch."""
        if document not in self._of:
            return np.zeros(0, dtype=int)
        rows, starts, ends = self._of[document]
        return rows[int(np.searchsorted(starts, start, "left")) : int(np.searchsorted(ends, end, "right"))]


def _covers(start: int, end: int, a: int, b: int) -> bool:
    shared = min(end, b) - max(start, a)
    return shared > 0 and shared * 2 >= min(end - start, b - a)
