"""Topics by cases: a tile for each, its sign and colour saying whether the strands agree, complement, contradict, or one is silent."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from qualitative.figures.look import INK, MUTED, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch, Rectangle

__all__ = ["convergence_alt", "convergence_figure"]

_COLOURS = {"agree": "#009E73", "complement": "#56B4E9", "contradict": "#D55E00", "silent": "#ffffff"}
_SIGNS = {"agree": "=", "complement": "+", "contradict": "≠", "silent": "·"}


def convergence_figure(readings: pd.DataFrame, values: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Tiles of `readings` (index: topic labels, columns: case labels), each with its value from `values`; `names` gives the words for readings."""
    rows, columns = readings.shape
    with new_figure(6.8, 0.5 * rows + 1.0) as (figure, axes):
        for y, topic in enumerate(readings.index):
            for x, case in enumerate(readings.columns):
                reading, value = readings.loc[topic, case], str(values.loc[topic, case])
                axes.add_patch(_tile(x, y, reading))
                axes.text(x - 0.42, y, _SIGNS[reading], va="center", fontsize=12, fontweight="bold", color=INK)
                axes.text(
                    x + 0.07,
                    y,
                    fill(value, 15),
                    ha="center",
                    va="center",
                    fontsize=7,
                    color=MUTED if value == "NA" else INK,
                )
        axes.set_xlim(-0.5, columns - 0.5)
        axes.set_ylim(rows - 0.5, -0.5)
        axes.set_xticks(range(columns), readings.columns)
        axes.set_yticks(range(rows), [fill(str(topic), 20) for topic in readings.index])
        axes.xaxis.tick_top()
        axes.tick_params(length=0, colors=INK)
        for side in axes.spines.values():
            side.set_visible(False)
        axes.legend(handles=[_key(reading, names[reading]) for reading in _SIGNS], frameon=False, fontsize=8, ncols=2,
                    loc="upper left", bbox_to_anchor=(0, 0))  # fmt: skip
    return figure


def convergence_alt(readings: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The readings in words, topic by topic."""
    lines = (
        f"{topic}: " + ", ".join(f"{case} {names[reading]}" for case, reading in row.items())
        for topic, row in readings.iterrows()
    )
    return "; ".join(lines) + "."


def _tile(x: float, y: float, reading: str) -> Rectangle:
    from matplotlib.patches import Rectangle

    colour = _COLOURS[reading]
    edge = "#c9ced6" if reading == "silent" else colour
    return Rectangle((x - 0.47, y - 0.43), 0.94, 0.86, facecolor=f"{colour}38", edgecolor=edge, linewidth=1.2)


def _key(reading: str, name: str) -> Patch:
    from matplotlib.patches import Patch

    edge = "#c9ced6" if reading == "silent" else _COLOURS[reading]
    return Patch(facecolor=f"{_COLOURS[reading]}38", edgecolor=edge, label=f"{_SIGNS[reading]} {name}")
