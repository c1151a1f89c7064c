"""Which word around a sentence spoke for a code: of the question before it, or of a sentence beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualitative.tagging.bag import Bag, read_words
from qualitative.tagging.context import Context
from qualitative.tagging.model import Model
from qualitative.tagging.probabilities import BESIDE

__all__ = ["with_context"]

MOST = 3  # reasons of a suggestion, one around it among them
_LEAST = 0.05  # what a word must add to be a reason
_NAMES = {"question": "question before", "before": "sentence before", "after": "sentence after"}


def with_context(
    model: Model,
    texts: Sequence[str],
    contexts: Sequence[Context],
    pairs: tuple[np.ndarray, np.ndarray],
    why: Sequence[list[str]],
) -> list[list[str]]:
    """The reasons `why` of each pair (texts, codes) with the strongest word around the text that it does not hold, as `word (where)`."""
    numbers, codes = pairs
    asked = {side: [getattr(contexts[n], side) for n in numbers.tolist()] for side in _NAMES}
    own = [texts[n] for n in numbers.tolist()]
    place = {text: row for row, text in enumerate(dict.fromkeys([*own, *(t for side in asked.values() for t in side)]))}
    bag = read_words(place)
    beside, question = _values(model, bag)
    said = np.array([place[text] for text in own], dtype=np.int64)
    best, words, sides = np.zeros(len(own)), np.zeros(len(own), dtype=np.int64), np.zeros(len(own), dtype=np.int64)
    for number, (side, around) in enumerate(asked.items()):
        rows = np.array([place[text] for text in around], dtype=np.int64)
        value, word = _strongest(bag, said, rows, codes, question if side == "question" else beside)
        more = value > best
        best[more], words[more], sides[more] = value[more], word[more], number
    names = list(_NAMES.values())
    return [
        [*reasons[: MOST - 1], f"{bag.words[words[n]]} ({names[sides[n]]})"] if best[n] > _LEAST else reasons
        for n, reasons in enumerate(why)
    ]


def _strongest(
    bag: Bag, said: np.ndarray, rows: np.ndarray, codes: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair (what the strongest word of `rows` adds to the code, the word); words that the text itself holds are left out."""
    counts, wide = bag.counts, np.int64(max(len(bag.words), 1))
    length = np.diff(counts.indptr)[rows].astype(np.int64)
    pair = np.repeat(np.arange(len(rows)), length)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(length) - length, length)
    word = counts.indices[np.repeat(counts.indptr[rows], length) + within].astype(np.int64)
    value = values[word, codes[pair]]
    telling = np.flatnonzero(value > _LEAST)
    pair, word, value = pair[telling], word[telling], value[telling]
    held = np.repeat(np.arange(counts.shape[0], dtype=np.int64), np.diff(counts.indptr)) * wide + counts.indices
    wanted = said[pair] * wide + word
    there = np.minimum(np.searchsorted(held, wanted), max(len(held) - 1, 0))  # a bag's words stand in rising order
    other = held[there] != wanted if len(held) else np.zeros(0, dtype=bool)
    pair, word, value = pair[other], word[other], value[other]
    order = np.lexsort((word, -value, pair))
    first = order[np.unique(pair[order], return_index=True)[1]]
    best, which = np.zeros(len(rows)), np.zeros(len(rows), dtype=np.int64)
    best[pair[first]], which[pair[first]] = value[first], word[first]
    return best, which


def _values(model: Model, bag: Bag) -> tuple[np.ndarray, np.ndarray]:
    """(beside, question), each words × codes: what a word adds there, alone."""
    alone = read_words(bag.words)
    beside = 0.5 * np.maximum(model.prior.cues.scores(alone), 0)
    question = np.zeros_like(beside)
    if model.learned is not None:
        beside = beside + model.learned.alone(bag.words)
    beside = BESIDE * beside
    if model.learned is not None and model.learned.around is not None:
        beside = beside + model.learned.around.scores("beside", bag.words)
        question = model.learned.around.scores("question", bag.words)
    return beside, question
