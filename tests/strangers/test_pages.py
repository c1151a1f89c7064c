"""What pages of a PDF hold beside the words, and in another order than people read them."""

from __future__ import annotations

import pytest

from qualitative.corpus.readers import pdf
from qualitative.corpus.readers.layout import without_line_numbers


def test_numbers_of_lines_are_left_out_where_blank_lines_are_counted_too() -> None:
    page = ["  1  I: How did it begin,", "  2  and where?", "  3", "  4  R: In the hall.", "  5", "  6  I: Who paid?"]
    kept, dropped = without_line_numbers([page])
    assert kept == [["I: How did it begin,", "and where?", "", "R: In the hall.", "", "I: Who paid?"]]
    assert dropped == ["1", "2", "3", "4", "5", "6"]


def test_numbers_alone_count_no_lines() -> None:
    page = ["1", "How did it begin?", "2", "In the hall.", "3", "Who paid?"]
    assert without_line_numbers([page]) == ([page], [])


@pytest.mark.parametrize(("line", "told"), [("العيادة بدأت كيف", True), ("How did it begin?", False)])
def test_a_page_that_runs_from_right_to_left_is_told(line: str, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_pages", lambda data, name: ([[line]], (), {}, [[]]))
    assert any("from right to left" in note for note in pdf.read(b"", "a.pdf").notes) is told
