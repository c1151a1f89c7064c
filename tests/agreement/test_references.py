"""Random ratings against the libraries that others trust."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from conftest import ROOT
from qualitative.agreement.coefficients import COEFFICIENTS
from qualitative.agreement.cohen import cohens_kappa
from qualitative.agreement.krippendorff import krippendorffs_alpha
from qualitative.agreement.overlap import Matches, f_measure, precision, recall
from qualitative.agreement.ratings import Ratings, ratings_of
from qualitative.agreement.scott import scotts_pi
from qualitative.agreement.variance import analytic_interval, standard_error
from qualitative.errors import StatisticError

IRRCAC = ROOT / "tests/reference/irrcac.csv"


def random_rows(seed: int, coders: int = 2, gaps: float = 0.0, categories: int = 4) -> list[list[int | None]]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, categories, 40)
    rows = np.where(rng.random((coders, 40)) < 0.35, rng.integers(0, categories, (coders, 40)), truth)
    missing = rng.random((coders, 40)) < gaps
    return [
        [None if m else int(v) for v, m in zip(row, gone, strict=True)] for row, gone in zip(rows, missing, strict=True)
    ]


def task(rows: list[list], distance=None):
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance

    data = [(f"c{c}", u, value) for c, row in enumerate(rows) for u, value in enumerate(row) if value is not None]
    return AnnotationTask(data, distance=distance or binary_distance)


@pytest.mark.parametrize("seed", range(100))
def test_kappa_and_pi_are_those_of_nltk_and_scikit_learn(seed: int) -> None:
    from sklearn.metrics import cohen_kappa_score

    rows = random_rows(seed)
    ratings = ratings_of(rows)
    assert cohens_kappa(ratings) == pytest.approx(cohen_kappa_score(*rows))
    assert cohens_kappa(ratings) == pytest.approx(task(rows).kappa())
    assert scotts_pi(ratings) == pytest.approx(task(rows).pi())


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize("seed", range(50))
def test_alpha_is_that_of_the_krippendorff_package(seed: int, metric: str) -> None:
    import krippendorff

    rows = random_rows(seed, coders=3, gaps=0.2)
    data = np.array([[np.nan if value is None else value for value in row] for row in rows])
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert krippendorffs_alpha(ratings_of(rows), metric) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["masi", "jaccard"])
@pytest.mark.parametrize("seed", range(50))
def test_alpha_over_sets_of_codes_is_that_of_nltk(seed: int, name: str) -> None:
    from nltk.metrics import distance

    rng = np.random.default_rng(seed)
    truth = [frozenset(rng.choice(list("abc"), rng.integers(1, 4), replace=False)) for _ in range(30)]
    rows = [
        [value if rng.random() < 0.6 else frozenset(rng.choice(list("abc"), 2)) for value in truth] for _ in range(3)
    ]
    expected = task(rows, getattr(distance, f"{name}_distance")).alpha()
    assert krippendorffs_alpha(ratings_of(rows), name) == pytest.approx(expected, abs=0.01 if name == "masi" else 1e-9)


def irrcac_cases() -> list[dict[str, str]]:
    with IRRCAC.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def as_ratings(case: dict[str, str]) -> Ratings:
    return ratings_of([[None if letter == "." else letter for letter in row] for row in case["ratings"].split("/")])


@pytest.mark.parametrize("name", ["ac1", "fleiss", "kappa", "brennan_prediger", "alpha"])
def test_coefficients_variances_and_intervals_are_those_of_irrcac(name: str) -> None:
    cases = irrcac_cases()
    assert len(cases) >= 200
    for case in cases:
        ratings = as_ratings(case)
        value = COEFFICIENTS[name](ratings)
        assert value == pytest.approx(float(case[name]), abs=2e-7), case["ratings"]
        assert standard_error(ratings, COEFFICIENTS[name].variance) == pytest.approx(
            float(case[f"{name}_se"]), abs=2e-7
        ), case["ratings"]
        if float(case[f"{name}_se"]) < 1e-9:  # all agree: irrCAC gives 1 to 1, we say that there is no spread
            with pytest.raises(StatisticError, match="no spread"):
                analytic_interval(ratings, COEFFICIENTS[name].variance, value)
            continue
        expected = float(case[f"{name}_low"]), float(case[f"{name}_high"])
        assert analytic_interval(ratings, COEFFICIENTS[name].variance, value) == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize("seed", range(20))
def test_precision_recall_and_f_are_those_of_scikit_learn(seed: int) -> None:
    from sklearn.metrics import precision_recall_fscore_support

    rng = np.random.default_rng(seed)
    reference, other = rng.random(50) < 0.4, rng.random(50) < 0.5
    matches = Matches(int((reference & other).sum()), int(reference.sum()), int(other.sum()))
    expected = precision_recall_fscore_support(reference, other, average="binary")[:3]
    assert (precision(matches), recall(matches), f_measure(matches)) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["kappa", "pi"])
@pytest.mark.parametrize("seed", range(30))
def test_with_gaps_two_coders_have_point_and_interval_from_what_both_answered(name: str, seed: int) -> None:
    """Both from one estimator: that of the units which both answered, whatever one of them said of others alone."""
    rows = random_rows(seed, gaps=0.25)
    both = [list(pair) for pair in zip(*rows, strict=True) if None not in pair]
    whole = ratings_of([list(row) for row in zip(*both, strict=True)])
    coefficient = COEFFICIENTS[name].two or COEFFICIENTS[name]
    ratings = ratings_of(rows)
    value = coefficient(ratings)
    assert value == pytest.approx(coefficient(whole))
    assert value == pytest.approx(task([list(row) for row in zip(*both, strict=True)]).__getattribute__(name)())
    found, expected = (analytic_interval(r, coefficient.variance, value) for r in (ratings, whole))
    assert found == pytest.approx(expected)
    many = COEFFICIENTS["kappa" if name == "kappa" else "fleiss"]
    assert expected == pytest.approx(analytic_interval(whole, many.variance, value)), (
        "that of irrCAC where nothing is missing"
    )
