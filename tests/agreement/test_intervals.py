"""Intervals: what a document moves is what it moves, and documents, not sentences, are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from qualitative.agreement import sets
from qualitative.agreement.bootstrap import (
    Resampled,
    document_weights,
    percentile_interval,
    pooled,
    studentised_interval,
)
from qualitative.agreement.coefficients import COEFFICIENTS
from qualitative.agreement.ratings import Ratings, ratings_of
from qualitative.agreement.segments import sampled_share, sampled_unitized
from qualitative.agreement.unitizing import Continuum, unitized

PATTERNS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])


def documents(seed: int, n: int = 30) -> np.ndarray:
    """Counts of both, first only, second only, neither, that differ from document to document."""
    rng = np.random.default_rng(seed)
    both = rng.integers(1, 20, n)
    return np.stack([both, rng.integers(0, 8, n), rng.integers(0, 8, n), rng.integers(30, 90, n)], axis=1).astype(float)


@pytest.mark.parametrize("name", list(COEFFICIENTS))
def test_the_standard_error_is_near_the_spread_of_the_resamples(name: str) -> None:
    counts, weights = documents(1, 60), document_weights(60, 2000, 3)
    samples = Resampled(PATTERNS, counts, weights).terms(COEFFICIENTS[name].terms)
    assert samples.errors(weights)[0] == pytest.approx(np.std(samples.values[1:]), rel=0.08)


@pytest.mark.parametrize("name", list(COEFFICIENTS))
def test_a_resample_is_the_coefficient_of_the_documents_drawn(name: str) -> None:
    counts, weights = documents(2), document_weights(30, 20, 5)
    samples = Resampled(PATTERNS, counts, weights).terms(COEFFICIENTS[name].terms)
    drawn = Ratings(PATTERNS, (0, 1), weights[8] @ counts)
    assert samples.values[8] == pytest.approx(COEFFICIENTS[name](drawn))


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    counts = documents(3)
    made = [
        studentised_interval(Resampled(PATTERNS, counts, w).terms(COEFFICIENTS["alpha"].terms), w)
        for w in (document_weights(30, 500, seed) for seed in (1, 1, 2))
    ]
    assert made[0] == made[1] != made[2]


def test_sentences_that_hang_together_widen_the_interval_over_documents() -> None:
    """Half of the documents agree fully, half hardly: drawing sentences would hide that."""
    counts = np.array([[20.0, 0, 0, 40]] * 10 + [[4.0, 12, 12, 40]] * 10)
    weights = document_weights(20, 1000, 1)
    samples = Resampled(PATTERNS, counts, weights).terms(COEFFICIENTS["kappa"].terms)
    low, high = percentile_interval(samples)
    totals = counts.sum(0)
    drawn = np.random.default_rng(1).multinomial(int(totals.sum()), totals / totals.sum(), size=1000)
    naive = np.quantile(
        COEFFICIENTS["kappa"].terms(Ratings(PATTERNS, (0, 1), drawn.astype(float))).observed, [0.025, 0.975]
    )
    assert high - low > 3 * (naive[1] - naive[0])


def test_the_pooled_coefficient_averages_terms_before_it_divides() -> None:
    """De Vries et al. (2008): (mean p_o - mean p_e) / (1 - mean p_e)."""
    counts, weights = [documents(4), documents(5)], document_weights(30, 10, 1)
    parts = [Resampled(PATTERNS, each, weights).terms(COEFFICIENTS["kappa"].terms) for each in counts]
    observed, expected = (np.mean([getattr(part, key)[0] for part in parts]) for key in ("observed", "expected"))
    assert pooled(parts).values[0] == pytest.approx((observed - expected) / (1 - expected))


def continuum(seed: int) -> Continuum:
    rng = np.random.default_rng(seed)
    cuts = [np.sort(rng.choice(100, 4, replace=False)) for _ in range(2)]
    return Continuum(0, 100, {"x": [[(int(c[0]), int(c[1])), (int(c[2]), int(c[3]))] for c in cuts]})


@pytest.mark.parametrize("part", ["observed", "expected"])
def test_what_a_document_moves_in_alpha_for_unitizing_is_the_derivative(part: str) -> None:
    found = unitized([continuum(seed) for seed in range(5)], "x")
    w, h = np.array([1.0, 2, 0, 1, 3]), 1e-6
    measure = getattr(found, part)
    numeric = [(measure(w + h * e) - measure(w - h * e)) / (2 * h) for e in np.eye(5)]
    assert found.moves(w)[part == "expected"] == pytest.approx(np.array(numeric), rel=1e-5)


@pytest.mark.parametrize("kind", ["share", "unitized", "sets"])
def test_standard_errors_of_segments_and_sets_are_near_the_spread_of_the_resamples(kind: str) -> None:
    rng, weights = np.random.default_rng(1), document_weights(60, 2000, 3)
    if kind == "share":
        whole = rng.integers(5, 30, 60).astype(float)
        samples = sampled_share(np.floor(whole * rng.uniform(0.3, 0.9, 60)), whole, weights)
    elif kind == "unitized":
        samples = sampled_unitized([unitized([continuum(seed) for seed in range(60)], "x")], weights, np.arange(60))
    else:
        rows = [
            [frozenset(rng.choice(list("abc"), rng.integers(0, 3), replace=False)) for _ in range(600)]
            for _ in range(2)
        ]
        found = sets.SetRatings(ratings_of(rows), np.repeat(np.arange(60), 10), tuple(map(str, range(60))))
        samples = sets.sampled_sets(found, "masi", weights)
    assert samples.errors(weights)[0] == pytest.approx(np.std(samples.values[1:]), rel=0.1)


@pytest.mark.parametrize("name", ["alpha", "kappa", "ac1", "percent"])
@pytest.mark.parametrize("seed", range(4))
def test_both_ends_of_an_interval_are_measured_from_the_estimate(name: str, seed: int) -> None:
    """theta - q_high se and theta - q_low se (Davison & Hinkley 1997, p. 194), drawn and sorted one resample after another."""
    counts, weights = documents(seed), document_weights(30, 400, seed)
    samples = Resampled(PATTERNS, counts, weights).terms(COEFFICIENTS[name].terms)
    theta, errors = COEFFICIENTS[name](Ratings(PATTERNS, (0, 1), counts.sum(0))), samples.errors(weights)
    drawn = [COEFFICIENTS[name](Ratings(PATTERNS, (0, 1), row @ counts)) for row in weights[1:]]
    scores = sorted((value - theta) / error for value, error in zip(drawn, errors[1:], strict=True))
    low, high = (scores[int(0.025 * 399)], scores[int(np.ceil(0.975 * 399))])
    found = studentised_interval(samples, weights)
    assert found.low < theta < found.high
    assert found.low == pytest.approx(theta - high * errors[0], abs=0.01)
    assert found.high == pytest.approx(theta - low * errors[0], abs=0.01)
