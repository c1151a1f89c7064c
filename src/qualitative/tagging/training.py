"""Learning a model from coded texts: what the codebook's cues got wrong is learned, tested on texts left out, and followed as far as it held."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from qualitative.tagging.bag import read_words
from qualitative.tagging.calibration import Platt, best_threshold, fit_platt
from qualitative.tagging.context import Context, picked
from qualitative.tagging.features import Features
from qualitative.tagging.folds import folds_of
from qualitative.tagging.kernel import Linear, Views
from qualitative.tagging.likeness import Centre
from qualitative.tagging.model import COLD, Learned, Model, Prior
from qualitative.tagging.neighbours import FEWEST, Learner, share_of
from qualitative.tagging.surroundings import Surroundings

__all__ = ["trained"]

_COLD_SURE = (2.0, 0.5)  # how firmly COLD is believed
_TRUSTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MIXES = (0.0, 0.25, 0.5, 0.75)
# texts squared times codes up to which the second view, solved a code at a time, is worth its wait
_TWO_VIEWS = 30_000_000
_MOST = 4000  # texts that training takes at most; all with codes come before those without


def trained(
    prior: Prior,
    texts: Sequence[str],
    labels: np.ndarray,
    *,
    groups: Sequence[Hashable] | None = None,
    contexts: Sequence[Context] | None = None,
    unlabelled: Sequence[str] = (),
    seed: int = 0,
) -> Model:
    """The model that `texts` (one or more) and their `labels` (texts × codes, 0 to 1) teach; for the rest see `Tagger.fit`."""
    count, kept = len(texts), _kept(labels, seed)
    texts, labels = picked(texts, kept), labels[kept]
    groups, contexts = picked(groups, kept), picked(contexts, kept)
    bag = read_words(texts)
    features = Features.learn(read_words([*texts, *unlabelled]) if unlabelled else bag)
    around = None if contexts is None else Surroundings.learn(contexts)
    with threadpool_limits(1):  # the matrices are small: threads would only wait for each other
        embedded = prior.likeness.vectors(texts)
        centre = Centre.of(np.concatenate([embedded, prior.likeness.prose]))
        cues = prior.cues.scores(bag) + prior.likeness.scores(embedded)
        cold = _cold(cues, labels)
        rows = features.seen(bag).rows()
        if around is not None and contexts is not None:
            rows = sparse.hstack([rows, around.rows(contexts)]).tocsr()
        views = Views(rows, cues, centre.around(embedded))
        folds = folds_of(groups, len(texts), 5 if len(texts) < 200 else 3, seed)
        expected = cold(cues).astype(np.float32)
        residual = labels - expected
        # what each part says of texts that it did not see decides how far it is followed
        mix, mixed = _mixed(views, residual, labels, folds)
        trust = _trust(residual, mixed, labels)
        unseen = expected + trust * mixed
        learner = Learner(views, features.width, labels, seed)
        share, unseen = _shared(learner, labels, unseen, folds)
        platt = fit_platt(unseen, labels)
        linear = _linear(views, residual, labels, mix).times(trust)
        neighbours = learner.model() if share else None
    if around is not None:
        around = around.weighed((1 - share) * linear.columns[features.width :])
        linear = replace(linear, columns=linear.columns[: features.width])
    learned = Learned(features, linear, centre, mix, neighbours, share, around)
    p = platt(unseen)
    return Model(
        prior, cold, platt, best_threshold(p), p.mean(axis=0), (labels == 1).sum(axis=0), count, learned
    )  # fmt: skip


def _cold(cues: np.ndarray, labels: np.ndarray) -> Platt:
    """From cue scores to rough probabilities; a code's own level is learned from what is left."""
    fitted = fit_platt(cues, labels, COLD, _COLD_SURE, firm=True)
    return replace(fitted, offsets=np.zeros_like(fitted.offsets))


def _mixed(views: Views, residual: np.ndarray, labels: np.ndarray, folds: np.ndarray) -> tuple[float, np.ndarray]:
    """(the share of the second view that is least wrong, what both views so mixed say of texts that they did not see)."""
    one = views.out_of_fold(residual, labels, folds, second=False)
    if len(labels) ** 2 * labels.shape[1] > _TWO_VIEWS:
        return 0.0, one
    two = views.out_of_fold(residual, labels, folds, second=True)
    errors = [float(((residual - (1 - mix) * one - mix * two) ** 2).sum()) for mix in _MIXES]
    mix = _MIXES[int(np.argmin(errors))]
    return mix, (1 - mix) * one + mix * two


def _trust(residual: np.ndarray, learned: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For each code how far to follow what was learned: as far as it explains texts it did not see, less with few examples.

    One example of a rare code teaches its other words too; the codebook's cues are then the better guide.
    """
    given = labels.sum(axis=0)
    own = (given / (given + 1)).astype(np.float32)
    errors = [float(((residual - whole * own * learned) ** 2).sum()) for whole in _TRUSTS]
    trust: np.ndarray = own * np.float32(_TRUSTS[int(np.argmin(errors))])
    return trust


def _shared(learner: Learner, labels: np.ndarray, unseen: np.ndarray, folds: np.ndarray) -> tuple[float, np.ndarray]:
    """(how much of a score the neighbours are, the scores with that share of theirs); with few texts they have none."""
    if len(labels) < FEWEST or not folds.any():
        return 0.0, unseen
    near = learner.out_of_fold(folds)
    share = share_of(labels, unseen, near)
    return share, (1 - share) * unseen + share * near


def _linear(views: Views, residual: np.ndarray, labels: np.ndarray, mix: float) -> Linear:
    first = views.weights(residual, labels, second=False)
    return first.mixed(views.weights(residual, labels, second=True), mix) if mix else first


def _kept(labels: np.ndarray, seed: int) -> np.ndarray:
    """The rows to train on: all, or where they are too many those with codes first, drawn the same way every time."""
    if len(labels) <= _MOST:
        return np.arange(len(labels))
    drawn = np.random.default_rng(seed).permutation(len(labels))
    coded = np.asarray(labels.any(axis=1))
    first, rest = drawn[coded[drawn]][: _MOST * 3 // 4], drawn[~coded[drawn]]
    return np.sort(np.concatenate([first, rest[: _MOST - len(first)]]))
