"""Which word around a sentence spoke for a code: of the question before it, or of a sentence beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qualitative.tagging.context import BESIDE, Context
from qualitative.tagging.words import read_words

if TYPE_CHECKING:
    from qualitative.tagging.tagger import Tagger

__all__ = ["with_context"]

MOST = 3  # reasons of a suggestion, one around it among them
_LEAST = 0.02  # what a word must add to be a reason
_NAMES = {"question": "question before", "before": "sentence before", "after": "sentence after"}


def with_context(
    tagger: Tagger,
    texts: Sequence[str],
    contexts: Sequence[Context],
    pairs: Sequence[tuple[int, int]],
    why: Sequence[list[str]],
) -> list[list[str]]:
    """The reasons `why` of each (text, code) with the strongest word around the text that it does not hold itself, as `word (where)`."""
    around = _Around(tagger, texts, contexts, sorted({number for number, _ in pairs}))
    found = []
    for (number, code), said in zip(pairs, why, strict=True):
        best = max(around.of(number, code), default=(0.0, ""))
        found.append([*said[: MOST - 1], best[1]] if best[0] > _LEAST else list(said))
    return found


class _Around:
    def __init__(
        self, tagger: Tagger, texts: Sequence[str], contexts: Sequence[Context], numbers: Sequence[int]
    ) -> None:
        self.tagger = tagger
        self.row = {number: place for place, number in enumerate(numbers)}
        every = [getattr(contexts[number], side) for side in _NAMES for number in numbers]
        self.bag = read_words([*(texts[number] for number in numbers), *every])

    def of(self, number: int, code: int) -> Iterator[tuple[float, str]]:
        """(what it adds, the reason) for words around a text that the text does not hold."""
        size = len(self.row)
        own = set(self._words(self.row[number]))
        for place, (side, name) in enumerate(_NAMES.items(), 1):
            for word in self._words(place * size + self.row[number]):
                if word not in own:
                    yield float(self._values[side == "question"][word, code]), f"{self.bag.words[word]} ({name})"

    def _words(self, row: int) -> list[int]:
        counts = self.bag.counts
        return counts.indices[counts.indptr[row] : counts.indptr[row + 1]].tolist()

    @cached_property
    def _values(self) -> tuple[np.ndarray, np.ndarray]:
        """(beside, question), each words × codes: what a word adds there, alone."""
        tagger, words = self.tagger, self.bag.words
        alone = read_words(words)
        beside = 0.5 * np.maximum(tagger._cues.scores(alone), 0)
        question = np.zeros_like(beside)
        if tagger.linear_ is not None:
            beside = beside + tagger.features_.scores(alone, tagger.linear_.columns)
        beside = BESIDE * beside
        if tagger.around_ is not None:
            beside = beside + tagger.around_.scores("beside", words)
            question = tagger.around_.scores("question", words)
        return beside, question
