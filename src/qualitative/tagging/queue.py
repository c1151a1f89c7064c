"""Which sentence to code next.

Random order is the default, for estimates can rest on it. Measured by benchmarks/tagging_queue.py and in notebooks/03-suggestions.ipynb, the best
other order gains some hundredths of mean average precision, and chooses texts that are unlike the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.errors import TaggerError
from qualitative.tagging.bag import read_words
from qualitative.tagging.features import Features

if TYPE_CHECKING:
    from qualitative.tagging.tagger import Tagger

__all__ = ["ORDERS", "queue"]

ORDERS = ("random", "diverse", "uncertain", "rare")


def queue(tagger: Tagger, texts: Sequence[str], order: str = "random", size: int = 30, seed: int = 0) -> list[int]:
    """The numbers of `size` texts to code next.

    `diverse` goes on to the text least like those chosen, `uncertain` takes those whose codes are least sure, `rare` those likeliest to hold
    the codes with fewest examples.
    """
    drawn = np.random.default_rng(seed).permutation(len(texts))
    if order not in ORDERS:
        raise TaggerError(f"order {order!r} is unknown; choose from {', '.join(ORDERS)}")
    if order == "random" or not len(texts):
        return list(map(int, drawn[:size]))
    if order == "diverse":
        return _diverse(texts, drawn, size)
    p = tagger.predict_proba(texts)
    if order == "uncertain":
        value = (p * (1 - p)).sum(axis=1)
    else:
        value = (p / (1 + tagger.positives_)).sum(axis=1)
    return list(map(int, drawn[np.argsort(-value[drawn], kind="stable")[:size]]))


def _diverse(texts: Sequence[str], drawn: np.ndarray, size: int) -> list[int]:
    """Greedy: each next text is the one whose nearest chosen neighbour is farthest."""
    bag = read_words(texts)
    rows = Features.learn(bag).seen(bag).rows()
    lengths = np.sqrt(np.asarray(rows.power(2).sum(axis=1)).ravel())
    chosen = [int(drawn[0])]
    nearest = np.zeros(len(texts))
    while len(chosen) < min(size, len(texts)):
        last = rows[chosen[-1]]
        alike = (rows @ last.T).toarray().ravel() / np.maximum(lengths * lengths[chosen[-1]], 1e-9)
        nearest = np.maximum(nearest, alike)
        nearest[chosen] = np.inf
        chosen.append(int(drawn[np.argmin(nearest[drawn])]))
    return chosen
