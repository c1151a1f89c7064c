"""A real usability study as a joint display: tags by participant are exactly those of its authors' export, beside their scores."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from conftest import ROOT
from qualitative.figures.look import svg_text
from qualitative.figures.scored import scored_alt, scored_figure

sys.path.append(str(ROOT / "benchmarks"))  # after the folders of tests, some of which bear the names of benchmarks
import joint_taguette  # noqa: E402


def test_every_cell_equals_the_authors_table_and_every_participant_has_a_score(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data/swj2022-taguette"
    mixed = joint_taguette.imported(folder, tmp_path / "study")
    published = joint_taguette.published_counts(folder / joint_taguette.TAGS)
    assert (len(mixed.evidence), sum(published.values())) == (1930, 1930)
    assert joint_taguette.differences(mixed, published) == {}
    assert mixed.inputs.cases["pssuq"].between(1, 7).all() and len(mixed.inputs.cases) == 17


def test_its_themes_stand_by_the_halves_of_the_score(shared: Path, tmp_path: Path) -> None:
    mixed = joint_taguette.imported(shared / "data/swj2022-taguette", tmp_path / "study")
    display = mixed.joint_display("statistics-by-themes", attribute="half")
    assert len(display.rows) == 22 and len(display.columns) == 3
    assert "paraphrase" not in mixed.show(display).html


@pytest.mark.parametrize(("answers", "mean"), [(["1", "7"], 4.0), (["2", ""], 2.0), (["3", "n/a"], 3.0)])
def test_a_score_is_the_mean_of_the_answered_items(tmp_path: Path, answers: list[str], mean: float) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(
        f"Timestamp,Participant,1. Easy,Comments,2. Quick,Comments\nnow,P1,{answers[0]},5,{answers[1]},6\n",
        encoding="utf-8",
    )
    assert joint_taguette.read_scores(path) == {"P1": mean}


def test_columns_stand_in_the_order_of_the_score_and_a_missing_score_comes_last() -> None:
    counts = pd.DataFrame({"x": [1, 0], "y": [2, 3], "z": [0, 0]}, index=["a", "b"])
    alt = scored_alt(counts, pd.Series({"x": 3.0, "y": 1.0}), "score")
    assert alt == "y (score 1.00): b 3, a 2; x (score 3.00): a 1; z (score NA): ."
    assert svg_text(scored_figure(counts, pd.Series({"x": 3.0, "y": 1.0}), "score")).startswith("<svg")
