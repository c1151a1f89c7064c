"""Three shares: what each needs, and that help never costs."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from conftest import ROOT
from qualitative.analysis import prevalence as shares
from qualitative.analysis.intervals import exact_interval, logit_interval
from qualitative.analysis.prevalence import corpus_share, documents_share, persons_share
from qualitative.errors import StatisticError

sys.path.insert(0, str(ROOT / "benchmarks"))
import prevalence as benchmark


def some(positives: int, drawn: int) -> np.ndarray:
    return np.array([1.0] * positives + [0.0] * (drawn - positives))


def test_what_hangs_together_within_documents_does_not_widen_the_share_of_this_corpus() -> None:
    # 20 of 100 from 1,200: Wilson of 100 / (1 - 100 / 1200) = 109.09 draws, whichever documents they lie in
    found = corpus_share(some(20, 100), 1200)
    n, z = 1200 / 11, 1.959964
    middle = (0.2 + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (0.16 / n + z**2 / (4 * n**2)) ** 0.5
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half))
    assert found.high - found.low == pytest.approx(0.149, abs=5e-4)


def test_what_is_known_whole_is_certain() -> None:
    assert corpus_share(some(3, 12), 12)[5:8] == (0.25, 0.25, 0.25)
    assert persons_share(3, 12, 12)[5:8] == (0.25, 0.25, 0.25)


@pytest.mark.parametrize(("positives", "why"), [(9, "9 positives"), (92, "8 drawn texts are without the code")])
def test_with_too_few_of_either_kind_predictions_are_not_used(positives: int, why: str) -> None:
    given = some(positives, 100)
    found = corpus_share(given, 1200, given * 0.9, 0.5)
    assert found.method == "human only" and why in found.reason["en"]
    assert (found.estimate, found.low, found.high) == (found.human, found.human_low, found.human_high)


def test_predictions_that_say_nothing_change_nothing() -> None:
    found = corpus_share(some(40, 100), 1200, np.full(100, 0.3), 0.3)
    assert found.method == "human only" and "too little" in found.reason["en"]


def test_predictions_that_would_widen_the_interval_are_not_used() -> None:
    # few positives were drawn, and the predictions, which help little, say that there are far more
    given = some(12, 100)
    unseen = 0.1 * given + 0.3 * (np.arange(100) % 2)
    found = corpus_share(given, 1200, unseen, 0.9)
    assert found.method == "human only" and "wider" in found.reason["en"]


def test_predictions_that_follow_the_codings_narrow_the_interval_and_correct_the_draw() -> None:
    given = some(20, 100)
    found = corpus_share(given, 1200, 0.1 + 0.8 * given, 0.34)  # the draw has .26: positives were drawn too seldom
    assert found.method == "with suggestions" and found.estimate == pytest.approx(0.2 + 0.08)
    assert found.high - found.low < 0.25 * found.width


def test_documents_like_these_need_ten_documents() -> None:
    with pytest.raises(StatisticError, match="9 documents were drawn from, fewer than 10"):
        documents_share(some(20, 90), [n % 9 for n in range(90)], list(range(9)))
    assert documents_share(some(20, 90), [n % 10 for n in range(90)], list(range(10))).positives == 20


def test_documents_that_differ_widen_the_share_of_documents_like_these_alone() -> None:
    alike = [n % 12 for n in range(120)]
    apart = [n // 10 for n in range(120)]  # all positives lie in two documents
    same, other = (documents_share(some(20, 120), places, places) for places in (alike, apart))
    assert other.width > 2.5 * same.width
    assert corpus_share(some(20, 120), 1200).width < other.width


def test_no_positive_at_all_leaves_a_bound() -> None:
    places = [n % 12 for n in range(120)]
    found = documents_share(some(0, 120), places, places)
    assert found.low == 0 and 0.01 < found.high < 0.1
    assert logit_interval(1.0, 0.0, 12, 100)[1] == 1


def test_a_draw_that_can_not_be_is_refused() -> None:
    for given, size in ((some(1, 1), 10), (some(3, 12), 11)):
        with pytest.raises(StatisticError, match="are no draw"):
            corpus_share(given, size)
    with pytest.raises(StatisticError, match="13 of 12 drawn from 20"):
        exact_interval(13, 12, 20)


@pytest.mark.parametrize("of", ["corpus", "documents"])
def test_help_never_widens_an_interval_by_more_than_two_in_a_hundred(of: str) -> None:
    for quality in (0.0, 0.3, 1.0):
        cell = benchmark.last_step(of, 12, 0.3, 0.2, 60, quality)
        assert max(cell.helped) <= 1.02 + 1e-9


@pytest.mark.long
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/prevalence.py"), "--repetitions", "1000"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "no limit is missed" in done.stdout, done.stdout + done.stderr


@pytest.mark.long
def test_a_wrong_variance_is_told(monkeypatch) -> None:
    right = benchmark.last_step("corpus", 6, 0.3, 0.5, 1000, 1.0)
    honest = shares.wilson_interval
    monkeypatch.setattr(shares, "wilson_interval", lambda positives, drawn: honest(1.3 * positives, 1.3 * drawn))
    wrong = benchmark.last_step("corpus", 6, 0.3, 0.5, 1000, 1.0)
    assert right.faults() == [] and any("holds the truth in" in fault for fault in wrong.faults())
