"""How near a text's vector lies to what the codebook writes of each code: a cue without a word in common, from the first text on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualitative.tagging.embeddings import Embedder, embedded
from qualitative.tagging.entries import Entry

__all__ = ["Centre", "Likeness"]

WEIGHT = 0.8  # of a cosine of 1, beside 1 for the square root of one keyword found
LEARNED = 0.7  # mean square of the vectors that are learned from, that of words and characters being 1


class Likeness:
    """The vectors of texts and of the codes of a codebook. Without `embed` vectors have no columns and nothing is alike.

    What vectors add is measured by `benchmarks/tagging.py` without and with `--embeddings`.
    """

    def __init__(self, entries: Sequence[Entry], embed: Embedder | None) -> None:
        self.embed = embed
        self._last: dict[str, np.ndarray] = {}
        self._texts = [" ".join((*entry.prose, *entry.keywords)) or entry.id for entry in entries]

    @cached_property
    def prose(self) -> np.ndarray:
        """Codes × dimensions: names, definitions and keywords, embedded."""
        return self._made(self._texts)

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Texts × dimensions. Those of the last call are at hand, for reasons are asked for what was just suggested."""
        if not all(text in self._last for text in texts):
            self._last = dict(zip(texts, self._made(texts), strict=True))
        return np.array([self._last[text] for text in texts]) if texts else self._made(texts)

    def _made(self, texts: Sequence[str]) -> np.ndarray:
        if self.embed is None or not len(texts):
            return np.zeros((len(texts), 0), dtype=np.float32)
        return embedded(self.embed, texts)

    def scores(self, vectors: np.ndarray) -> np.ndarray:
        """Texts × codes: cosines around the mean of the codes, less their mean over codes, so that they say which code and not how many."""
        if not vectors.size or not len(self._texts):
            return np.zeros((len(vectors), len(self._texts)), dtype=np.float32)
        middle = self.prose.mean(axis=0)
        cosines = _unit(vectors - middle) @ _unit(self.prose - middle).T
        scores: np.ndarray = np.float32(WEIGHT) * (cosines - cosines.mean(axis=1, keepdims=True))
        return scores


@dataclass(frozen=True)
class Centre:
    """The `mean` of the vectors that were learned from (no columns without embeddings), and their mean square around it (`spread`)."""

    mean: np.ndarray
    spread: float = 1.0

    @classmethod
    def of(cls, vectors: np.ndarray) -> Centre:
        """The centre of vectors, vectors × dimensions."""
        if not vectors.size:
            return cls(np.zeros(0, dtype=np.float32))
        mean = vectors.mean(axis=0).astype(np.float32)
        return cls(mean, float(((vectors - mean) ** 2).sum(axis=1).mean()) or 1.0)

    def around(self, vectors: np.ndarray) -> np.ndarray:
        """The vectors seen from the centre; those that it was made of have mean square LEARNED then."""
        if not vectors.size:
            return vectors
        around: np.ndarray = (vectors - self.mean) * np.float32(np.sqrt(LEARNED / self.spread))
        return around


def _unit(rows: np.ndarray) -> np.ndarray:
    lengths: np.ndarray = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: np.ndarray = rows / np.maximum(lengths, np.float32(1e-6))
    return unit
