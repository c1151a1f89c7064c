"""Why a code is suggested for a text: cues of the codebook found there, words of it that coded texts taught, and, with embeddings, its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from qualitative.tagging.bag import Bag
from qualitative.tagging.cues import Cues
from qualitative.tagging.model import Learned, Model
from qualitative.tagging.rows import RowsOfWords

__all__ = ["REASONS", "LearnedWords", "Reasons"]

REASONS = 3
_LEAST = 0.02  # what a word must add to a code's score to be a reason
_LEAST_MEANING = 0.05
_MEANINGS = ("meaning (codebook)", "meaning (coded texts)")
_WHOLE = "whole text (coded texts)"  # no word stands out, but the text is like coded ones

Found = tuple[np.ndarray, np.ndarray, np.ndarray]  # which pair of text and code, which label, how much it adds


class LearnedWords(RowsOfWords):
    """Words × codes: what each word alone adds to a code's score, by what was learned from coded texts."""

    def __init__(self, learned: Learned) -> None:
        super().__init__(learned.alone)


class Reasons:
    """The reasons for suggestions on the texts of one bag."""

    def __init__(self, model: Model, bag: Bag, words: LearnedWords | None) -> None:
        self._likeness, self._learned = model.prior.likeness, model.learned
        self._bag, self._cues = bag, model.prior.cues
        self._taught_alone = None if words is None else words(bag.words)
        self._otherwise = [_WHOLE] if model.learned and model.learned.neighbours else []
        self._codes = len(model.prior.codes)
        cues = self._cues.cues
        self._code = np.array([cue.code for cue in cues], dtype=np.int64)
        self._weight = np.array([cue.weight for cue in cues], dtype=np.float64)
        labels = [*map(str, cues), *(f"{word} (coded texts)" for word in bag.words), *_MEANINGS]
        # equal reasons stand in the order of the alphabet; ranks are numbers, which sort faster than labels
        order = sorted(range(len(labels)), key=labels.__getitem__)
        self._labels = np.array(labels, dtype=object)
        self._rank = np.empty(len(labels), dtype=np.int64)
        self._rank[order] = np.arange(len(labels))
        self._speaking = _cues_by_word(self._cues, bag.words)

    def of(self, texts: Sequence[str], numbers: np.ndarray, codes: np.ndarray) -> list[list[str]]:
        """For each pair (text number, code) the strongest reasons, each as `words (where they come from)`; numbers in rising order."""
        if not len(numbers):
            return []
        rows, row = np.unique(numbers, return_inverse=True)
        hits = self._cues.found(self._bag, rows)
        found = [self._cued(hits, row, codes)]
        if self._taught_alone is not None:
            found.append(self._taught(self._taught_alone, hits, rows[row], row, codes))
        found += self._meant([texts[number] for number in rows.tolist()], row, codes)
        pair, label, value = (np.concatenate(part) for part in zip(*found, strict=True))
        strongest = self._strongest(pair, label, value, len(numbers))
        return [reasons or self._otherwise for reasons in strongest]

    def _cued(self, hits: np.ndarray, row: np.ndarray, codes: np.ndarray) -> Found:
        """Cues of a pair's code that its text holds."""
        # texts × codes: which pair this is, -1 where the code is not suggested for the text
        pairs = np.full((len(hits), self._codes), -1, dtype=np.int64)
        pairs[row, codes] = np.arange(len(row))
        text, cue = np.nonzero(hits)
        pair = pairs[text, self._code[cue]]
        text, cue, pair = text[pair >= 0], cue[pair >= 0], pair[pair >= 0]
        # half: cues come into a score through the curve `cold`, which at its steepest rises by about 0.5
        return pair, cue, 0.5 * hits[text, cue].astype(np.float64) * self._weight[cue]

    def _taught(
        self, alone: np.ndarray, hits: np.ndarray, texts: np.ndarray, row: np.ndarray, codes: np.ndarray
    ) -> Found:
        """Words of a pair's text that coded texts taught for its code, without those of the cues that the text holds."""
        # one row for each word of each pair's text: `pair` repeats the pair, `place` counts its words from 0
        counts = self._bag.counts
        length = np.diff(counts.indptr)[texts]
        pair = np.repeat(np.arange(len(row)), length)
        place = np.arange(len(pair)) - np.repeat(np.cumsum(length) - length, length)
        word = counts.indices[np.repeat(counts.indptr[texts], length) + place]
        value = alone[word, codes[pair]]
        telling = value > _LEAST
        pair, word, value = pair[telling], word[telling], value[telling]
        # a word is left out where a cue of the code with that word was found; a word has a few cues, so they are gone through
        # one after another for all words at once
        keys, cues = self._speaking
        wanted = word * np.int64(self._codes) + codes[pair]
        first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        said = np.zeros(len(pair), dtype=bool)
        for more in range(int((last - first).max(initial=0))):
            there = np.flatnonzero(first + more < last)
            said[there] |= hits[row[pair[there]], cues[first[there] + more]] > 0
        return pair[~said], word[~said] + len(self._weight), value[~said].astype(np.float64)

    def _meant(self, texts: Sequence[str], row: np.ndarray, codes: np.ndarray) -> Iterator[Found]:
        """What the vectors of the texts add to a pair's code; nothing without embeddings."""
        embedded = self._likeness.vectors(texts)
        if not embedded.size:
            return
        much = [0.5 * self._likeness.scores(embedded)]
        if self._learned is not None:
            much.append(self._learned.centre.around(embedded) @ self._learned.linear.vectors)
        for place, scores in enumerate(much, len(self._labels) - len(_MEANINGS)):
            value = scores[row, codes]
            pair = np.flatnonzero(value > _LEAST_MEANING)
            yield pair, np.full(len(pair), place), value[pair].astype(np.float64)

    def _strongest(self, pair: np.ndarray, label: np.ndarray, value: np.ndarray, pairs: int) -> list[list[str]]:
        """The labels of each pair's strongest reasons; the last key of the sort counts first: pair, then strength, then the alphabet."""
        order = np.lexsort((self._rank[label], -value, pair))
        pair, label = pair[order], label[order]
        length = np.bincount(pair, minlength=pairs)
        place = np.arange(len(pair)) - np.repeat(np.cumsum(length) - length, length)
        names = self._labels[label[place < REASONS]].tolist()
        ends = np.cumsum(np.minimum(length, REASONS)).tolist()
        return [names[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _cues_by_word(cues: Cues, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """(sorted keys, cues): key word × codes + code stands once for each cue of that code with that word."""
    place = {word: number for number, word in enumerate(words)}
    found = sorted(
        (place[word] * cues.size + cue.code, number)
        for number, cue in enumerate(cues.cues)
        for word in cue.words
        if word in place
    )
    keys, numbers = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return keys, numbers
