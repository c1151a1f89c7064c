"""Numbers with blanks or apostrophes between their thousands are numbers, and what was decided is told."""

from __future__ import annotations

import pytest

from qualitative.corpus.amounts import read_amounts


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1\u202f200,50", "3\u00a0400", "12"], ["1200.50", "3400", "12"]),
        (["1'200.50", "980.25"], ["1200.50", "980.25"]),
        (["-2 500 000", "0"], ["-2500000", "0"]),
        (["1’000", "2’000,5"], ["1000", "2000.5"]),
    ],
)
def test_blanks_and_apostrophes_part_thousands(cells: list[str], numbers: list[str]) -> None:
    found = read_amounts({"cost": cells}, ";")
    assert found.columns == {"cost": numbers}
    assert found.decided == (f"column 'cost': {cells[0]} read as {numbers[0]}: blanks or apostrophes part thousands",)


@pytest.mark.parametrize(
    "cells", [["1 200,50", "3 400.5"], ["1 200", "12 34"], ["1 200", "about 5"], ["1 200", "1200"]]
)
def test_what_is_not_parted_alike_stays_text(cells: list[str]) -> None:
    assert read_amounts({"cost": cells}).columns == {}
