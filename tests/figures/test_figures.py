"""Figures of mixed methods: the same table gives the same bytes, an empty one draws, and the alternative text names every number."""

from __future__ import annotations

import pandas as pd
import pytest

from qualitative.display import figure_html
from qualitative.figures.convergence import convergence_alt, convergence_figure
from qualitative.figures.look import svg_text
from qualitative.figures.network import network_alt, network_figure
from qualitative.figures.saturation import saturation_alt, saturation_figure
from qualitative.figures.timeline import timeline_alt, timeline_figure

PAIRS = pd.DataFrame([("a", "b", 3), ("b", "c", 1)], columns=["first", "second", "count"])
NAMES = {"agree": "agree", "complement": "adds", "contradict": "differs", "silent": "silent", "a": "Alpha"}
READINGS = pd.DataFrame({"North": ["agree", "silent"], "South": ["contradict", "complement"]}, index=["Fund", "Growth"])
VALUES = pd.DataFrame({"North": ["x", "NA"], "South": ["y", "z"]}, index=["Fund", "Growth"])
WHEN = pd.DataFrame({"policy": [1, 0], "budget": [2, 4]}, index=["2018-11", "2020"])
CURVE = pd.DataFrame({"n": [1, 2, 3], "given": [2, 2, 4], "mean": [2.0, 3.0, 4.0], "low": [1, 2, 4], "high": [3, 4, 4]})
LABELS = {"documents": "documents", "codes": "codes", "mean": "mean", "band": "5–95%", "given": "in order"}

DRAWN = {
    "network": lambda: network_figure(PAIRS, NAMES, {"a": "budget"}),
    "empty network": lambda: network_figure(PAIRS.iloc[:0], NAMES, {}),
    "convergence": lambda: convergence_figure(READINGS, VALUES, NAMES),
    "timeline": lambda: timeline_figure(WHEN, {}),
    "saturation": lambda: saturation_figure(CURVE, LABELS),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_table_gives_the_same_bytes(name: str) -> None:
    assert svg_text(DRAWN[name]()) == svg_text(DRAWN[name]())


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        (network_alt(PAIRS, NAMES, minimum=2), "Alpha – b: 3."),
        (convergence_alt(READINGS, NAMES), "Fund: North agree, South differs; Growth: North silent, South adds."),
        (timeline_alt(WHEN, {}), "2018-11: policy 1, budget 2; 2020: budget 4."),
        (saturation_alt(CURVE, LABELS), "1 documents: 2 codes; 2 documents: 3 codes; 3 documents: 4 codes."),
    ],
)
def test_the_alternative_text_is_written_from_the_data(alt: str, said: str) -> None:
    assert alt == said


def test_a_figure_in_a_notebook_is_an_image_with_escaped_alternative_text() -> None:
    html = figure_html(DRAWN["timeline"](), 'a "quoted" <b>').html
    assert 'alt="a &quot;quoted&quot; &lt;b&gt;"' in html and "<svg" not in html
