"""What the codebook itself says about a text: keywords, and telling words of names and definitions, found in any spelling near enough.

This is all there is before anything was coded. The score of a code is the square root of the weight of its cues in the text, less a part of
the mean over codes: a long text holds a few cues of everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

import numpy as np
from scipy import sparse

from qualitative.tagging.bag import WORD, Bag, grams, sparse_rows
from qualitative.tagging.entries import Entry
from qualitative.tagging.rows import RowsOfWords
from qualitative.text.languages import stemmed_languages, stop_words
from qualitative.text.stems import stem

__all__ = ["Cue", "Cues"]

NEAR = 0.6  # cosine of character n-grams from which another spelling counts
STEM = 0.9  # what a word with the same stem counts
PHRASE_WORD = 0.4  # a word of a keyword of several words, alone
PROSE_WORD = 0.2  # a word of a name or definition
SHARED = 0.3  # part of the mean over codes that is taken away
_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that together speak for code number `code`, with a weight; `part` is keyword or definition."""

    code: int
    words: tuple[str, ...]
    weight: float
    part: str

    def __str__(self) -> str:
        return f"{' '.join(self.words)} ({self.part})"


class Cues:
    """The cues of a codebook, ready to be looked for in texts of `languages`."""

    def __init__(self, entries: Sequence[Entry], languages: Sequence[str]) -> None:
        self.size = len(entries)
        self._stemmed = stemmed_languages(languages)
        self.cues = _cues(entries, _Roots(stemmed_languages(languages, counted=True), stop_words(tuple(languages))))
        self._vocabulary = sorted({word for cue in self.cues for word in cue.words})
        place = {word: n for n, word in enumerate(self._vocabulary)}
        self._parts = np.array([place[word] for cue in self.cues for word in cue.words], dtype=np.int64)
        self._lengths = np.array([len(cue.words) for cue in self.cues], dtype=np.int64)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._weights = np.zeros((len(self.cues), self.size), dtype=np.float32)
        for number, cue in enumerate(self.cues):
            self._weights[number, cue.code] = cue.weight
        self._similar = RowsOfWords(self._similarity)

    def scores(self, bag: Bag) -> np.ndarray:
        """Texts × codes: how much of each code's cues the text holds."""
        if not self.cues:
            return np.zeros((bag.counts.shape[0], self.size), dtype=np.float32)
        similar = self._similar(bag.words)
        rows = range(0, bag.counts.shape[0], _ROWS)
        parts = [self._hits(bag.counts[start : start + _ROWS], similar) @ self._weights for start in rows]
        scores: np.ndarray = np.sqrt(np.concatenate(parts)) if parts else np.zeros((0, self.size), dtype=np.float32)
        scores -= SHARED * scores.mean(axis=1, keepdims=True)
        return scores

    def found(self, bag: Bag, texts: np.ndarray) -> np.ndarray:
        """Texts (by number) × cues, from 0 (not there) to 1 (there, letter by letter)."""
        if not self.cues:
            return np.zeros((len(texts), 0), dtype=np.float32)
        return self._hits(bag.counts[texts], self._similar(bag.words))

    def _hits(self, counts: sparse.csr_matrix, similar: sparse.csr_matrix) -> np.ndarray:
        there = counts.copy()
        there.data = np.ones_like(there.data)
        words = np.minimum((there @ similar).toarray(), 1)
        hits: np.ndarray = np.take(words, self._parts[self._starts], axis=1)
        for place in range(1, int(self._lengths.max())):  # most cues are one word
            longer = np.flatnonzero(self._lengths > place)
            hits[:, longer] = np.minimum(hits[:, longer], words[:, self._parts[self._starts[longer] + place]])
        return hits

    def _similarity(self, words: Sequence[str]) -> sparse.csr_matrix:
        """Words of texts × words of cues: how near they are, where they are near."""
        near = _spelling(words, self._known).dot(_spelling(self._vocabulary, self._known).T).tocoo()
        keep = near.data >= NEAR
        stems: dict[tuple[str, str], list[int]] = {}
        for number, word in enumerate(self._vocabulary):
            for language in self._stemmed:
                stems.setdefault((language, stem(word, language)), []).append(number)
        same = [
            (row, column)
            for row, word in enumerate(words)
            for language in self._stemmed
            for column in stems.get((language, stem(word, language)), ())
        ]
        shape = (len(words), len(self._vocabulary))
        spelled = sparse.csr_matrix((near.data[keep], (near.row[keep], near.col[keep])), shape=shape)
        rows, columns = np.array(same, dtype=np.int64).reshape(-1, 2).T
        stemmed = sparse.csr_matrix((np.full(len(rows), STEM, dtype=np.float32), (rows, columns)), shape=shape)
        stemmed.data = np.minimum(stemmed.data, STEM)  # several languages may agree on one pair
        return spelled.maximum(stemmed).tocsr()

    @property
    def _known(self) -> dict[str, int]:
        found = sorted({gram for word in self._vocabulary for gram in grams(word, 2, 4)})
        return {gram: n for n, gram in enumerate(found)}


def _spelling(words: Sequence[str], known: dict[str, int]) -> sparse.csr_matrix:
    """Words × character n-grams, each row of length one before n-grams that no cue has are left out."""
    all_grams = [sorted(grams(word, 2, 4)) for word in words]
    matrix = sparse_rows([[known[gram] for gram in row if gram in known] for row in all_grams], len(known))
    lengths = np.array([len(row) for row in all_grams], dtype=np.float32)
    spelled: sparse.csr_matrix = (sparse.diags(1 / np.sqrt(np.maximum(lengths, 1))) @ matrix).tocsr()
    return spelled


@dataclass(frozen=True)
class _Roots:
    """What tells that two words of a codebook count as one: the shortest stem that any of `languages` gives."""

    languages: Sequence[str]
    stop_words: frozenset[str]

    def __call__(self, word: str) -> str:
        return min((stem(word, language) for language in self.languages), key=len, default=word)

    def telling(self, words: Iterable[str]) -> dict[str, str]:
        """Root -> word, for words that are not stop words."""
        found: dict[str, str] = {}
        for word in words:
            if word not in self.stop_words and len(word) > 1:
                found.setdefault(self(word), word)
        return found


def _cues(entries: Sequence[Entry], roots_of: _Roots) -> list[Cue]:
    phrases = [
        roots_of.telling(word for text in e.keywords if len(_split(text)) > 1 for word in _split(text)) for e in entries
    ]
    prose = [roots_of.telling(word for text in e.prose for word in _split(text)) for e in entries]
    shared: dict[str, int] = {}
    for one, other in zip(phrases, prose, strict=True):
        for root in one.keys() | other.keys():
            shared[root] = shared.get(root, 0) + 1
    cues = []
    for number, entry in enumerate(entries):
        keywords = list(dict.fromkeys(words for text in entry.keywords if (words := tuple(_split(text)))))
        cues += [Cue(number, words, 1.0, "keyword") for words in keywords]
        had = {roots_of(words[0]) for words in keywords if len(words) == 1}
        for roots, weight, part in (
            (phrases[number], PHRASE_WORD, "keyword"),
            (prose[number], PROSE_WORD, "definition"),
        ):
            for root, word in roots.items():
                telling = _telling_weight(shared[root], len(entries))
                if root not in had and telling > 0:
                    cues.append(Cue(number, (word,), weight * telling, part))
                    had.add(root)
    return cues


def _telling_weight(codes: int, of: int) -> float:
    """1 for a word that one code has, 0 for a word that all have."""
    return float(np.log(of / codes) / np.log(of)) if of > 1 else 1.0


def _split(text: str) -> list[str]:
    return WORD.findall(normalize("NFC", text).lower())
