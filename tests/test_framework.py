"""Summaries of the framework matrix: a wrong one is named with its line and the way out, by reading and by check alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.errors import FindingError
from qualitative.findings.framework import read_framework

GOOD = "- {id: one, case: north, theme: budget, by: ana, at: 2024-06-01, text: {id: Ada dana., en: There is money.}}\n"


def written(study: Study, text: str) -> Path:
    (study.root / "reports").mkdir(exist_ok=True)
    path = study.root / "reports/framework.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_summary_is_shown_in_its_cell_with_who_wrote_it(study: Study) -> None:
    written(study, GOOD)
    mixed = study.mixed(coders=["ana"])
    matrix = mixed.framework(["budget", "services"])
    assert matrix.loc["north", "budget"].summaries[0].text["en"] == "There is money."
    assert "There is money." in mixed.show(matrix).html and "ana, 2024-06-01" in mixed.show(matrix).html
    assert [problem for problem in study.check() if "framework" in problem.path] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("north", "nort", "did you mean north"),
        ("budget", "budgt", "did you mean budget"),
        ("by: ana", "by: anna", "did you mean ana"),
        ("2024-06-01", "June", "'June' is no date"),
        (", en: There is money.", "", "text must hold a text for each of"),
        ("case:", "cas:", "did you mean case"),
    ],
)
def test_a_wrong_summary_is_named(study: Study, old: str, new: str, message: str) -> None:
    path = written(study, "\n" + GOOD.replace(old, new))
    with pytest.raises(FindingError, match=message) as raised:
        read_framework(path, study.codebook, ["north", "south"], study.settings.coders, study.root)
    assert str(raised.value).startswith("reports/framework.yaml:2:")
    assert any(message in problem.sentence for problem in study.check())
