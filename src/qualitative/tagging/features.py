"""Words, pairs of words and character n-grams of texts, weighted by TF-IDF.

Only columns seen in training exist. Characters are counted once a distinct word, so that a linear score of a hundred thousand
sentences costs little more than cutting them into words. Lengths are divided out only in part (`SOFTNESS`): a code that a long text
mentions in passing is still mentioned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from qualitative.tagging.bag import Bag, grams, sparse_rows
from qualitative.tagging.rows import RowsOfWords

__all__ = ["PARTS", "Features", "Seen"]

SOFTNESS = 0.6
PARTS = (("word", 1.0), ("pair", 0.5), ("gram", 1.0))


class Features:
    """Columns learned from training texts; `seen` finds them in any texts."""

    def __init__(self, columns: Mapping[str, dict[str, int]], idf: Mapping[str, np.ndarray]) -> None:
        self.columns = columns
        self.idf = idf
        self.spelling = RowsOfWords(self._spelling)  # words × character n-grams, for texts share most of their words

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
        # counting needs the columns, weighing needs the counts: made with no weights first
        made = cls(columns, {part: np.ones(len(names), dtype=np.float32) for part, names in columns.items()})
        seen = made.seen(bag)
        made.idf = {"gram": _idf(seen.counts["word"] @ seen.spelling)}
        made.idf |= {part: _idf(seen.counts[part]) for part in ("word", "pair")}
        return made

    @property
    def width(self) -> int:
        """How many columns there are."""
        return sum(len(names) for names in self.columns.values())

    @property
    def names(self) -> list[str]:
        """What each column is, in the order of the columns."""
        return [name for part, _ in PARTS for name in self.columns[part]]

    def seen(self, bag: Bag) -> Seen:
        """These columns in the texts of `bag`."""
        return Seen(self, bag)

    def _spelling(self, words: Sequence[str]) -> sparse.csr_matrix:
        known = self.columns["gram"]
        return sparse_rows(
            [[known[gram] for gram in sorted(grams(word)) if gram in known] for word in words], len(known)
        )

    def state(self) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """(plain data, arrays) from which `of_state` makes the same features."""
        return {part: list(names) for part, names in self.columns.items()}, dict(self.idf)

    @classmethod
    def of_state(cls, names: Mapping[str, list[str]], idf: Mapping[str, np.ndarray]) -> Features:
        """What `state` gave, as features again."""
        return cls({part: {name: n for n, name in enumerate(names[part])} for part, _ in PARTS}, idf)


class Seen:
    """Columns in the texts of one bag: weighted (`rows`), a linear score without building them (`scores`), or there or not (`present`)."""

    def __init__(self, features: Features, bag: Bag) -> None:
        self.features, self.bag = features, bag
        # the bag numbers its words in its own order; `pick` brings each known one into its column and drops the others
        known = np.array([features.columns["word"].get(word, -1) for word in bag.words], dtype=np.int64)
        pick = sparse.csr_matrix(
            (np.ones((known >= 0).sum(), dtype=np.float32), (np.flatnonzero(known >= 0), known[known >= 0])),
            shape=(len(bag.words), len(features.columns["word"])),
        )
        self.spelling = features.spelling(bag.words)
        self.counts = {"word": _damped(bag.counts) @ pick, "pair": self._pairs(known)}

    def rows(self) -> sparse.csr_matrix:
        """Texts × columns."""
        idf = self.features.idf
        weighted = {part: self.counts[part] @ sparse.diags(idf[part]) for part in ("word", "pair")}
        weighted["gram"] = _damped(self.bag.counts) @ (self.spelling @ sparse.diags(idf["gram"]))
        scale = self._scales()
        parts = [sparse.diags(scale[part] * weight) @ weighted[part] for part, weight in PARTS]
        rows: sparse.csr_matrix = sparse.hstack(parts).tocsr()
        return rows

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """`rows() @ weights`, for weights of columns × codes."""
        scale, start = self._scales(), 0
        total = np.zeros((self.bag.counts.shape[0], weights.shape[1]), dtype=np.float32)
        for part, weight in PARTS:
            idf = self.features.idf[part]
            # multiplied from the right, columns × codes first: no table of texts × columns is ever built
            own = weights[start : start + len(idf)] * idf[:, None]
            start += len(idf)
            if part == "gram":
                found = _damped(self.bag.counts) @ np.asarray(self.spelling @ own)
            else:
                found = self.counts[part] @ own
            total += (scale[part] * weight)[:, None] * found
        return total

    def present(self, kept: np.ndarray) -> sparse.csr_matrix:
        """Texts × the columns numbered `kept` (rising): 1 where the text holds the column."""
        found, start = [], 0
        for part, _ in PARTS:
            size = len(self.features.columns[part])
            own = kept[(kept >= start) & (kept < start + size)] - start
            start += size
            found.append(self.bag.counts @ self.spelling[:, own] if part == "gram" else self.counts[part][:, own])
        there: sparse.csr_matrix = sparse.hstack(found).tocsr()
        there.data = np.ones_like(there.data, dtype=np.float32)
        return there

    def _pairs(self, known: np.ndarray) -> sparse.csr_matrix:
        """Pairs are looked up as numbers, for a sentence has as many pairs as words and a text key for each would be slow."""
        # the pair (a, b) has the key a * size + b; the keys of all known pairs in rising order are searched for those of the texts
        words = self.features.columns["word"]
        size = len(words) + 1
        halves = [pair.split(" ") for pair in self.features.columns["pair"]]
        keys = np.array([words[a] * size + words[b] for a, b in halves], dtype=np.int64)
        order = np.argsort(keys)
        text, first, second = self.bag.pairs
        first, second = known[first], known[second]
        wanted = np.where((first >= 0) & (second >= 0), first * size + second, -1)
        place = np.searchsorted(keys[order], wanted)
        place[place == len(keys)] = 0  # beyond the last key: any place will do, for the comparison below fails there
        hit = (wanted >= 0) & (keys[order][place] == wanted) if len(keys) else np.zeros(len(wanted), dtype=bool)
        columns = order[place[hit]] if len(keys) else np.zeros(0, dtype=np.int64)
        found = sparse.csr_matrix(
            (np.ones(len(columns), dtype=np.float32), (text[hit], columns)), shape=(self.bag.counts.shape[0], len(keys))
        )
        found.sum_duplicates()
        return _damped(found)

    def _scales(self) -> dict[str, np.ndarray]:
        """What each text's part is multiplied with: its length to the power -SOFTNESS."""
        idf = self.features.idf
        squares = {part: self.counts[part].power(2) @ (idf[part] ** 2) for part in ("word", "pair")}
        squares["gram"] = _damped(self.bag.counts).power(2) @ np.asarray(self.spelling @ idf["gram"] ** 2).ravel()
        return {part: _power(value) for part, value in squares.items()}


def _damped(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    damped = counts.astype(np.float32)
    damped.data = 1 + np.log(damped.data)
    return damped


def _idf(counts: sparse.csr_matrix) -> np.ndarray:
    seen = np.bincount(counts.tocsr().indices, minlength=counts.shape[1])
    return (np.log((1 + counts.shape[0]) / (1 + seen)) + 1).astype(np.float32)


def _power(squares: np.ndarray) -> np.ndarray:
    return np.where(squares > 0, squares, 1).astype(np.float32) ** np.float32(-SOFTNESS / 2)
