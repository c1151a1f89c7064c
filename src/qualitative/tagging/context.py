"""What stands around a sentence: the sentences beside it in its turn, and the interviewer's question that the turn answers.

Their words are columns of their own, with half the weight of the sentence's; then the log-odds of a code rise as far as the sentences beside
have it more than texts usually do, and fall likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from qualitative.errors import TaggerError
from qualitative.tagging.bag import read_words
from qualitative.tagging.features import Features
from qualitative.tagging.kernel import sigmoid

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.tagging.tagger import Tagger

__all__ = ["Context", "Surroundings", "contexts_in", "contexts_of", "picked", "predicted"]

WEIGHTS = {"question": 0.5, "beside": 0.5}  # of the words around a sentence, its own being 1
BESIDE = 0.4  # how much the log-odds of the sentences beside count, the sentence's own being 1


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences beside a text in the same turn, and the question before that turn; empty where there is none."""

    before: str = ""
    after: str = ""
    question: str = ""

    @property
    def beside(self) -> str:
        """Both sentences as one text."""
        return f"{self.before} {self.after}"


class Surroundings:
    """The columns of contexts, and for each column what it adds to each code once that is learned."""

    def __init__(self, features: Mapping[str, Features], weights: Mapping[str, np.ndarray] | None = None) -> None:
        self.features = features
        self.weights = weights or {}

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

    def take(self, columns: np.ndarray) -> None:
        """Keep the learned weights, columns × codes in the order of `rows`."""
        start, self.weights = 0, {}
        for part, weight in WEIGHTS.items():
            end = start + self.features[part].width
            self.weights[part] = columns[start:end] * np.float32(weight)
            start = end

    def scores(self, part: str, texts: Sequence[str]) -> np.ndarray:
        """Texts × codes: what texts add as `question`, or as what stands `beside`."""
        distinct = list(dict.fromkeys(texts))  # a question stands before every sentence of its answer
        place = {text: number for number, text in enumerate(distinct)}
        scores = self.features[part].seen(read_words(distinct)).scores(self.weights[part])
        return scores[np.array([place[text] for text in texts], dtype=np.int64)]


def contexts_of(context: Iterable[Context | Mapping[str, Any] | None] | None, texts: int) -> list[Context] | None:
    """The context of each text, or None. Raises TaggerError where there are more or fewer than texts, or where one is no context."""
    if context is None:
        return None
    if isinstance(context, (str, bytes, Mapping)):
        raise TaggerError(f"context is {str(context)[:40]!r}; give a list with one mapping for each text")
    found = list(context)
    if len(found) != texts:
        raise TaggerError(f"{texts} texts but {len(found)} contexts; give one for each text, None where it has none")
    return [_context(number, given) for number, given in enumerate(found)]


def _context(number: int, given: Context | Mapping[str, Any] | None) -> Context:
    if isinstance(given, Context):
        return given
    if given is None:
        return Context()
    if not isinstance(given, Mapping) or not set(given) <= set(Context.__slots__):
        said = ", ".join(map(str, given)) if isinstance(given, Mapping) else str(given)[:40]
        raise TaggerError(f"the context of text {number} is {said!r}; give a mapping with before, after and question")
    texts = {key: "" if value is None or value != value else value for key, value in given.items()}  # NaN: empty cell
    for key, value in texts.items():
        if not isinstance(value, str):
            raise TaggerError(f"{key} in the context of text {number} is {str(value)[:40]!r}; give it as text")
    return Context(**texts)


def contexts_in(table: pd.DataFrame) -> list[Context]:
    """The contexts that a table of sentences holds (tagging.sources)."""
    return [Context(*row) for row in zip(table["before"], table["after"], table["question"], strict=True)]


def picked(contexts: Sequence[Any] | None, rows: Iterable[int]) -> list[Any] | None:
    """The contexts of some texts, or None where there are none."""
    return None if contexts is None else [contexts[number] for number in rows]


def predicted(tagger: Tagger, texts: Sequence[str], contexts: Sequence[Context]) -> np.ndarray:
    """Probabilities, texts × codes. A sentence beside is judged by its own words and the question, so that the answer
    does not depend on which texts are asked for together."""
    distinct = list(dict.fromkeys([*texts, *(c.before for c in contexts), *(c.after for c in contexts)]))
    place = {text: number for number, text in enumerate(distinct)}
    alone = tagger._scores(read_words(distinct), distinct)
    asked, own = np.zeros((len(texts), alone.shape[1])), alone[[place[text] for text in texts]]
    if tagger.around_ is not None:
        asked = tagger.around_.scores("question", [c.question for c in contexts])
        own = own + tagger.around_.scores("beside", [c.beside for c in contexts])
    p = np.asarray(tagger._platt(own + asked), dtype=np.float64)
    near, count = np.zeros_like(p), np.zeros(len(texts))
    for side in ("before", "after"):
        rows = np.array([n for n, c in enumerate(contexts) if getattr(c, side).strip()], dtype=np.int64)
        near[rows] += tagger._platt(alone[[place[getattr(contexts[n], side)] for n in rows]] + asked[rows])
        count[rows] += 1
    has = count > 0
    more = _log_odds(near[has] / count[has, None]) - _log_odds(tagger.usual_)
    p[has] = sigmoid(_log_odds(p[has]) + BESIDE * more)
    return p


def _log_odds(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))
