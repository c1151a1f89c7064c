"""Positions in code points, UTF-16 units and UTF-8 bytes agree, and a wrong one is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative.errors import OffsetError
from qualitative.offsets import utf8_map, utf16_map


@given(st.text())
def test_every_code_point_comes_back_from_both_encodings(text: str) -> None:
    for positions, width in ((utf16_map(text), "utf-16-le"), (utf8_map(text), "utf-8")):
        for position in range(len(text) + 1):
            unit = positions.to_units(position)
            prefix = len(text[:position].encode(width, "surrogatepass"))
            assert unit == (prefix // 2 if width == "utf-16-le" else prefix)
            assert positions.to_code_points(unit) == position


@pytest.mark.parametrize("position", [2, 99, -1])
def test_a_position_inside_a_character_or_outside_the_text_is_refused(position: int) -> None:
    with pytest.raises(OffsetError, match=str(position)):
        utf16_map("a😀b").to_code_points(position)
