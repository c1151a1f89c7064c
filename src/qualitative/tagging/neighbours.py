"""Learning from likeness: a text is probably coded as the coded texts nearest to it.

Ridge regression with the Laplace kernel `exp(-NEAR * distance)` over words, pairs and character n-grams that a text holds or not, each counting
by how well it tells codes apart (its log-odds, root mean square over codes), and over the codebook's cues. The linear views of
`kernel.py` add words up; here a word counts otherwise beside another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from qualitative.tagging.kernel import Views, solve

__all__ = ["FEWEST", "Learner", "Neighbours", "share_of"]

NEAR = 2.0
LEVEL = 0.3  # prior variance of a code's own level
RIDGE = 0.3
STEEP = 1.5  # power of the log-odds: above 1 it favours the most telling columns
KEPT = 1500  # columns that count
MOST = 1000  # coded texts that are kept to compare with
CUES = 0.3  # what the codebook's cues count beside the columns, as a share of their variance
FEWEST = 16  # coded texts below which likeness was never worth a share
_BLOCK = 2000


@dataclass(frozen=True)
class Neighbours:
    """Coded texts to compare with: `columns` (numbers of those that count), `weights` (squared) of each, `there` texts × columns (0 or 1),
    `cues` of each text, scaled by `cue_scale`, `solved` what each text says for each code, `level` of each code, `reach` the mean squared distance."""

    columns: np.ndarray
    weights: np.ndarray
    there: np.ndarray
    cues: np.ndarray
    solved: np.ndarray
    level: np.ndarray
    cue_scale: float
    reach: float

    def scores(self, present: sparse.csr_matrix | np.ndarray, cues: np.ndarray) -> np.ndarray:
        """Texts × codes, for texts × `columns` (0 or 1) and their cues."""
        others = (self.there.astype(np.float32), self.cues)
        scores = np.zeros((present.shape[0], len(self.level)), dtype=np.float32)
        for start in range(0, len(scores), _BLOCK):
            block = slice(start, start + _BLOCK)
            squares = _squares((present[block], cues[block] * self.cue_scale), others, self.weights)
            scores[block] = self.level + (_kernel(squares, self.reach) + np.float32(LEVEL)) @ self.solved
        return scores


class Learner:
    """Training texts as `views` has them; only columns below `width` count, for those beyond are not of the texts themselves."""

    def __init__(self, views: Views, width: int, labels: np.ndarray, seed: int) -> None:
        self.views, self.labels = views, labels
        self.own = np.flatnonzero(views.active < width)
        self.order = np.random.default_rng(seed).permutation(len(labels))

    def out_of_fold(self, folds: np.ndarray) -> np.ndarray:
        """For each text the scores of neighbours outside its fold."""
        scores = np.zeros_like(self.labels)
        for fold in np.unique(folds):
            left = np.flatnonzero(folds == fold)
            model = self.model(np.flatnonzero(folds != fold))
            there = self.views.there[np.ix_(left, np.searchsorted(self.views.active, model.columns))]
            scores[left] = model.scores(there, self.views.cues[left])
        return scores

    def model(self, train: np.ndarray | None = None) -> Neighbours:
        """Neighbours among the texts numbered `train` (None: all), of which MOST are kept."""
        train = self._most(np.arange(len(self.labels)) if train is None else train)
        kept, weights = self._telling(train)
        labels, cues, there = self.labels[train], self.views.cues[train], self.views.there[np.ix_(train, kept)]
        scale = float(np.sqrt(CUES / max(float(cues.var(axis=0).sum()), 1e-9))) if cues.size else 0.0
        beside, level = cues * np.float32(scale), labels.mean(axis=0)
        squares = _squares((there, beside), (there, beside), weights)
        reach = max(float(squares.mean()), 1e-9)
        solved = solve(_kernel(squares, reach) + np.float32(LEVEL), labels - level, RIDGE)
        columns = self.views.active[kept]
        return Neighbours(columns, weights, there.astype(np.uint8), beside, solved, level, scale, reach)

    def _telling(self, train: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(places among the active columns, squared weights) of the most telling columns; their variances add up to 1."""
        odds = np.sqrt((self.views.odds(train, self.labels)[self.own] ** 2).mean(axis=1)) ** STEEP
        share = self.views.there[train].mean(axis=0)[self.own]
        energy = odds**2 * share * (1 - share)
        kept = np.arange(len(energy))
        if len(energy) > KEPT:
            kept = np.sort(np.argpartition(-energy, KEPT)[:KEPT])
        return self.own[kept], (odds[kept] ** 2 / max(float(energy[kept].sum()), 1e-9)).astype(np.float32)

    def _most(self, train: np.ndarray) -> np.ndarray:
        """At most MOST of the texts, those with codes first."""
        if len(train) <= MOST:
            return train
        drawn = self.order[np.isin(self.order, train)]
        coded = self.labels[drawn].any(axis=1)
        return np.sort(np.concatenate([drawn[coded], drawn[~coded]])[:MOST])


def share_of(labels: np.ndarray, scores: np.ndarray, near: np.ndarray) -> float:
    """How much of the sum the neighbours should be, by least squares over texts that neither saw; between 0 and 1."""
    given, one, two = (part - part.mean(axis=0) for part in (labels, scores, near))
    moments = np.array([[(one * one).sum(), (one * two).sum()], [(one * two).sum(), (two * two).sum()]], dtype=float)
    aims = np.array([(one * given).sum(), (two * given).sum()], dtype=float)
    weight = np.clip(np.linalg.lstsq(moments, aims, rcond=None)[0], 0, None)
    return float(weight[1] / weight.sum()) if weight.sum() > 0 else 0.0


def _squares(texts: tuple[Any, np.ndarray], others: tuple[np.ndarray, np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Squared distances, texts × others, each given as (columns there, cues); columns are 0 or 1, so that squares of differences are sums."""
    (present, cues), (there, beside) = texts, others
    squares: np.ndarray = (
        np.asarray(present @ weights)[:, None] + there @ weights - 2 * np.asarray(present @ (there * weights).T)
    )
    squares += (cues**2).sum(axis=1)[:, None] + (beside**2).sum(axis=1) - 2 * cues @ beside.T
    positive: np.ndarray = np.maximum(squares, 0)
    return positive


def _kernel(squares: np.ndarray, reach: float) -> np.ndarray:
    return np.exp(np.float32(-NEAR) * np.sqrt(squares / np.float32(reach)))
