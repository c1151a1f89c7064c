"""Shares and intervals against the slow road, and the exact one against every draw that there can be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from qualitative.analysis.prevalence import corpus_share, documents_share, persons_share

from . import slow_shares as slow


def drawn(seed: int, documents: int = 14, size: int = 420, n: int = 90) -> tuple[np.ndarray, ...]:
    """(document of each, coded, predicted, which are drawn) with shares that differ between documents."""
    rng = np.random.default_rng(seed)
    place = np.repeat(np.arange(documents), size // documents)
    coded = (rng.random(size) < rng.beta(2, 3, documents)[place]).astype(float)
    predicted = np.clip(0.2 + rng.choice([0.0, 0.2, 0.6]) * coded + rng.normal(0, 0.15, size), 0, 1)
    return place, coded, predicted, np.sort(rng.permutation(size)[:n])


@pytest.mark.parametrize("seed", range(40))
def test_the_share_of_a_corpus_is_that_of_the_slow_road(seed: int) -> None:
    _, coded, predicted, rows = drawn(seed)
    y, f = coded[rows], predicted[rows]
    found = corpus_share(y, len(coded), f, float(predicted.mean()))
    expected = slow.corpus(y.tolist(), f.tolist(), predicted.tolist())
    assert (found.human_low, found.human_high, found.estimate, found.low, found.high) == pytest.approx(
        expected, abs=1e-9
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_share_of_documents_like_these_is_that_of_the_slow_road(seed: int) -> None:
    place, coded, predicted, rows = drawn(seed)
    y, f, own = coded[rows], predicted[rows], place[rows].tolist()
    assert len(set(own)) == 14
    found = documents_share(y, own, place.tolist(), f, predicted)
    quantile = float(t.ppf(0.975, 13))
    expected = slow.documents(y.tolist(), own, f.tolist(), predicted.tolist(), place.tolist(), quantile)
    assert (found.human_low, found.human_high, found.estimate, found.low, found.high) == pytest.approx(
        expected, abs=1e-9
    )


def test_the_share_of_persons_is_that_of_the_slow_road_and_holds_the_truth_in_every_population() -> None:
    for size in range(1, 27):
        for n in range(1, min(size, 12) + 1):
            ends = {x: persons_share(x, n, size) for x in range(n + 1)}
            for x, found in ends.items():
                low, high = slow.persons(x, n, size)
                assert (found.low, found.high) == pytest.approx((float(low), float(high)))
            for k in range(size + 1):
                held = [x for x, one in ends.items() if one.low - 1e-12 <= k / size <= one.high + 1e-12]
                assert sum(slow.chance(x, n, size, k) for x in held) >= 0.95, (size, n, k)
