"""Texts as counts of distinct words: every slower step is done once a word, not once a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

import numpy as np
from scipy import sparse

__all__ = ["WORD", "Bag", "grams", "read_words", "sparse_rows"]

WORD = re.compile(r"\w{1,40}|[^\w\s\x00-\x7f]")  # symbols beyond ASCII count: an emoji says something


@dataclass(frozen=True)
class Bag:
    """`words` are the distinct words of all texts, `counts` texts × words, and each text's words in order as numbers."""

    words: list[str]
    counts: sparse.csr_matrix
    sequence: np.ndarray
    starts: np.ndarray

    @property
    def pairs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(text, first word, second word) of each pair of neighbours within a text."""
        text = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        inside = text[1:] == text[:-1]
        return text[1:][inside], self.sequence[:-1][inside], self.sequence[1:][inside]


def read_words(texts: Iterable[str]) -> Bag:
    """The words of `texts`, lower case, letters with their accents in one code point (NFC)."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__  # a new word gets the next number, without a call into Python
    sequence: list[int] = []
    starts = [0]
    for text in texts:
        sequence.extend(map(known.__getitem__, WORD.findall(normalize("NFC", text).lower())))
        starts.append(len(sequence))
    data = np.ones(len(sequence), dtype=np.float32)
    counts = sparse.csr_matrix(
        (data, np.array(sequence, dtype=np.int32), np.array(starts)), shape=(len(starts) - 1, len(known))
    )
    counts.sum_duplicates()
    return Bag(list(known), counts, np.array(sequence, dtype=np.int64), np.array(starts))


def grams(word: str, shortest: int = 2, longest: int = 5) -> set[str]:
    """The character n-grams of a word with a blank at both ends."""
    padded = f" {word} "
    return {
        padded[i : i + n]
        for n in range(shortest, min(longest, len(padded)) + 1)
        for i in range(len(padded) - n + 1)
    }  # fmt: skip


def sparse_rows(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    """A matrix of ones at the columns that each row names."""
    lengths = [len(row) for row in rows]
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=sum(lengths))
    return sparse.csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, np.concatenate([[0], np.cumsum(lengths)])),
        shape=(len(rows), width),
    )
