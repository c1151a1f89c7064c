"""`docs/contributing/statistic.md` and `mixed-statistic.md`, followed word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import copy_second
from contributing.worked import ROOT, worked

COEFFICIENT = """
import json
from qualitative import Study
from qualitative.agreement.positive import terms
from qualitative.agreement.ratings import ratings_of
table = terms(ratings_of(["1" * 40 + "1" * 5 + "0" * 10 + "0" * 45, "1" * 40 + "0" * 5 + "1" * 10 + "0" * 45]))
found = Study.open(".").agreement(["coder-one", "coder-two"], by="code", round=2, coefficients=("positive", "alpha"))
rows = found.table.set_index("code")
print(json.dumps({
    "by hand": float(table.observed),
    "columns": list(found.report_table().columns),
    "percent": float(rows["positive"].max()),
    "undefined": "; ".join(rows["undefined"]),
    "said": [found.paragraph("en"), found._repr_html_()],
}))
"""


def test_a_coefficient_is_a_file_and_a_line(tmp_path: Path) -> None:
    made = worked("statistic.md", tmp_path / "library")
    assert made.files == ("agreement/coefficients.py", "agreement/positive.py")
    study = copy_second(tmp_path / "study")
    found = json.loads(made.run(COEFFICIENT, cwd=study))
    assert found["by hand"] == pytest.approx(2 * 40 / (2 * 40 + 5 + 10))
    assert {"positive", "positive_low", "positive_high"} <= set(found["columns"])
    assert 0 < found["percent"] <= 1 and "nobody gave the code" in found["undefined"]
    assert all("Positive agreement" in text for text in found["said"])


def test_the_example_is_the_published_one() -> None:
    """What the page says of its file is so: one entry, one import, one name a language."""
    page = (ROOT / "docs/contributing/statistic.md").read_text(encoding="utf-8")
    assert page.count("<!-- new:") == 1 and page.count("<!-- in agreement/") == 2 and page.count("<!-- in locale/") == 2


LEANING = """
import json
from qualitative import Study
mixed = Study.open(".").mixed(language="en", coders=["coder-one"])
found = mixed.leaning()
print(json.dumps({"rows": [[*row[:-1], row[-1].text] for row in found.rows.itertuples(name=None)], "html": mixed.show(found).html}))
"""


def test_a_statistic_of_mixed_methods_is_a_file_and_a_method(tmp_path: Path) -> None:
    made = worked("mixed-statistic.md", tmp_path / "library")
    assert made.files == ("analysis/leaning.py", "reports/content/mixed.py")
    study = copy_second(tmp_path / "study")
    found = json.loads(made.run(LEANING, cwd=study))
    for code, cases, case, share, number in found["rows"]:
        assert case.startswith(("firm-", "all-")) and 1 / cases <= share <= 1, code
        assert f"<summary>{number}</summary>" in found["html"]
    assert "<th>Case with most</th>" in found["html"] and found["html"].count("<details>") == len(found["rows"])
