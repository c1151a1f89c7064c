"""Words, pairs of words and character n-grams of texts, weighted by TF-IDF.

Only columns seen in training exist. Characters are counted once a distinct word, so that a linear score of a hundred thousand
sentences costs little more than cutting them into words. Lengths are divided out only in part (`SOFTNESS`): a code that a long text
mentions in passing is still mentioned.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse

from qualitative.tagging.words import Bag, grams, sparse_rows

__all__ = ["PARTS", "Features"]

SOFTNESS = 0.6
PARTS = (("word", 1.0), ("pair", 0.5), ("gram", 1.0))


class Features:
    """Columns learned from training texts; `rows` gives them for any texts, `scores` a linear score without building them."""

    def __init__(self, columns: Mapping[str, dict[str, int]], idf: Mapping[str, np.ndarray]) -> None:
        self.columns = columns
        self.idf = idf

    @classmethod
    def learn(cls, bag: Bag) -> Features:
        """The columns that occur in the texts of `bag`, with how rare each is there."""
        first, second = bag.pairs[1:]
        pairs = sorted({(int(a), int(b)) for a, b in zip(first, second, strict=True)})
        columns = {
            "word": {word: number for number, word in enumerate(bag.words)},
            "pair": {f"{bag.words[a]} {bag.words[b]}": number for number, (a, b) in enumerate(pairs)},
            "gram": {gram: n for n, gram in enumerate(sorted({g for word in bag.words for g in grams(word)}))},
        }
        made = cls(columns, {part: np.ones(len(names), dtype=np.float32) for part, names in columns.items()})
        counts = made._counts(bag)
        counts["gram"] = counts["word"] @ made._spelling(bag)
        made.idf = {part: _idf(matrix) for part, matrix in counts.items()}
        return made

    @property
    def width(self) -> int:
        """How many columns there are."""
        return sum(len(names) for names in self.columns.values())

    @property
    def names(self) -> list[str]:
        """What each column is, in the order of the columns."""
        return [name for part, _ in PARTS for name in self.columns[part]]

    def rows(self, bag: Bag) -> sparse.csr_matrix:
        """Texts × columns."""
        counts = self._counts(bag)
        spelling = self._spelling(bag) @ sparse.diags(self.idf["gram"])
        weighted = {part: counts[part] @ sparse.diags(self.idf[part]) for part in ("word", "pair")}
        scale = self._scales(bag, counts, spelling)
        weighted["gram"] = _damped(bag.counts) @ spelling
        return sparse.hstack([sparse.diags(scale[part] * weight) @ weighted[part] for part, weight in PARTS]).tocsr()

    def scores(self, bag: Bag, weights: np.ndarray) -> np.ndarray:
        """`rows(bag) @ weights`, for weights of columns × codes."""
        counts = self._counts(bag)
        spelling = self._spelling(bag) @ sparse.diags(self.idf["gram"])
        scale = self._scales(bag, counts, spelling)
        total = np.zeros((bag.counts.shape[0], weights.shape[1]), dtype=np.float32)
        start = 0
        for part, weight in PARTS:
            own = weights[start : start + len(self.columns[part])]
            start += len(own)
            if part == "gram":
                found = _damped(bag.counts) @ np.asarray(spelling @ own)
            else:
                found = counts[part] @ (own * self.idf[part][:, None])
            total += (scale[part] * weight)[:, None] * found
        return total

    def present(self, bag: Bag, kept: np.ndarray) -> sparse.csr_matrix:
        """Texts × the columns numbered `kept` (rising): 1 where the text holds the column."""
        counts = self._counts(bag)
        counts["gram"], start, found = bag.counts, 0, []
        for part, _ in PARTS:
            size = len(self.columns[part])
            own = kept[(kept >= start) & (kept < start + size)] - start
            start += size
            found.append(counts[part] @ self._spelling(bag)[:, own] if part == "gram" else counts[part][:, own])
        there = sparse.hstack(found).tocsr()
        there.data = np.ones_like(there.data, dtype=np.float32)
        return there

    def _counts(self, bag: Bag) -> dict[str, sparse.csr_matrix]:
        known = np.array([self.columns["word"].get(word, -1) for word in bag.words], dtype=np.int64)
        pick = sparse.csr_matrix(
            (np.ones((known >= 0).sum(), dtype=np.float32), (np.flatnonzero(known >= 0), known[known >= 0])),
            shape=(len(bag.words), len(self.columns["word"])),
        )
        return {"word": _damped(bag.counts) @ pick, "pair": self._pairs(bag, known)}

    def _pairs(self, bag: Bag, known: np.ndarray) -> sparse.csr_matrix:
        """Pairs are looked up as numbers, for a sentence has as many pairs as words and a text key for each would be slow."""
        words = self.columns["word"]
        size = len(words) + 1
        halves = [pair.split(" ") for pair in self.columns["pair"]]
        keys = np.array([words[a] * size + words[b] for a, b in halves], dtype=np.int64)
        order = np.argsort(keys)
        text, first, second = bag.pairs
        first, second = known[first], known[second]
        wanted = np.where((first >= 0) & (second >= 0), first * size + second, -1)
        place = np.searchsorted(keys[order], wanted)
        place[place == len(keys)] = 0
        hit = (wanted >= 0) & (keys[order][place] == wanted) if len(keys) else np.zeros(len(wanted), dtype=bool)
        columns = order[place[hit]] if len(keys) else np.zeros(0, dtype=np.int64)
        found = sparse.csr_matrix(
            (np.ones(len(columns), dtype=np.float32), (text[hit], columns)), shape=(bag.counts.shape[0], len(keys))
        )
        found.sum_duplicates()
        return _damped(found)

    def _spelling(self, bag: Bag) -> sparse.csr_matrix:
        """Distinct words × character n-grams that were seen in training."""
        known = self.columns["gram"]
        rows = [[known[gram] for gram in sorted(grams(word)) if gram in known] for word in bag.words]
        return sparse_rows(rows, len(known))

    def _scales(
        self, bag: Bag, counts: dict[str, sparse.csr_matrix], spelling: sparse.csr_matrix
    ) -> dict[str, np.ndarray]:
        """What each text's part is multiplied with: its length to the power -SOFTNESS."""
        squares = {part: counts[part].power(2) @ (self.idf[part] ** 2) for part in ("word", "pair")}
        squares["gram"] = _damped(bag.counts).power(2) @ np.asarray(spelling.power(2).sum(axis=1)).ravel()
        return {part: _power(value) for part, value in squares.items()}

    def state(self) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """(plain data, arrays) from which `of_state` makes the same features."""
        return {part: list(names) for part, names in self.columns.items()}, dict(self.idf)

    @classmethod
    def of_state(cls, names: Mapping[str, list[str]], idf: Mapping[str, np.ndarray]) -> Features:
        """What `state` gave, as features again."""
        return cls({part: {name: n for n, name in enumerate(names[part])} for part, _ in PARTS}, idf)


def _damped(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    damped = counts.astype(np.float32)
    damped.data = 1 + np.log(damped.data)
    return damped


def _idf(counts: sparse.csr_matrix) -> np.ndarray:
    seen = np.bincount(counts.tocsr().indices, minlength=counts.shape[1])
    return (np.log((1 + counts.shape[0]) / (1 + seen)) + 1).astype(np.float32)


def _power(squares: np.ndarray) -> np.ndarray:
    return np.where(squares > 0, squares, 1).astype(np.float32) ** np.float32(-SOFTNESS / 2)
