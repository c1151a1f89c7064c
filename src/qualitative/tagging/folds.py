"""Which texts are left out together: whole groups, drawn the same way every time."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

__all__ = ["folds_of"]


def folds_of(groups: Sequence[Hashable] | None, texts: int, folds: int, seed: int = 0) -> np.ndarray:
    """A fold number for each text. Texts of one group share a fold; the folds hold about as many texts each."""
    random = np.random.default_rng(seed)
    if groups is None:
        return random.permutation(np.arange(texts) % max(1, min(folds, texts)))
    names = list(dict.fromkeys(groups))
    sizes = dict.fromkeys(names, 0)
    for group in groups:
        sizes[group] += 1
    load = np.zeros(max(1, min(folds, len(names))))
    fold: dict[Hashable, int] = {}
    for number in sorted(random.permutation(len(names)).tolist(), key=lambda n: -sizes[names[n]]):
        fold[names[number]] = int(load.argmin())
        load[fold[names[number]]] += sizes[names[number]]
    return np.array([fold[group] for group in groups], dtype=np.int64)
