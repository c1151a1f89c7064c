"""Results show themselves: in a notebook, and where somebody prints them, never as fields in which what was not read for is 0."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.analysis.crosstab import crosstab
from qualitative.analysis.shown import NONE, UNREAD, ShowsItself

from .test_mixed import NORTH, SOUTH, evidence

HOW = {
    "crosstab": lambda mixed: mixed.crosstab(),
    "timeline": lambda mixed: mixed.timeline(),
    "side by side": lambda mixed: mixed.joint_display(),
    "pillar": lambda mixed: mixed.joint_display("pillar"),
    "new codes": lambda mixed: mixed.new_codes(),
    "cases": lambda mixed: mixed.compare_cases(["nights"], "uptake"),
}


@pytest.mark.parametrize("name", HOW)
def test_what_a_mixed_method_gives_shows_itself_in_words_and_opens_its_passages(second: Study, name: str) -> None:
    mixed = second.mixed()
    found = HOW[name](mixed)
    assert isinstance(found, ShowsItself)
    assert found._repr_html_() == mixed.show(found).html
    assert "DataFrame" not in repr(found) and "int-a-owner." not in repr(found)


def test_what_was_not_read_for_is_no_zero_however_a_crosstab_is_looked_at(second: Study) -> None:
    found = second.mixed().crosstab()
    assert found.counts.at["pride", "firm-a"] == 0 and found.unread.at["pride", "firm-a"]
    (line,) = (one for one in repr(found).splitlines() if one.startswith("Glad of the record"))
    assert line.split()[4] == UNREAD and "0" not in line.split()
    assert UNREAD in found._repr_html_() and UNREAD in repr(found).splitlines()[-1]


def test_a_result_that_nobody_bound_to_a_choice_shows_ids() -> None:
    lines = repr(crosstab(evidence(NORTH, SOUTH), "basis", "case")).splitlines()
    assert [line.split() for line in lines[:3]] == [["north", "south"], ["author", NONE, "1"], ["informant", "1", NONE]]
    assert crosstab(evidence(NORTH, SOUTH), "basis", "case")._repr_html_() is None
