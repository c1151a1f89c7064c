"""`docs/contributing/figure.md`, followed word for word."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import copy_second
from contributing.worked import worked

FIGURE = """
import json
from qualitative import Study
from qualitative.display import figure_html
from qualitative.figures.agreement import agreement_alt, agreement_figure
from qualitative.figures.look import svg_text
table = Study.open(".").agreement(["coder-one", "coder-two"], round=2).report_table()
drawn = [svg_text(agreement_figure(table, "alpha", "alpha")) for _ in range(2)]
empty = svg_text(agreement_figure(table.iloc[:0], "alpha", "alpha"))
known = table[table["alpha"].notna()]
print(json.dumps({
    "same": drawn[0] == drawn[1], "empty": empty.startswith("<svg"), "alt": agreement_alt(table, "alpha", "alpha"),
    "numbers": [f"{label}: {value:.2f}" for label, value in zip(known["label"], known["alpha"])],
    "html": figure_html(agreement_figure(table, "alpha", "alpha"), agreement_alt(table, "alpha", "alpha")).html[:40],
}))
"""


def test_a_figure_is_one_file(tmp_path: Path) -> None:
    made = worked("figure.md", tmp_path / "library")
    assert made.files == ("figures/agreement.py",)
    found = json.loads(made.run(FIGURE, cwd=copy_second(tmp_path / "study")))
    assert found["same"] and found["empty"] and found["html"].startswith("<figure")
    assert found["numbers"] and all(number in found["alt"] for number in found["numbers"])
