"""Where a coefficient is undefined the reason is said: never 0, 1 or NaN."""

from __future__ import annotations

import numpy as np
import pytest

from qualitative.agreement.bootstrap import (
    MIN_DOCUMENTS,
    MIN_WITH_CODE,
    Resampled,
    document_weights,
    enough_documents,
    studentised_interval,
)
from qualitative.agreement.brennan_prediger import brennan_prediger
from qualitative.agreement.coefficients import COEFFICIENTS
from qualitative.agreement.cohen import cohens_kappa
from qualitative.agreement.cohen import terms as kappa_terms
from qualitative.agreement.conger import congers_kappa
from qualitative.agreement.distances import distance
from qualitative.agreement.fleiss import fleiss_kappa
from qualitative.agreement.gwet import gwets_ac1
from qualitative.agreement.krippendorff import krippendorffs_alpha
from qualitative.agreement.overlap import Matches, f_measure, matched_segments, precision, recall
from qualitative.agreement.percent import percent
from qualitative.agreement.prevalence import bias_index, prevalence_index
from qualitative.agreement.ratings import Ratings, ratings_of
from qualitative.agreement.scott import scotts_pi
from qualitative.agreement.unitizing import Continuum, alpha_unitizing
from qualitative.agreement.variance import standard_error
from qualitative.errors import StatisticError

PATTERNS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])


@pytest.mark.parametrize("statistic", [cohens_kappa, congers_kappa, scotts_pi, fleiss_kappa, krippendorffs_alpha])
def test_without_variation_agreement_beyond_chance_is_undefined(statistic) -> None:
    with pytest.raises(StatisticError, match="every answer is 'a'"):
        statistic(ratings_of(["aaaa", "aaaa"], categories="ab"))


@pytest.mark.parametrize("statistic", [percent, brennan_prediger, gwets_ac1])
def test_coefficients_that_need_no_variation_are_one_where_all_agree(statistic) -> None:
    assert statistic(ratings_of(["aaaa", "aaaa"], categories="ab")) == 1


@pytest.mark.parametrize(
    "statistic", [percent, cohens_kappa, fleiss_kappa, brennan_prediger, gwets_ac1, krippendorffs_alpha]
)
def test_without_a_unit_answered_twice_nothing_is_defined(statistic) -> None:
    with pytest.raises(StatisticError, match="mark the same stretches done"):
        statistic(ratings_of(["ab..", "..ba"], missing="."))


@pytest.mark.parametrize("statistic", [cohens_kappa, scotts_pi])
def test_coefficients_for_two_coders_refuse_three(statistic) -> None:
    with pytest.raises(StatisticError, match="two coders, not 3"):
        statistic(ratings_of(["ab", "ba", "aa"]))


@pytest.mark.parametrize(
    ("compute", "message"),
    [
        (lambda: krippendorffs_alpha(ratings_of(["ab", "ba"]), "interval"), "'a' is no number"),
        (lambda: krippendorffs_alpha(ratings_of([[-1, 2], [1, 2]]), "ratio"), "one is -1"),
        (lambda: krippendorffs_alpha(ratings_of(["ab", "ba"]), "masi"), "no set of codes"),
        (lambda: distance("ordnal"), "did you mean ordinal"),
        (lambda: brennan_prediger(ratings_of(["aa", "aa"])), "name those that nobody used"),
        (lambda: prevalence_index(ratings_of(["abc", "abc"])), "not 3"),
        (lambda: ratings_of(["ab", "a"]), r"\[2, 1\]"),
        (lambda: ratings_of([]), "there are no ratings: give one row a coder"),
        (lambda: ratings_of([[], []]), "there are no ratings: give one row a coder"),
        (lambda: ratings_of(["..", ".."], missing="."), "nobody answered anything"),
        (lambda: krippendorffs_alpha(Ratings(np.zeros((0, 2), int), (), np.zeros(0))), "no unit was answered by two"),
        (lambda: ratings_of(["ab", "ac"], categories="ab"), "'c' is not among"),
        (lambda: precision(Matches(0, 3, 0)), "precision is undefined"),
        (lambda: recall(Matches(0, 0, 3)), "recall is undefined"),
        (lambda: f_measure(Matches(0, 0, 0)), "F is undefined"),
        (lambda: matched_segments([], [], 0), "threshold 0"),
        (lambda: alpha_unitizing([Continuum(0, 10, {"x": [[], []]})]), "no coder cut out"),
        (
            lambda: standard_error(ratings_of(["a", "b"]), COEFFICIENTS["ac1"].variance),
            "two units with answers; there is 1",
        ),
    ],
)
def test_the_message_names_the_value_and_the_way_out(compute, message: str) -> None:
    with pytest.raises(StatisticError, match=message):
        compute()


def test_prevalence_and_bias_explain_a_low_kappa() -> None:
    """Byrt, Bishop & Carlin (1993): the same observed agreement, a rare category, and kappa falls."""
    even = ratings_of(["1100", "1010"], weights=[40, 10, 10, 40])
    rare = ratings_of(["1100", "1010"], weights=[5, 10, 10, 75])
    assert percent(even) == percent(rare) == 0.8
    assert cohens_kappa(even) == pytest.approx(0.6)
    assert cohens_kappa(rare) == pytest.approx(0.216, abs=1e-3)
    assert (prevalence_index(even), prevalence_index(rare)) == (0.0, 0.7)
    assert bias_index(ratings_of(["1100", "1010"], weights=[40, 20, 10, 30])) == pytest.approx(0.1)


@pytest.mark.parametrize("documents", [2, 4, 8, MIN_DOCUMENTS - 1])
def test_with_few_documents_there_is_no_interval_and_the_reason_is_what_was_simulated(documents: int) -> None:
    with pytest.raises(StatisticError, match=f"{documents} documents: with fewer than {MIN_DOCUMENTS}.*of simulations"):
        enough_documents(documents, documents)


def test_a_code_that_occurs_in_few_documents_gets_no_interval_for_a_measured_reason() -> None:
    with pytest.raises(StatisticError, match=f"coded in 3 documents: in fewer than {MIN_WITH_CODE}.*of simulations"):
        enough_documents(40, 3)


def test_documents_that_do_not_differ_give_no_interval() -> None:
    weights = document_weights(20, 100, 1)
    samples = Resampled(PATTERNS, np.tile([5.0, 0, 0, 20], (20, 1)), weights).terms(kappa_terms)
    with pytest.raises(StatisticError, match="no spread"):
        studentised_interval(samples, weights)


def test_resamples_that_often_leave_a_coefficient_undefined_give_no_interval() -> None:
    counts = np.zeros((20, 4))
    counts[:, 3] = 50
    counts[0], counts[1] = [9, 3, 2, 30], [4, 4, 1, 20]
    weights = document_weights(20, 400, 1)
    samples = Resampled(PATTERNS, counts, weights).terms(kappa_terms)
    with pytest.raises(StatisticError, match="in too few documents"):
        studentised_interval(samples, weights)
