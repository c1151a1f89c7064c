"""The words around sentences as columns of their own, with half the weight of the sentence's, and what each adds to each code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import sparse

from qualitative.tagging.bag import read_words
from qualitative.tagging.context import Context
from qualitative.tagging.features import Features

__all__ = ["WEIGHTS", "Surroundings"]

WEIGHTS = {"question": 0.5, "beside": 0.5}  # of the words around a sentence, its own being 1


@dataclass(frozen=True)
class Surroundings:
    """By part (`question`, `beside`) the columns of contexts, and what each column adds to each code once that is learned."""

    features: Mapping[str, Features]
    weights: Mapping[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def learn(cls, contexts: Sequence[Context]) -> Surroundings:
        """The columns that occur in the contexts of the training texts."""
        return cls({part: Features.learn(read_words(getattr(c, part) for c in contexts)) for part in WEIGHTS})

    def rows(self, contexts: Sequence[Context]) -> sparse.csr_matrix:
        """Contexts × columns."""
        parts = [
            self.features[part].seen(read_words(getattr(c, part) for c in contexts)).rows() * np.float32(weight)
            for part, weight in WEIGHTS.items()
        ]
        return sparse.hstack(parts).tocsr()

    def weighed(self, columns: np.ndarray) -> Surroundings:
        """The same with what was learned, columns × codes in the order of `rows`."""
        start, weights = 0, {}
        for part, weight in WEIGHTS.items():
            end = start + self.features[part].width
            weights[part] = columns[start:end] * np.float32(weight)
            start = end
        return replace(self, weights=weights)

    def scores(self, part: str, texts: Sequence[str]) -> np.ndarray:
        """Texts × codes: what texts add as `question`, or as what stands `beside`."""
        distinct = list(dict.fromkeys(texts))  # a question stands before every sentence of its answer
        place = {text: number for number, text in enumerate(distinct)}
        scores = self.features[part].seen(read_words(distinct)).scores(self.weights[part])
        return scores[np.array([place[text] for text in texts], dtype=np.int64)]
