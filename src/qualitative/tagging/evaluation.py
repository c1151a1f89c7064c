"""How good the suggestions are: cross-validation that leaves whole documents out, with intervals and a learning curve."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.tagging.folds import folds_of
from qualitative.tagging.metrics import average_precision, calibration_error, macro_f1
from qualitative.tagging.tagger import Tagger
from qualitative.tagging.vector_store import keeping

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codebook.tree import Codebook

__all__ = ["Evaluation", "evaluation"]

FEW = 10  # examples of a code below which its figures say little
RESAMPLES = 200
SIZES = (0, 8, 16, 32, 64, 128, 256, 512)


@dataclass(frozen=True)
class Evaluation:
    """`codes`: one row a code; `curve`: quality by number of coded sentences; `calibration`: the mean error; `warnings`: sentences."""

    codes: pd.DataFrame
    curve: pd.DataFrame
    calibration: float
    warnings: list[str]

    def __str__(self) -> str:
        shown = self.codes.round(2).to_string(index=False) + "\n\n" + self.curve.round(3).to_string(index=False)
        return "\n".join([shown, f"\ncalibration error {self.calibration:.3f}", *self.warnings])


def evaluation(
    codebook: Codebook | Iterable[Mapping[str, Any]],
    texts: Sequence[str],
    codes: Sequence[Collection[str]],
    documents: Sequence[str],
    folds: int = 5,
    seed: int = 0,
    **options: Any,
) -> Evaluation:
    """Each text is judged by a tagger that saw no text of its document; intervals resample documents."""
    import pandas as pd

    tagger = Tagger(codebook, **keeping(None, options))
    usable = set(tagger.codes_)
    codes = [frozenset(given) & usable for given in codes]
    given = tagger._labels(texts, codes).astype(bool)
    fold = folds_of(documents, len(texts), folds, seed)
    p, said = np.zeros(given.shape), np.zeros(given.shape, dtype=bool)
    for left in np.unique(fold):
        _train(tagger, np.flatnonzero(fold != left), texts, codes, documents)
        out = fold == left
        p[out] = tagger.predict_proba([texts[n] for n in np.flatnonzero(out)])
        said[out] = p[out] >= tagger.thresholds_
    samples = _resamples(documents, seed)
    rows = [
        _row(code, given[:, c], said[:, c], p[:, c], samples)
        for c, code in enumerate(tagger.codes_)
        if given[:, c].any()
    ]
    table = pd.DataFrame(rows, columns=["code", "examples", "precision", "recall", "average_precision", "low", "high"])
    few = [
        f"{row.code} has {row.examples} coded sentences, fewer than {FEW}: its figures may be chance"
        for row in table.itertuples()
        if row.examples < FEW
    ]
    curve = _curve(tagger, texts, codes, documents, given, fold, seed)
    return Evaluation(table, curve, calibration_error(given, p), few)


def _train(
    tagger: Tagger, rows: np.ndarray, texts: Sequence[str], codes: Sequence[Collection[str]], documents: Sequence[str]
) -> None:
    tagger.fit([texts[n] for n in rows], [codes[n] for n in rows], [documents[n] for n in rows])


def _row(
    code: str, given: np.ndarray, said: np.ndarray, p: np.ndarray, samples: list[np.ndarray]
) -> tuple[object, ...]:
    right = int((given & said).sum())
    resampled = [average_precision(given[rows], p[rows]) for rows in samples if given[rows].any()]
    low, high = np.percentile(resampled, [2.5, 97.5]) if len(resampled) > 20 else (np.nan, np.nan)
    precision = right / said.sum() if said.any() else np.nan
    return code, int(given.sum()), precision, right / given.sum(), average_precision(given, p), low, high


def _resamples(documents: Sequence[str], seed: int) -> list[np.ndarray]:
    random = np.random.default_rng(seed)
    names = list(dict.fromkeys(documents))
    rows = {name: np.flatnonzero(np.asarray(documents, dtype=object) == name) for name in names}
    draws = (random.integers(0, len(names), len(names)) for _ in range(RESAMPLES))
    return [np.concatenate([rows[names[n]] for n in draw]) for draw in draws]


def _curve(
    tagger: Tagger,
    texts: Sequence[str],
    codes: Sequence[Collection[str]],
    documents: Sequence[str],
    given: np.ndarray,
    fold: np.ndarray,
    seed: int,
) -> pd.DataFrame:
    """Quality by number of coded sentences, tested on documents left out."""
    import pandas as pd

    rows = []
    for size in SIZES:
        found = []
        for left in np.unique(fold):
            train, test = np.flatnonzero(fold != left), np.flatnonzero(fold == left)
            if size > len(train):
                continue
            drawn = np.random.default_rng(seed).permutation(train)[:size]
            _train(tagger, drawn, texts, codes, documents)
            p = tagger.predict_proba([texts[n] for n in test])
            there = given[test].any(axis=0)
            mean = np.mean([average_precision(given[test][:, c], p[:, c]) for c in np.flatnonzero(there)] or [np.nan])
            found.append((mean, macro_f1(given[test], p >= tagger.thresholds_)))
        if found:
            rows.append((size, *np.nanmean(found, axis=0)))
    return pd.DataFrame(rows, columns=["sentences", "mean_average_precision", "macro_f1"])
