"""A matrix whose rows belong to words, each computed once: texts that are read in parts share most of their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["RowsOfWords"]

_MOST = 200_000  # words kept


class RowsOfWords:
    """`make` gives words × columns (dense or sparse), each row from its own word alone; calling this gives the same, sooner.

    What is kept belongs to the process: it does not travel when this is pickled.
    """

    def __init__(self, make: Callable[[list[str]], Any]) -> None:
        self._make = make
        self._kept: tuple[dict[str, int], Any] = ({}, None)

    def __call__(self, words: Sequence[str]) -> Any:
        """The rows of `words`, in their order."""
        places, rows = self._kept
        new = [word for word in words if word not in places]
        if new or rows is None:
            if len(places) + len(new) > _MOST:
                places, rows, new = {}, None, list(dict.fromkeys(words))
            made = self._make(new)
            places = {**places, **{word: len(places) + n for n, word in enumerate(new)}}
            rows = made if rows is None else _below(rows, made)
            self._kept = (places, rows)  # both at once, for another thread may read here
        return rows[np.fromiter((places[word] for word in words), dtype=np.int64, count=len(words))]

    def __getstate__(self) -> dict[str, Any]:
        return {"_make": self._make, "_kept": ({}, None)}


def _below(rows: Any, more: Any) -> Any:
    if isinstance(rows, sparse.csr_matrix):
        return sparse.vstack([rows, more], format="csr")
    return np.concatenate([rows, more])
