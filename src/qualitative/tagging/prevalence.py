"""How many texts of a corpus have a code: estimated from a random draw coded blind, with machine help that can't bias it.

Prediction-powered inference (Angelopoulos et al. 2023): the mean of the predictions over all texts, plus the mean error of the predictions
on the draw. Every text is predicted by models that did not see its document (cross-fitting, Zrnic and Candès 2024), drawn or not, so that
the two means differ by the draw alone. The weight of the predictions is chosen to narrow the interval, never to move the estimate. Documents,
not sentences, are the units that vary; where they seem to vary less than sentences drawn at random must, the sentences count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.errors import StatisticError
from qualitative.i18n import READ
from qualitative.tagging.context import Context, picked
from qualitative.tagging.folds import folds_of
from qualitative.tagging.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codebook.tree import Codebook

__all__ = ["COLUMNS", "FEWEST", "prevalence", "wilson_interval"]

# positives in the draw, or texts without the code, below which coverage of the machine-helped interval falls under 93%
FEWEST = 10
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
    context: Sequence[Context] | None = None,
    languages: Sequence[str] = READ,
) -> pd.DataFrame:
    """One row a code (columns COLUMNS): human-only and machine-helped shares with 95% intervals, side by side.

    `drawn` maps the numbers of the texts of a simple random draw, coded blind, to their codes; codes that the codebook does not offer
    (any more) are left out. `context`, `languages`: see Tagger. Raises StatisticError with fewer than two drawn texts, and for a number that no text has.
    """
    import pandas as pd

    if len(drawn) < 2:
        raise StatisticError(f"{len(drawn)} texts were drawn and coded; draw at least 100 with `qualitative sample`")
    chosen = np.array(sorted(drawn))
    if chosen[0] < 0 or chosen[-1] >= len(texts):
        raise StatisticError(f"text {chosen[0] if chosen[0] < 0 else chosen[-1]} was drawn from {len(texts)} texts")
    tagger = Tagger(codebook, languages=languages)
    codes = [frozenset(drawn[int(number)]) & set(tagger.codes_) for number in chosen]
    labels = tagger.model_.prior.labels(codes, len(chosen))
    groups = [documents[number] for number in chosen]
    everywhere, on_drawn = _predictions(tagger, texts, chosen, codes, groups, documents, context)
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
    context: Sequence[Context] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """(predictions for all texts, the same for the drawn ones), each by the models that saw nothing of the text's document."""
    folds = folds_of(groups, len(chosen), _FOLDS)
    numbers = np.unique(folds)
    held = dict(zip(groups, folds.tolist(), strict=True))
    fold_of = np.array(
        [held.get(document, -1) for document in documents]
    )  # -1: nothing of it was drawn, so no model saw it
    found = np.zeros((len(texts), len(tagger.codes_)))
    for fold in numbers:
        train = np.flatnonzero(folds != fold)
        tagger.fit(
            picked(texts, chosen[train]),
            picked(codes, train),
            picked(groups, train),
            context=picked(context, chosen[train]),
        )
        for rows, weight in ((fold_of == fold, 1.0), (fold_of == -1, 1 / len(numbers))):
            if rows.any():
                asked = np.flatnonzero(rows)
                found[rows] += weight * tagger.predict_proba(picked(texts, asked), picked(context, asked))
    return found, found[chosen]


def _row(
    code: str, given: np.ndarray, unseen: np.ndarray, everywhere: np.ndarray, groups: Sequence[str], size: int
) -> tuple[object, ...]:
    drawn, positives = len(given), int(given.sum())
    uncounted = 1 - drawn / size  # what is coded is known: only the rest is uncertain
    spread = given.var(ddof=1) / drawn
    design = max(_clustered(given - given.mean(), groups) / max(spread, 1e-12), 1.0) * uncounted
    counts = drawn / max(design, 1e-9)
    low, high = wilson_interval(counts * positives / drawn, counts)
    human = (code, positives, drawn, positives / drawn, low, high)
    if positives < FEWEST:
        reason = f"{positives} positives in the draw, fewer than {FEWEST}: the human-only interval stands alone"
        return (*human, positives / drawn, low, high, "human only", reason)
    if drawn - positives < FEWEST:
        reason = f"{drawn - positives} drawn texts are without the code, fewer than {FEWEST}: the human-only interval stands alone"
        return (*human, positives / drawn, low, high, "human only", reason)
    help_ = _weight(given, unseen)
    estimate = float(given.mean() + help_ * (everywhere.mean() - unseen.mean()))
    left = given - help_ * unseen
    left -= left.mean()
    between = _student(len(set(groups))) ** 2 * _clustered(left, groups)
    within = _student(drawn) ** 2 * float((left**2).sum()) / drawn**2
    # one or two documents may seem to vary not at all; a random draw of sentences still does
    reach = float(np.sqrt(uncounted * max(between, within) * drawn / (drawn - 2)))
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
