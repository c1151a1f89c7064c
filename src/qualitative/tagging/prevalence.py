"""How many texts of a corpus have a code: estimated from a random draw coded blind, with machine help that can't bias it.

Prediction-powered inference (Angelopoulos et al. 2023): the mean of the predictions over all texts, plus the mean error of the predictions
on the draw. Predictions for the draw come from models that did not see the text's document (cross-fitting, Zrnic and Candès 2024), their
weight is chosen to narrow the interval, never to move the estimate, and documents, not sentences, are the units that vary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.errors import StatisticError
from qualitative.tagging.folds import folds_of
from qualitative.tagging.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codebook.tree import Codebook

__all__ = ["COLUMNS", "FEWEST", "prevalence", "wilson_interval"]

FEWEST = 10  # positives in the draw below which coverage of the machine-helped interval falls under 93%
COLUMNS = [
    "code",
    "positives",
    "drawn",
    "human",
    "human_low",
    "human_high",
    "estimate",
    "low",
    "high",
    "method",
    "reason",
]
_FOLDS = 5


def prevalence(
    codebook: Codebook | Iterable[Mapping[str, Any]],
    texts: Sequence[str],
    documents: Sequence[str],
    drawn: Mapping[int, Collection[str]],
) -> pd.DataFrame:
    """One row a code (columns COLUMNS): human-only and machine-helped shares with 95% intervals, side by side.

    `drawn` maps the numbers of the texts of a simple random draw, coded blind, to their codes.
    Raises StatisticError with fewer than two drawn texts.
    """
    import pandas as pd

    if len(drawn) < 2:
        raise StatisticError(f"{len(drawn)} texts were drawn and coded; draw at least 100 with `qualitative sample`")
    chosen = np.array(sorted(drawn))
    codes = [drawn[int(number)] for number in chosen]
    tagger = Tagger(codebook)
    labels = tagger._labels([texts[number] for number in chosen], codes)
    groups = [documents[number] for number in chosen]
    everywhere, on_drawn = _predictions(tagger, texts, chosen, codes, groups, documents)
    rows = [
        _row(code, labels[:, n], on_drawn[:, n], everywhere[:, n], groups, len(texts))
        for n, code in enumerate(tagger.codes_)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def wilson_interval(positives: float, drawn: float, z: float = 1.959964) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927).

    >>> [round(end, 3) for end in wilson_interval(1, 10)]
    [0.018, 0.404]
    """
    share = positives / drawn
    middle = (share + z**2 / (2 * drawn)) / (1 + z**2 / drawn)
    half = z / (1 + z**2 / drawn) * np.sqrt(share * (1 - share) / drawn + z**2 / (4 * drawn**2))
    return float(max(middle - half, 0)), float(min(middle + half, 1))


def _predictions(
    tagger: Tagger,
    texts: Sequence[str],
    chosen: np.ndarray,
    codes: Sequence[Collection[str]],
    groups: Sequence[str],
    documents: Sequence[str],
) -> tuple[np.ndarray, np.ndarray]:
    """(predictions for all texts, averaged over the folds' models; predictions for the draw by the model that did not see it)."""
    folds = folds_of(groups, len(chosen), _FOLDS)
    all_models, unseen = [], np.zeros((len(chosen), len(tagger.codes_)))
    for fold in np.unique(folds):
        train = np.flatnonzero(folds != fold)
        tagger.fit([texts[chosen[n]] for n in train], [codes[n] for n in train], [groups[n] for n in train])
        p = tagger.predict_proba(texts)
        unseen[folds == fold] = p[chosen[folds == fold]]
        all_models.append(p * (folds == fold).mean())
    return np.sum(all_models, axis=0), unseen


def _row(
    code: str, given: np.ndarray, unseen: np.ndarray, everywhere: np.ndarray, groups: Sequence[str], size: int
) -> tuple[object, ...]:
    drawn, positives = len(given), int(given.sum())
    uncounted = 1 - drawn / size  # what is coded is known: only the rest is uncertain
    design = max(_clustered(given - given.mean(), groups) / max(given.var(ddof=1) / drawn, 1e-12), 1.0) * uncounted
    counts = drawn / max(design, 1e-9)
    low, high = wilson_interval(counts * positives / drawn, counts)
    human = (code, positives, drawn, positives / drawn, low, high)
    if positives < FEWEST:
        reason = f"{positives} positives in the draw, fewer than {FEWEST}: the human-only interval stands alone"
        return (*human, positives / drawn, low, high, "human only", reason)
    help_ = _weight(given, unseen)
    estimate = float(given.mean() + help_ * (everywhere.mean() - unseen.mean()))
    left = given - help_ * unseen
    error = np.sqrt(uncounted * _clustered(left - left.mean(), groups) * drawn / (drawn - 2))
    reach = _student(len(set(groups))) * error
    return (*human, estimate, max(estimate - reach, 0.0), min(estimate + reach, 1.0), "with suggestions", "")


def _weight(given: np.ndarray, unseen: np.ndarray) -> float:
    """How much the predictions count: what makes the interval narrowest (power tuning), between none and all."""
    spread = unseen.var(ddof=1)
    return float(np.clip(np.cov(given, unseen)[0, 1] / spread, 0, 1)) if spread > 0 else 0.0


def _clustered(deviations: np.ndarray, groups: Sequence[str]) -> float:
    """The variance of a mean whose terms vary together within a document."""
    _, place = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)
    sums = np.bincount(place, weights=deviations)
    clusters = len(sums)
    return float((sums**2).sum() / len(deviations) ** 2 * clusters / max(clusters - 1, 1))


def _student(clusters: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, max(clusters - 1, 1)))
