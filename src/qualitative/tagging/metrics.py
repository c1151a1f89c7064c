"""How good probabilities are: average precision, calibration error, F1."""

from __future__ import annotations

import numpy as np

__all__ = ["average_precision", "calibration_error", "macro_f1"]


def average_precision(given: np.ndarray, scores: np.ndarray) -> float:
    """The mean of the precision at each text with the code, texts in falling order of score; equal scores count as one step.

    >>> average_precision(np.array([1, 0, 1]), np.array([0.9, 0.8, 0.1])).__round__(3)
    0.833
    """
    given = np.asarray(given, dtype=bool)
    if not given.any():
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    hits = np.cumsum(given[order])[ends]
    gained = np.diff(hits, prepend=0)
    return float((gained * hits / (ends + 1)).sum() / given.sum())


def calibration_error(given: np.ndarray, probabilities: np.ndarray, bins: int = 10) -> float:
    """How far, on average, the share of right answers lies from the probability stated (ten equal bins)."""
    p, right = probabilities.ravel(), np.asarray(given, dtype=float).ravel()
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    off = [abs(p[bin_of == b].sum() - right[bin_of == b].sum()) for b in range(bins)]
    return float(sum(off) / max(len(p), 1))


def macro_f1(given: np.ndarray, said: np.ndarray) -> float:
    """The mean over codes of F1, codes given to no text left out."""
    given, said = np.asarray(given, dtype=bool), np.asarray(said, dtype=bool)
    both, total = (given & said).sum(axis=0), given.sum(axis=0) + said.sum(axis=0)
    there = given.any(axis=0)
    return float(np.mean(2 * both[there] / total[there])) if there.any() else float("nan")
