"""Whole sets of codes, and segments as such, out of codings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qualitative.agreement import sets
from qualitative.agreement.krippendorff import krippendorffs_alpha
from qualitative.agreement.overlap import matched_segments
from qualitative.agreement.segments import continua, matches_by_document, shared_stretches
from qualitative.errors import StatisticError
from qualitative.units import Scale

DONE = {(coder, "d", 1): [(0, 100)] for coder in "ab"}
LINE = {"d": Scale(np.array([0]), np.array([100]), True)}


def codings(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["coder", "code", "start", "end", "blind"])
    return table.assign(document="d", round=1)


def counted(found: sets.SetRatings) -> dict[tuple[str, ...], int]:
    """Characters by the sets that the coders gave."""
    names = ["".join(sorted(value)) for value in found.ratings.categories]
    rows = zip(found.ratings.values, found.ratings.weights, strict=True)
    return {tuple(names[v] if v >= 0 else "?" for v in values): int(n) for values, n in rows}


def test_a_character_has_the_set_of_codes_that_lie_on_it() -> None:
    made = codings(("a", "x", 0, 20, True), ("a", "y", 10, 30, True), ("b", "x", 0, 30, True))
    found = sets.set_ratings(made, DONE, LINE, "ab")
    assert counted(found) == {("x", "x"): 10, ("xy", "x"): 10, ("y", "x"): 10, ("", ""): 70}


def test_a_character_under_an_open_coding_or_not_done_is_no_pair() -> None:
    made = codings(("a", "x", 0, 20, True), ("b", "x", 0, 10, False))
    done = {("a", "d", 1): [(0, 100)], ("b", "d", 1): [(0, 50)]}
    assert counted(sets.set_ratings(made, done, LINE, "ab")) == {("x", ""): 10, ("", ""): 30}


def test_half_a_set_counts_as_half_right() -> None:
    made = codings(("a", "x", 0, 50, True), ("a", "y", 0, 50, True), ("b", "x", 0, 50, True))
    half = krippendorffs_alpha(sets.set_ratings(made, DONE, LINE, "ab").ratings, "jaccard")
    none = krippendorffs_alpha(sets.set_ratings(made.assign(code=["x", "y", "z"]), DONE, LINE, "ab").ratings, "jaccard")
    assert none < half < 1


def test_too_many_different_sets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "MAX_SETS", 2)
    made = codings(*[("a", code, i * 10, i * 10 + 5, True) for i, code in enumerate("uvwxyz")])
    with pytest.raises(StatisticError, match="more than 2 different sets"):
        sets.set_ratings(made, DONE, LINE, "ab")


def test_only_the_stretch_that_all_marked_done_is_a_continuum() -> None:
    done = {("a", "d", 1): [(0, 40), (30, 60)], ("b", "d", 1): [(20, 100)]}
    assert shared_stretches(done, "d", 1, "ab") == [(20, 60)]
    documents, found = continua(codings(("a", "x", 10, 30, True)), done, ("a", "b"), {"x": ["x"]})
    assert documents == ["d"]
    assert found[0].segments == {"x": [[(20, 30)], []]}


def test_a_segment_that_touches_an_open_one_is_left_out_on_both_sides() -> None:
    made = codings(
        ("a", "x", 0, 10, True), ("a", "x", 50, 60, True), ("b", "x", 5, 15, False), ("b", "x", 50, 60, True)
    )
    documents, found = continua(made, DONE, ("a", "b"), {"x": ["x"]})
    assert found[0].segments == {"x": [[(50, 60)], [(50, 60)]]}
    assert matches_by_document(documents, found, ["x"], 0.5)["x"].tolist() == [[1, 1, 1]]


@pytest.mark.parametrize(
    ("reference", "other", "threshold", "expected"),
    [
        ([(0, 10)], [(0, 10)], 1.0, [(0, 0)]),
        ([(0, 10)], [(5, 15)], 0.5, []),
        ([(0, 10)], [(5, 15)], 1 / 3, [(0, 0)]),
        ([(0, 10), (8, 20)], [(9, 20)], 0.1, [(1, 0)]),  # the better overlap wins
        ([(0, 100), (50, 60)], [(50, 61)], 0.05, [(1, 0)]),
        ([], [(0, 1)], 0.5, []),
    ],
)
def test_segments_match_one_to_one_from_a_threshold_of_overlap(reference, other, threshold, expected) -> None:
    assert matched_segments(reference, other, threshold) == expected
