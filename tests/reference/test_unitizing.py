"""The unitizing alphas of 2016 against cell-by-cell fractions, and against alpha where every segment is one character."""

from __future__ import annotations

import random

import numpy as np
import pytest

from qualitative.agreement.chance import beyond_chance
from qualitative.agreement.continua import coincidences
from qualitative.agreement.unitizing import Continuum
from qualitative.errors import StatisticError

from . import slow_unitizing as slow


def cut(draw: random.Random, length: int) -> slow.Coder:
    """Random segments that exclude each other, some of them side by side."""
    edges = sorted(draw.sample(range(length + 1), 9))
    pairs = [(a, b) for a, b in zip(edges, edges[1:], strict=False) if draw.random() < 0.6]
    return [(draw.choice("abc"), start, end) for start, end in pairs]


def as_continuum(coders: list[slow.Coder], length: int, begin: int = 0) -> Continuum:
    segments = {
        value: [[(begin + s, begin + e) for v, s, e in coder if v == value] for coder in coders]
        for value in sorted({one[0] for coder in coders for one in coder})
    }
    return Continuum(begin, begin + length, segments)


@pytest.mark.parametrize("m", [2, 3, 4])
@pytest.mark.parametrize("seed", range(25))
def test_the_four_coefficients_are_those_of_the_slow_road(seed: int, m: int) -> None:
    draw = random.Random(100 * m + seed)
    base = cut(draw, 40)
    coders = [base if draw.random() < 0.4 else cut(draw, 40) for _ in range(m)]
    matrices = slow.Matrices(coders, 40)
    made = coincidences([as_continuum(coders, 40, begin=7)], np.array([0]), 1, m, matrices.coded)
    one = np.ones(1)
    found = {"u": made.unitizing, "bar_u": made.relevance, "cu": made.coding}
    for name, terms in found.items():
        try:
            expected = float(getattr(matrices, name)())
        except ZeroDivisionError:
            continue
        assert float(beyond_chance(terms(one))) == pytest.approx(expected), name
    for value in matrices.coded:
        if matrices.paired[value] not in (0, matrices.paired_total):
            assert float(beyond_chance(made.of_value(value)(one))) == pytest.approx(float(matrices.ku(value)))
            assert made.coverage(value) == pytest.approx(float(matrices.paired[value] / matrices.margin[value]))
    assert made.coverage() == pytest.approx(float(matrices.paired_total / matrices.total))


@pytest.mark.parametrize("seed", range(20))
def test_of_segments_one_character_long_u_alpha_is_alpha(seed: int) -> None:
    import krippendorff

    rng = np.random.default_rng(seed)
    answers = rng.integers(0, 4, 30)
    rows = np.where(rng.random((3, 30)) < 0.3, rng.integers(0, 4, (3, 30)), answers)
    coders = [[("abc"[v - 1], place, place + 1) for place, v in enumerate(row) if v] for row in rows.tolist()]
    made = coincidences([as_continuum(coders, 30)], np.array([0]), 1, 3, ["a", "b", "c"])
    expected = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal")
    assert float(beyond_chance(made.unitizing(np.ones(1)))) == pytest.approx(expected)


def test_a_document_drawn_twice_counts_as_two() -> None:
    draw = random.Random(1)
    talks = [[cut(draw, 30) for _ in range(2)] for _ in range(3)]
    each = [as_continuum(coders, 30) for coders in talks]
    values = ["a", "b", "c"]
    once = coincidences(each, np.array([0, 1, 2]), 3, 2, values)
    twice = coincidences([*each, each[1]], np.array([0, 1, 2, 1]), 3, 2, values)
    for terms in ("unitizing", "relevance", "coding"):
        drawn = getattr(once, terms)(np.array([1.0, 2.0, 1.0]))
        assert beyond_chance(drawn) == pytest.approx(beyond_chance(getattr(twice, terms)(np.ones(3))))


def test_values_on_the_same_words_are_refused_and_each_alone_is_not() -> None:
    both = Continuum(0, 20, {"a": [[(0, 8)], [(0, 8)]], "b": [[(5, 12)], []]})
    with pytest.raises(StatisticError, match="gave a and b to the same words.*exclude each other"):
        coincidences([both], np.array([0]), 1, 2, ["a", "b"])
    alone = coincidences([both], np.array([0]), 1, 2, ["a"])
    assert float(beyond_chance(alone.unitizing(np.ones(1)))) == 1
