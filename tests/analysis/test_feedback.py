"""Feedback tells a learner, code by code, what was read alike, elsewhere, instead, or by one alone."""

from __future__ import annotations

import pandas as pd
import pytest

from qualitative.analysis.feedback import feedback
from qualitative.analysis.texts import TEXTS


def codings(*rows: tuple[int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["start", "end", "code"]).assign(document="d")


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [
        ([(0, 10, "a")], [(0, 10, "a")], "alike"),
        ([(0, 10, "a")], [(5, 10, "a"), (20, 30, "a")], "partly"),
        ([(0, 10, "a")], [(0, 40, "a")], "boundaries"),
        ([(0, 10, "a")], [(20, 30, "a")], "elsewhere"),
        ([(0, 10, "a")], [(0, 10, "b")], "instead"),
        ([(0, 10, "a")], [], "only-mine"),
        ([(0, 10, "a")], [(10, 20, "b")], "only-mine"),
        ([], [(0, 10, "a")], "only-theirs"),
    ],
)
def test_each_code_gets_the_advice_that_fits(mine, theirs, kind) -> None:
    row = feedback(codings(*mine), codings(*theirs)).set_index("code").loc["a"]
    assert (row["kind"], row["advice"]) == (kind, TEXTS[f"advice.{kind}"]["en"])


def test_the_places_that_differ_and_the_overlap_are_given() -> None:
    row = feedback(
        codings((0, 10, "a"), (50, 60, "a")), codings((5, 10, "a"), (20, 30, "a"), (50, 55, "b")), "id"
    ).iloc[0]
    assert (row["shared"], row["overlap"], row["instead"]) == (1, 0.5, "b")
    assert (row["only_mine"], row["only_theirs"]) == (("d.50-60",), ("d.20-30",))


def test_nothing_compared_with_nothing_is_an_empty_table() -> None:
    assert feedback(codings(), codings()).empty
