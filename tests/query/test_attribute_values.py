"""Values of attributes: cells with semicolons, attributes that lie on another machine, persons without a row, dates by their parts."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.query.attributes import Kind, compared
from qualitative.query.tree import Comparison, Value

NOTE = "Only in the season; the form does not say."


@pytest.mark.parametrize("value", [NOTE, "Only in the season", "the form does not say."])
def test_a_cell_with_a_semicolon_is_found_as_a_whole_and_by_its_parts(second: Study, value: str) -> None:
    assert second.query(f'case.nights_note = "{value}"').cases == ["firm-e"]


def test_what_is_private_and_not_here_is_missing_and_counted(second: Study) -> None:
    found = second.query("person.age > 30")
    assert found.persons == [] and found.without_value["person.age"] > 0


def test_a_person_without_a_row_may_be_of_any_case(second: Study) -> None:
    found = second.query("person.case = firm-f")
    assert found.persons == [] and found.without_value["person.case"] > 0


@pytest.mark.parametrize(
    ("own", "asked", "holds"), [("1961-02", "1961", True), ("1961", "1961-02", False), ("1961-02", "1961-2", False)]
)
def test_a_date_equals_what_names_its_parts_and_not_the_other_way(own: str, asked: str, holds: bool) -> None:
    assert compared(own, Comparison("case", "founded", "=", (Value(asked),)), Kind("date")) is holds
    assert compared(own, Comparison("case", "founded", "!=", (Value(asked),)), Kind("date")) is not holds
