"""Published worked examples, to the digits that are given."""

from __future__ import annotations

import pytest

from qualitative.agreement.brennan_prediger import brennan_prediger
from qualitative.agreement.coefficients import COEFFICIENTS
from qualitative.agreement.cohen import cohens_kappa
from qualitative.agreement.conger import congers_kappa
from qualitative.agreement.fleiss import fleiss_kappa
from qualitative.agreement.gwet import gwets_ac1
from qualitative.agreement.krippendorff import krippendorffs_alpha
from qualitative.agreement.percent import percent
from qualitative.agreement.ratings import Ratings, ratings_of
from qualitative.agreement.scott import scotts_pi
from qualitative.agreement.unitizing import Continuum, alpha_unitizing, alpha_unitizing_by_code, unitized
from qualitative.agreement.variance import analytic_interval


def digits(*rows: str) -> Ratings:
    return ratings_of([[None if value == "." else int(value) for value in row.split()] for row in rows])


# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section F: 4 observers, 12 units, gaps
KRIPPENDORFF = digits(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Gwet (2014), Handbook of inter-rater reliability, table 2.10: the same, but rater 3 and not rater 2 saw unit 12 alone
GWET = digits(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . .",
    ". 3 3 3 2 3 4 2 2 5 1 3",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Hayes & Krippendorff (2007), table 1, p. 84: five observers on the tone of 40 articles
HAYES = digits(
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
)
# Krippendorff (1995), On the reliability of unitizing continuous data, example A: two observers, 24 units
EXAMPLE_A = ratings_of(["001111111100001111110000", "000011110000000110000000"])
# NVivo help, "Run a coding comparison query": 1,000 characters
NVIVO = ratings_of(["1100", "1010"], weights=[50, 75, 75, 800])


@pytest.mark.parametrize(
    ("ratings", "metric", "value", "places"),
    [
        (KRIPPENDORFF, "nominal", 0.743, 3),
        (KRIPPENDORFF, "ordinal", 0.815, 3),
        (KRIPPENDORFF, "interval", 0.849, 3),
        (KRIPPENDORFF, "ratio", 0.797, 3),
        (HAYES, "ordinal", 0.7598, 4),
        (EXAMPLE_A, "nominal", 0.329, 3),
        (GWET, "nominal", 0.74342, 5),
    ],
)
def test_alpha_is_what_krippendorff_published(ratings: Ratings, metric: str, value: float, places: int) -> None:
    assert round(krippendorffs_alpha(ratings, metric), places) == value


@pytest.mark.parametrize(
    ("coefficient", "ratings", "value", "places"),
    [
        (cohens_kappa, EXAMPLE_A, 0.385, 3),
        (scotts_pi, EXAMPLE_A, 0.314, 3),
        (percent, NVIVO, 0.85, 2),
        (cohens_kappa, NVIVO, 0.314, 3),
        (gwets_ac1, GWET, 0.77544, 5),
        (fleiss_kappa, GWET, 0.76117, 5),
        (congers_kappa, GWET, 0.76282, 5),
        (brennan_prediger, GWET, 0.77273, 5),
    ],
)
def test_a_coefficient_is_what_was_published(coefficient, ratings: Ratings, value: float, places: int) -> None:
    assert round(coefficient(ratings), places) == value


@pytest.mark.parametrize(
    ("name", "value", "low"),
    [
        ("ac1", 0.77544, 0.461),
        ("fleiss", 0.76117, 0.424),
        ("kappa", 0.76282, 0.435),  # irrCAC prints 0.4345
        ("brennan_prediger", 0.77273, 0.454),
        ("alpha", 0.74342, 0.419),
    ],
)
def test_an_analytic_interval_is_what_gwet_published(name: str, value: float, low: float) -> None:
    interval = analytic_interval(GWET, COEFFICIENTS[name].variance, value)
    assert interval.low == pytest.approx(low, abs=6e-4)
    assert interval.high == 1


# Krippendorff (2004), Content analysis, 2nd ed., p. 254: a continuum from 150, 300 long
UNITIZED = Continuum(
    150,
    450,
    {
        "c": [[(225, 295), (370, 400)], [(220, 300), (355, 375), (400, 420)]],
        "k": [[(180, 240), (300, 350)], [(180, 240), (300, 350)]],
    },
)


def test_alpha_for_unitizing_is_what_krippendorff_published() -> None:
    import numpy as np

    terms = unitized([UNITIZED], "c")
    assert round(float(terms.observed(np.ones(1))), 4) == 0.0144
    assert round(float(terms.expected(np.ones(1))), 4) == 0.0532
    assert round(alpha_unitizing_by_code([UNITIZED], "c"), 4) == 0.7286
    assert alpha_unitizing_by_code([UNITIZED], "k") == 1


def test_alpha_for_unitizing_of_both_codes_is_the_published_one_from_its_rounded_terms() -> None:
    """Page 255 divides D_o and D_e after rounding them to four places; without rounding it is 0.8587."""
    import numpy as np

    parts = [unitized([UNITIZED], code) for code in "ck"]
    observed, expected = (
        sum(round(float(term(np.ones(1))), 4) for term in terms)
        for terms in ([p.observed for p in parts], [p.expected for p in parts])
    )
    assert round(1 - observed / expected, 4) == 0.8591
    assert round(alpha_unitizing([UNITIZED]), 4) == 0.8587
