"""From a model to the probabilities of codes, of texts alone or with what stands around them.

Words around a sentence add their own scores (see surroundings); then the log-odds of a code rise as far as the sentences beside have it more
than texts usually do, and fall likewise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualitative.tagging.bag import Bag, read_words
from qualitative.tagging.context import Context
from qualitative.tagging.kernel import sigmoid
from qualitative.tagging.model import Model

__all__ = ["BESIDE", "probabilities"]

BESIDE = 0.4  # how much the log-odds of the sentences beside count, the sentence's own being 1


def probabilities(
    model: Model, bag: Bag, texts: Sequence[str], contexts: Sequence[Context] | None = None
) -> np.ndarray:
    """Texts × codes, for texts and their words (`bag`). A code is at least as probable as the codes below it."""
    if contexts is not None:
        return model.prior.lifted(_in_context(model, texts, contexts))
    return model.prior.lifted(model.platt(model.scores(bag, texts)))


def _in_context(model: Model, texts: Sequence[str], contexts: Sequence[Context]) -> np.ndarray:
    """A sentence beside is judged by its own words and the question, so that the answer does not depend on which texts are
    asked for together."""
    distinct = list(dict.fromkeys([*texts, *(c.before for c in contexts), *(c.after for c in contexts)]))
    place = {text: number for number, text in enumerate(distinct)}
    alone = model.scores(read_words(distinct), distinct)
    asked, own = np.zeros((len(texts), alone.shape[1])), alone[[place[text] for text in texts]]
    around = model.learned.around if model.learned else None
    if around is not None:
        asked = around.scores("question", [c.question for c in contexts])
        own = own + around.scores("beside", [c.beside for c in contexts])
    p = np.asarray(model.platt(own + asked), dtype=np.float64)
    near, count = np.zeros_like(p), np.zeros(len(texts))
    for side in ("before", "after"):
        rows = np.array([n for n, c in enumerate(contexts) if getattr(c, side).strip()], dtype=np.int64)
        near[rows] += model.platt(alone[[place[getattr(contexts[n], side)] for n in rows]] + asked[rows])
        count[rows] += 1
    has = count > 0
    more = _log_odds(near[has] / count[has, None]) - _log_odds(model.usual)
    p[has] = sigmoid(_log_odds(p[has]) + BESIDE * more)
    return p


def _log_odds(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    odds: np.ndarray = np.log(p / (1 - p))
    return odds
