"""Results of analyses as a notebook shows them: every number opens the segments that it counts."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.analysis.shown import Shown, ShownCell
from qualitative.display.results import MOST, result_html
from qualitative.reports.content.mixed import Mixed


def mixed_of(study: Study) -> Mixed:
    return study.mixed(evidence="all", coders=[] if study.root == ROOT else ["coder-one"], language="en")


def opened(html: str) -> list[tuple[int, int]]:
    """(the number, how many passages it opens or tells of) for each number that opens."""
    found = []
    for text, inside in re.findall(
        r"<details><summary>(?:\d+–)?(\d+)</summary><ul>(.*?)</ul></details>", html, re.DOTALL
    ):
        more = re.search(r"<li>\+ (\d+)</li>", inside)
        found.append((int(text), inside.count("<small>") + (int(more[1]) if more else 0)))
    return found


@pytest.mark.parametrize(
    "kind", ["frequencies", "cooccurrence", "convergence", "triangulation", "crosstab", "framework"]
)
@on_both()
def test_every_number_opens_the_segments_of_its_statements(either: Study, kind: str) -> None:
    mixed = mixed_of(either)
    result = getattr(mixed, kind)()
    numbers = opened(mixed.show(result).html)
    assert numbers and all(number and listed for number, listed in numbers)
    if kind == "frequencies":
        assert [listed for _, listed in numbers] == result["segments"].tolist()
        assert [number for number, _ in numbers] == result["places"].tolist()


def test_what_a_cell_holds_is_escaped_and_the_rest_is_counted() -> None:
    ids = tuple(f"d.{n}-{n + 1}" for n in range(MOST + 3))
    cell = ShownCell("11", ids, passage=ids[0], note="<i>", lines=(("<b>", "ana"),), marked=True)
    passages = {id: (f"<p>{id}", "int-1") for id in ids}

    class Result:
        def shown(self, say: object, /) -> Shown:
            return Shown(("a<b",), ((cell,),), header=1, notes=("n<o",))

    html = result_html(Result(), lambda wanted: {id: passages[id] for id in wanted}, str, "w<arning").html
    assert "<li>+ 3</li>" in html and html.count("&lt;p&gt;d.") == MOST + 1
    for escaped in ("&lt;i&gt;", "&lt;b&gt;", "a&lt;b", "n&lt;o", "w&lt;arning"):
        assert escaped in html
    assert "<b>&lt;i&gt;</b>" in html and "<i>" not in html


def test_names_that_are_no_segments_are_listed_and_not_counted() -> None:
    table = pd.DataFrame({"unit": ["north"], "bases": [("document", "informant")]})
    html = result_html(table, lambda ids: {}, lambda kind, key: str(key)).html
    assert "<td>document, informant</td>" in html and "<details>" not in html


def test_what_rows_have_in_common_stands_once_above_them() -> None:
    rows = [("fund", "north"), ("fund", "south"), ("staff", "north")]

    class Result:
        def shown(self, say: object, /) -> Shown:
            return Shown(("topic", "case"), tuple(tuple(map(ShownCell, row)) for row in rows), header=2)

    html = result_html(Result(), lambda ids: {}, str).html
    assert re.findall(r"<tr><td>(.*?)</td>", html) == ["<b>fund</b>", "", "<b>staff</b>"]
