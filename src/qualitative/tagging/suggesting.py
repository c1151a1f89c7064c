"""From probabilities to suggestions with their reasons: which words, and which part of the codebook, spoke for the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.errors import TaggerError
from qualitative.tagging.bag import read_words
from qualitative.tagging.context import Context
from qualitative.tagging.context_reasons import with_context
from qualitative.tagging.model import Model
from qualitative.tagging.probabilities import probabilities
from qualitative.tagging.reasons import LearnedWords, Reasons

if TYPE_CHECKING:
    import pandas as pd


__all__ = ["suggestions", "words_of"]

_ROWS = 10_000  # texts at a time: tables of texts × cues take memory


def suggestions(
    model: Model,
    texts: Sequence[str],
    top: int = 3,
    minimum: float | None = None,
    contexts: Sequence[Context] | None = None,
    learned: LearnedWords | None = None,
) -> pd.DataFrame:
    """One row a suggestion, by text and then falling probability: text (its number), code, probability, reasons.

    A code is left out where one below it is suggested, for the nearer code says it all. `learned` keeps what words teach from one call to the
    next. Raises TaggerError where `top` is below 0.
    """
    import pandas as pd

    if top < 0:
        raise TaggerError(f"top is {top}; say how many codes a text may get at most, 0 or more")
    bag = read_words(texts)
    found = probabilities(model, bag, texts, contexts)
    lowest = model.thresholds if minimum is None else minimum
    because = Reasons(model, bag, learned or words_of(model))
    numbers, codes, why = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], []
    for first, part in _parts(found):
        text, code = _chosen(part, lowest, model, top)
        numbers.append(text + first)
        codes.append(code)
        why += because.of(texts, numbers[-1], code)
    text, code = np.concatenate(numbers), np.concatenate(codes)
    if contexts is not None:
        why = with_context(model, texts, contexts, (text, code), why)
    return pd.DataFrame({
        "text": text, "code": [model.prior.codes[one] for one in code.tolist()],
        "probability": found[text, code].astype(float), "reasons": why,
    })  # fmt: skip


def words_of(model: Model) -> LearnedWords | None:
    """What words teach, kept from one call of `suggestions` to the next; None where nothing was learned."""
    return None if model.learned is None else LearnedWords(model.learned)


def _parts(probabilities: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    for first in range(0, len(probabilities), _ROWS):
        yield first, probabilities[first : first + _ROWS]


def _chosen(
    probabilities: np.ndarray, lowest: np.ndarray | float, model: Model, top: int
) -> tuple[np.ndarray, np.ndarray]:
    """(texts, codes) to suggest, by text and then falling probability."""
    column = {code: place for place, code in enumerate(model.prior.codes)}
    above = np.zeros((len(column), len(column)), dtype=np.float32)
    for code, parents in model.prior.above.items():
        above[column[code], [column[parent] for parent in parents]] = 1
    wanted = probabilities >= lowest
    wanted &= ~(wanted.astype(np.float32) @ above > 0)
    order = np.argsort(-probabilities, axis=1, kind="stable")
    wanted = np.take_along_axis(wanted, order, axis=1)
    wanted &= wanted.cumsum(axis=1) <= top
    text, rank = np.nonzero(wanted)
    return text, order[text, rank]
