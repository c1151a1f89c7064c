"""Saturation: how many codes have appeared after so many documents, over many orders of the documents. Pure.

Whether it may be asked at all depends on design and provenance: see `analysis.limits.refusal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitative.errors import StatisticError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["saturation"]


def saturation(
    evidence: pd.DataFrame, documents: Sequence[str], permutations: int = 1000, seed: int = 2018
) -> pd.DataFrame:
    """n, given, mean, low, high, new: distinct codes after n documents, in the given order and over random ones (5% to 95%).

    `new` is the mean number of codes that the nth document adds. Documents that carry no code count too. Raises StatisticError without documents.
    """
    import numpy as np
    import pandas as pd

    if not documents or permutations < 1:
        raise StatisticError(
            f"saturation needs documents and at least one order, not {len(documents)} and {permutations}; mark documents as done"
        )
    codes = sorted(evidence.loc[evidence["document"].isin(documents), "code"].unique())
    carried = np.zeros((len(documents), len(codes)), dtype=bool)
    places = {document: place for place, document in enumerate(documents)}
    columns = {code: place for place, code in enumerate(codes)}
    for document, code in set(zip(evidence["document"], evidence["code"], strict=True)):
        if document in places:
            carried[places[document], columns[code]] = True
    random = np.random.default_rng(seed)
    orders = [random.permutation(len(documents)) for _ in range(permutations)]
    curves = np.array([np.logical_or.accumulate(carried[order]).sum(axis=1) for order in orders])
    mean = curves.mean(axis=0)
    return pd.DataFrame({
        "n": range(1, len(documents) + 1),
        "given": np.logical_or.accumulate(carried).sum(axis=1),
        "mean": mean,
        "low": np.quantile(curves, 0.05, axis=0),
        "high": np.quantile(curves, 0.95, axis=0),
        "new": np.diff(mean, prepend=0),
    })  # fmt: skip
