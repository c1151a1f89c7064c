"""Learning from few examples: ridge regression of what the codebook's cues got wrong, in two views of the same columns.

The first view weighs all columns alike and solves all codes at once. The second weighs, for each code, the columns by their log-odds
between texts with and without the code, and keeps the most telling: a few words decide most codes, and with few examples the first
view spreads its weight too thin. Both are linear, so a trained model is one matrix of columns × codes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

__all__ = ["Linear", "Views", "log_odds", "sigmoid", "solve"]

RIDGE = 0.5
BIAS = 0.3  # prior variance of a code's own level
SLOPE = 0.1  # prior variance of what the cues of one code say about another
TELLING = 400  # columns that the second view keeps
SMOOTHING = 3.0
SHARE = 0.5  # how much the whole of the columns counts in the second view
_DENSE = 4_000  # columns that the second view looks at


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The logistic function, safe at both ends."""
    curve: np.ndarray = 1 / (1 + np.exp(-np.clip(x, -40, 40)))
    return curve


@dataclass(frozen=True)
class Linear:
    """Weights of columns, of cue scores, of vectors, and a constant, for each code."""

    columns: np.ndarray
    cues: np.ndarray
    vectors: np.ndarray
    constant: np.ndarray

    def mixed(self, other: Linear, share: float) -> Linear:
        """`share` of the other, the rest of this one."""
        pairs = (
            (self.columns, other.columns),
            (self.cues, other.cues),
            (self.vectors, other.vectors),
            (self.constant, other.constant),
        )
        return Linear(*((1 - share) * one + share * two for one, two in pairs))

    def times(self, factors: np.ndarray) -> Linear:
        """The same with each code's weights multiplied."""
        return Linear(*(part * factors for part in (self.columns, self.cues, self.vectors, self.constant)))


class Views:
    """The training texts in both views. `rows`: texts × columns; `cues`: texts × codes; `vectors`: embeddings, or no columns."""

    def __init__(self, rows: sparse.csr_matrix, cues: np.ndarray, vectors: np.ndarray) -> None:
        self.cues = cues.astype(np.float32)
        self.scale = _mean_square(rows)
        self.rows = rows * np.float32(1 / np.sqrt(self.scale))
        self.vectors = vectors.astype(np.float32)
        self.kernel = (self.rows @ self.rows.T).toarray() + self.vectors @ self.vectors.T
        self.common = BIAS + SLOPE * (self.cues @ self.cues.T)
        seen = np.bincount(rows.indices, minlength=rows.shape[1])
        energy = np.asarray(self.rows.power(2).sum(axis=0)).ravel() * (seen > 1)
        self.active = np.sort(np.argsort(-energy, kind="stable")[: min(_DENSE, int((energy > 0).sum()))])
        self.dense = self.rows[:, self.active].toarray()
        self.there = (self.dense > 0).astype(np.float32)
        self.energy = energy[self.active].astype(np.float32)
        self._odds: dict[bytes, np.ndarray] = {}

    def odds(self, train: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """`log_odds` of the active columns among the texts numbered `train`; each set of texts is counted once."""
        key = train.tobytes()
        if key not in self._odds:
            self._odds[key] = log_odds(self.there[train], labels[train])
        return self._odds[key]

    def weights(self, residual: np.ndarray, labels: np.ndarray, second: bool) -> Linear:
        """The model trained on all texts, in the first or the second view."""
        extra, share = np.zeros((self.rows.shape[1], residual.shape[1]), dtype=np.float32), 1.0
        if second:
            share, solved = SHARE, np.zeros_like(residual)
            for code, (columns, weights) in enumerate(self._telling(np.arange(len(labels)), labels)):
                own = self.dense[:, columns] * weights
                solved[:, code] = solve(SHARE * self.kernel + self.common + own @ own.T, residual[:, code])
                extra[self.active[columns], code] = weights * (own.T @ solved[:, code])
        else:
            solved = solve(self.kernel + self.common, residual)
        return Linear(
            np.asarray(share * (self.rows.T @ solved) + extra, dtype=np.float32) / np.float32(np.sqrt(self.scale)),
            SLOPE * (self.cues.T @ solved),
            share * (self.vectors.T @ solved),
            BIAS * solved.sum(axis=0),
        )

    def out_of_fold(self, residual: np.ndarray, labels: np.ndarray, folds: np.ndarray, second: bool) -> np.ndarray:
        """For each text the score of a model that did not see its fold."""
        scores = np.zeros_like(residual)
        for fold in np.unique(folds):
            train, left = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            view = self._second if second else self._first
            scores[left] = view(train, left, residual, labels)
        return scores

    def _first(self, train: np.ndarray, left: np.ndarray, residual: np.ndarray, labels: np.ndarray) -> np.ndarray:
        both = self.kernel + self.common
        scores: np.ndarray = both[np.ix_(left, train)] @ solve(both[np.ix_(train, train)], residual[train])
        return scores

    def _second(self, train: np.ndarray, left: np.ndarray, residual: np.ndarray, labels: np.ndarray) -> np.ndarray:
        both = SHARE * self.kernel + self.common
        inside, outside = both[np.ix_(train, train)], both[np.ix_(left, train)]
        scores = np.zeros((len(left), residual.shape[1]), dtype=np.float32)
        for code, (columns, weights) in enumerate(self._telling(train, labels)):
            own = self.dense[:, columns] * weights
            solved = solve(inside + own[train] @ own[train].T, residual[train, code])
            scores[:, code] = outside @ solved + own[left] @ (own[train].T @ solved)
        return scores

    def _telling(self, train: np.ndarray, labels: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each code the most telling columns and their weights, scaled so that a text's mean square is 1."""
        odds = self.odds(train, labels)
        weighted = odds**2 * self.energy[:, None]
        return [self._best(odds[:, code], weighted[:, code]) for code in range(labels.shape[1])]

    def _best(self, odds: np.ndarray, weighted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        columns = np.arange(len(weighted))
        if len(weighted) > TELLING:
            columns = np.sort(np.argpartition(-weighted, TELLING)[:TELLING])
        mean = max(float(weighted[columns].sum()) / max(len(self.there), 1), 1e-9)
        return columns, odds[columns] / np.float32(np.sqrt(mean))


def log_odds(there: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Columns × codes: how far the odds of a column differ between texts with and without the code, without sign.

    `there`: texts × columns, `labels`: texts × codes, both 0 or 1. Counts are drawn towards none by SMOOTHING texts.
    """
    texts, coded = len(labels), labels.sum(axis=0)
    with_code = there.T @ labels
    without = there.sum(axis=0)[:, None] - with_code
    share = (coded + 0.5) / (texts + 1)
    inside = (with_code + SMOOTHING * share) / (coded + SMOOTHING * share)
    outside = (without + SMOOTHING * (1 - share)) / (texts - coded + SMOOTHING * (1 - share))
    odds: np.ndarray = np.abs(np.log(inside / outside)).astype(np.float32)
    return odds


def solve(kernel: np.ndarray, labels: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Ridge regression: what each text says for each code."""
    regular = np.array(kernel, dtype=np.float32)
    regular[np.diag_indices_from(regular)] += np.float32(ridge)
    factor = linalg.cho_factor(regular, lower=True, overwrite_a=True, check_finite=False)
    return linalg.cho_solve(factor, np.asarray(labels, dtype=np.float32), check_finite=False)


def _mean_square(rows: sparse.csr_matrix) -> float:
    return max(float(rows.power(2).sum()) / max(rows.shape[0], 1), 1e-9)
