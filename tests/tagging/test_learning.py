"""Promises of the parts that learn: ridge regression in two views, neighbours among many texts, and vectors on the scale of words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from qualitative.tagging import neighbours, training
from qualitative.tagging.kernel import BIAS, RIDGE, SLOPE, Linear, Views
from qualitative.tagging.likeness import LEARNED, Centre
from qualitative.tagging.neighbours import Learner

TEXTS, COLUMNS, CODES, DIMENSIONS = 40, 30, 3, 5


@pytest.fixture
def made() -> tuple[Views, np.ndarray, np.ndarray, sparse.csr_matrix, np.ndarray]:
    """(views, residual, labels, rows, vectors) of texts whose first columns tell their codes."""
    random = np.random.default_rng(3)
    labels = (random.random((TEXTS, CODES)) < 0.3).astype(np.float32)
    there = (random.random((TEXTS, COLUMNS)) < 0.2) | np.pad(labels, ((0, 0), (0, COLUMNS - CODES))).astype(bool)
    rows = sparse.csr_matrix(there * random.random((TEXTS, COLUMNS)).astype(np.float32))
    vectors = random.standard_normal((TEXTS, DIMENSIONS)).astype(np.float32) / 3
    cues = random.random((TEXTS, CODES)).astype(np.float32)
    return Views(rows, cues, vectors), labels - np.float32(0.2), labels, rows, vectors


def scores(linear: Linear, views: Views, rows: sparse.csr_matrix, vectors: np.ndarray) -> np.ndarray:
    """What the weights say of the training texts."""
    return rows @ linear.columns + views.cues @ linear.cues + vectors @ linear.vectors + linear.constant


@pytest.mark.parametrize("second", [False, True])
def test_the_weights_of_a_view_are_the_solution_of_its_ridge_regression(made, second: bool) -> None:
    views, residual, labels, rows, vectors = made
    linear = views.weights(residual, labels, second)
    # where regression is solved, what is left of each text is the ridge times what the text says
    said = (residual - scores(linear, views, rows, vectors)) / RIDGE
    assert np.allclose(linear.constant, BIAS * said.sum(axis=0), atol=1e-3)
    assert np.allclose(linear.cues, SLOPE * (views.cues.T @ said), atol=1e-3)


def test_the_second_view_leans_on_the_words_that_tell_a_code(made) -> None:
    views, residual, labels, *_ = made
    first, second = (views.weights(residual, labels, view).columns for view in (False, True))
    for code in range(CODES):
        telling = [np.abs(weights[code, code]) / np.abs(weights[:, code]).sum() for weights in (first, second)]
        assert telling[1] > telling[0]


def test_a_mixed_model_scores_as_the_mix_of_both_views(made) -> None:
    views, residual, labels, rows, vectors = made
    first, second = (views.weights(residual, labels, view) for view in (False, True))
    mixed = scores(first.mixed(second, 0.25), views, rows, vectors)
    parts = [scores(one, views, rows, vectors) for one in (first, second)]
    assert np.allclose(mixed, 0.75 * parts[0] + 0.25 * parts[1], atol=1e-5)
    assert np.allclose(scores(first.times(np.float32(2)), views, rows, vectors), 2 * parts[0], atol=1e-5)


def test_of_many_texts_neighbours_keep_a_thousand_and_coded_ones_first(made, monkeypatch: pytest.MonkeyPatch) -> None:
    views, _, labels, *_ = made
    coded = np.flatnonzero(labels.any(axis=1))
    whole = Learner(views, COLUMNS, labels, seed=0).model()
    assert len(whole.there) == TEXTS
    monkeypatch.setattr(neighbours, "MOST", len(coded) + 2)
    learner = Learner(views, COLUMNS, labels, seed=0)
    fewer = learner.model()
    assert len(fewer.there) == len(fewer.solved) == len(coded) + 2 < TEXTS
    # the level of a code is that of the texts kept: all that have it are among them
    assert np.allclose(fewer.level, labels.sum(axis=0) / (len(coded) + 2))
    part = np.arange(0, TEXTS, 2)
    assert len(learner.model(part).there) == min(len(part), len(coded) + 2)
    again = Learner(views, COLUMNS, labels, seed=0).model()
    assert (again.there == fewer.there).all()


def test_a_text_among_its_neighbours_is_scored_as_it_was_coded(made) -> None:
    views, _, labels, *_ = made
    learner = Learner(views, COLUMNS, labels, seed=0)
    model = learner.model()
    near = model.scores(views.there[:, np.searchsorted(views.active, model.columns)], views.cues)
    assert np.corrcoef(near.ravel(), labels.ravel())[0, 1] > 0.9
    folds = np.arange(TEXTS) % 4
    assert (
        np.corrcoef(learner.out_of_fold(folds).ravel(), labels.ravel())[0, 1]
        < np.corrcoef(near.ravel(), labels.ravel())[0, 1]
    )


@pytest.mark.parametrize("scale", [0.1, 1.0, 30.0])
def test_vectors_count_the_same_whatever_the_scale_of_their_model(scale: float) -> None:
    vectors = (np.random.default_rng(0).standard_normal((50, 8)) * scale + 3 * scale).astype(np.float32)
    around = Centre.of(vectors).around(vectors)
    assert (around**2).sum(axis=1).mean() == pytest.approx(LEARNED, rel=1e-4)
    assert np.allclose(around.mean(axis=0), 0, atol=1e-4)


def test_without_vectors_and_with_equal_ones_nothing_breaks() -> None:
    none = np.zeros((4, 0), dtype=np.float32)
    assert Centre.of(none).around(none).shape == (4, 0)
    same = np.ones((4, 3), dtype=np.float32)
    assert (Centre.of(same).around(same) == 0).all()


def test_with_many_texts_and_codes_the_slow_view_is_left_out(made, monkeypatch: pytest.MonkeyPatch) -> None:
    views, residual, labels, *_ = made
    folds = np.arange(TEXTS) % 5
    mix, mixed = training._mixed(views, residual, labels, folds)
    assert mix in (0.0, 0.25, 0.5, 0.75)
    wrong = ((residual - mixed) ** 2).sum()
    monkeypatch.setattr(training, "_TWO_VIEWS", 0)
    alone, first = training._mixed(views, residual, labels, folds)
    assert alone == 0.0 and wrong <= ((residual - first) ** 2).sum() + 1e-6


def test_what_a_tagger_knows_can_not_be_changed() -> None:
    from qualitative.tagging import Tagger

    model = Tagger([{"id": "rain", "keywords": ["hujan"]}]).model_
    with pytest.raises(AttributeError):
        model.trained_on = 3  # type: ignore[misc]
    assert replace(model, trained_on=3).trained_on == 3
