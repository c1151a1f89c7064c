"""The three renderers: everything of a report is there, in each format, and the same bytes each time."""

from __future__ import annotations

import pytest

from qualitative.errors import ReportError
from qualitative.reports.render import FORMATS, render
from sample_report import sample_report


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_two_renderings_give_the_same_bytes(format: str, language: str) -> None:
    assert render(sample_report(language), format) == render(sample_report(language), format)


def test_a_format_that_is_not_known_is_said_with_the_nearest() -> None:
    with pytest.raises(ReportError, match="did you mean pdf"):
        render(sample_report(), "pdff")
