"""From scores to probabilities: one Platt fit pooled over all codes, with an offset for each code that is drawn towards none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualitative.tagging.kernel import sigmoid

__all__ = ["PRIOR", "Platt", "best_threshold", "fit_platt", "for_codes"]

PRIOR = (6.0, -3.2)  # slope and level that suit scores that are themselves rough probabilities
_FEW = 8  # codes that a codebook may have without each becoming rarer
_SURE = (0.15, 0.5)  # how firmly: precision of the priors
_OFFSET = 2.0  # precision of a code's own offset

_START = 0.3  # threshold before any text was coded
_F1_TEXTS, _OWN_TEXTS = 1, 25  # texts that the starting threshold, and that of all codes, weigh


@dataclass(frozen=True)
class Platt:
    """`sigmoid(slope * score + level + offsets[code])`."""

    slope: float
    level: float
    offsets: np.ndarray

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        """Probabilities of texts × codes."""
        return sigmoid(self.slope * scores + self.level + self.offsets)


def for_codes(prior: tuple[float, float], codes: int) -> tuple[float, float]:
    """Slope and level for a codebook of `codes` codes, from those of a small one.

    A text has about as many codes of a large codebook as of a small one, so each is rarer. A score of 1 says as much as ever.
    """
    slope, level = prior
    rarer = float(np.log(max(codes, _FEW) / _FEW))
    return slope + rarer, level - rarer


def fit_platt(
    scores: np.ndarray,
    labels: np.ndarray,
    prior: tuple[float, float] | None = None,
    sure: tuple[float, float] = _SURE,
    firm: bool = False,
) -> Platt:
    """Fit on scores of texts that the scorer did not see. With no text the priors stand; `firm` ones hold longer where codes are many."""
    codes = scores.shape[1]
    middle = np.concatenate([prior or for_codes(PRIOR, codes), np.zeros(codes)])
    # a text's no to each of many codes is less news than their number makes it
    firmness = (max(codes, _FEW) / _FEW) ** 2 if firm else 1.0
    precision = np.concatenate([np.array(sure) * firmness, np.full(codes, _OFFSET)])
    w = middle.copy()
    for _ in range(50 if len(scores) else 0):
        p = sigmoid(w[0] * scores + w[1] + w[2:])
        gradient, hessian = _derivatives(scores, labels - p, p * (1 - p))
        step = np.linalg.solve(hessian + np.diag(precision), gradient - precision * (w - middle))
        w = w + step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
        if np.abs(step).max() < 1e-7:
            break
    return Platt(float(max(w[0], 0.0)), float(w[1]), w[2:])


def best_threshold(probabilities: np.ndarray) -> np.ndarray:
    """For each code the probability from which the expected F1 is best, if the probabilities are right.

    With few texts a code's own best is chance: it is drawn towards what is best over all codes, and that towards `_START`.
    """
    texts, codes = probabilities.shape
    if not texts:
        return np.full(codes, _START)
    overall = (_F1_TEXTS * _START + texts * _expected_best(probabilities.ravel())) / (_F1_TEXTS + texts)
    own = np.array([_expected_best(column) for column in probabilities.T])
    drawn = (_OWN_TEXTS * overall + texts * own) / (_OWN_TEXTS + texts)
    thresholds: np.ndarray = np.clip(drawn, 0.02, 0.7)
    return thresholds


def _expected_best(probabilities: np.ndarray) -> float:
    p = np.sort(probabilities)[::-1]
    f1 = 2 * np.cumsum(p) / (np.arange(1, len(p) + 1) + p.sum())
    return float(p[np.argmax(f1)])


def _derivatives(scores: np.ndarray, wrong: np.ndarray, curve: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    codes = scores.shape[1]
    gradient = np.concatenate([[(wrong * scores).sum(), wrong.sum()], wrong.sum(axis=0)])
    hessian = np.zeros((codes + 2, codes + 2))
    across, level = (curve * scores).sum(axis=0), curve.sum(axis=0)
    hessian[0, 0], hessian[0, 1], hessian[1, 1] = (curve * scores**2).sum(), across.sum(), level.sum()
    hessian[0, 2:], hessian[1, 2:] = across, level
    hessian = np.triu(hessian) + np.triu(hessian, 1).T
    hessian[np.arange(2, codes + 2), np.arange(2, codes + 2)] = level
    return gradient, hessian
