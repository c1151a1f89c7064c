"""Checks over tables: tolerance, ranges, arithmetic, quoted rows, NA."""

from __future__ import annotations

import pandas as pd
import pytest

from conftest import on_both
from qualitative import Study
from qualitative.errors import QueryError
from qualitative.query import parse_check

TABLES = {
    "t": pd.DataFrame({
        "row": ["a", "b", "c", "team-2019", "with ] and =", "none"],
        "x": [0.1, 0.2, 0.3, 59.0, 6_200.0, pd.NA],
        "word": ["apbn", "village-fund", "two words", "apbn", "apbn", pd.NA],
    }),
    "twice": pd.DataFrame({"row": ["a", "a"], "x": [1, 2]}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        ("t.x[a] + t.x[b] = t.x[c]", True),  # 0.30000000000000004
        ("t.x[a] + t.x[b] != t.x[c]", False),
        ("t.x[a] + t.x[b] <= t.x[c]", True),
        ("t.x[a] + t.x[b] > t.x[c]", False),
        ("t.x[a] + t.x[b] < t.x[c]", False),
        ("t.x[a] + t.x[b] - t.x[c] = 0", True),
        ("t.x[a] + t.x[b] - t.x[c] > 0", False),
        ("t.x[c] = 0.3000001", False),
        ("t.x[c] != 0.3000001", True),
        ("3 / 3 = 1", True),
        ("2 + 3 * 4 = 14", True),
        ("(2 + 3) * 4 = 20", True),
        ("10 - 3 - 2 = 5", True),
        ("12 / 3 / 2 = 2", True),
        ("-(2 - 5) = 3", True),
        ("- 3 + 5 = 2", True),
        ("t.x[team-2019] - 9 = 50", True),
        ('t.x["with ] and ="] = 6200', True),
        ('t.x["with ] and ="] = about(6000, 5%)', True),
        ('t.x["with ] and ="] = about(6000, 3%)', False),
        ('t.x["with ] and ="] != about(6000, 3%)', True),
        ("t.x[team-2019] = between(59, 60)", True),
        ("between(1, 58.9) = t.x[team-2019]", False),
        ("t.x[a] + t.x[b] = between(0, t.x[c])", True),
        ("t.word[a] = apbn", True),
        ('t.word[c] = "two words"', True),
        ("t.word[a] != village-fund", True),
        ("t.x[none] = 3", None),
        ("t.x[none] + 1 <= 3", None),
        ("about(t.x[none], 5%) = 3", None),
        ("1 / (t.x[a] - t.x[a]) = 3", None),
        ("t.word[none] = apbn", None),
    ],
)
def test_a_check_holds_does_not_or_is_undecided(check: str, holds: bool | None) -> None:
    assert parse_check(check).run(TABLES).holds is holds


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("t.x[a] = 1 = 2", "needs one relation"),
        ("t.x[a] about(3, 5%)", "needs one relation"),
        ("t.x[a] = about(3)", "`,` is missing"),
        ("t.x[a] = about(3, 5)", "in per cent"),
        ("t.x[a] = about(3, 5%", "`)` is missing at the end"),
        ("t.x[a] < between(1, 2)", "can't be asked of a range"),
        ("between(1, 2) = between(1, 3)", "two ranges"),
        ("t.x[a] = between(2, 1)", "smaller number first"),
        ("t.x[a] = between(apbn, 1)", "not to the text 'apbn'"),
        ("t.x[a] + = 2", "something is missing at the end"),
        ("t.x[a] 2 = 2", "can't read '2'"),
        ("t.word[a] < apbn", "compared with = or !="),
        ("t.word[a] = 1", "compares the text 'apbn' with the number 1"),
        ("t.word[a] * 2 = 2", "reckons with the text 'apbn'"),
        ("twice.x[a] = 1", "several rows 'a'"),
        ("5% = 2", "can't read '5%'"),
        ("(" * 60 + "1" + ")" * 60 + " = 1", "more than 50"),
        ("1 + " * 1000 + "1 = 1001", "characters are more than"),
    ],
)
def test_a_wrong_check_says_what_is_wrong(check: str, message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("(", r"\(").replace(")", r"\)")):
        parse_check(check).run(TABLES)


@on_both()
def test_each_number_of_a_table_is_equal_to_itself_and_to_a_range_around_it(either: Study) -> None:
    checked = 0
    for name, table in either.tables.items():
        keys = table.iloc[:, 0].astype(str).tolist()
        for column in table.select_dtypes("number"):
            for row, value in zip(keys, table[column], strict=True):
                if keys.count(row) > 1 or pd.isna(value):
                    continue
                cell = f'{name}.{column}["{row}"]'
                for right in (cell, f"{cell} * 7 / 7", f"about({cell}, 1%)", f"between({cell} - 1, {cell} + 1)"):
                    assert parse_check(f"{cell} = {right}").run(either.tables).holds, (cell, right)
                assert not parse_check(f"{cell} = {cell} + 1").run(either.tables).holds
                checked += 1
    assert checked > 5
