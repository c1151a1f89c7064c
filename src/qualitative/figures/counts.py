"""Counts of the same thing that disagree, each on its own line, on one logarithmic scale."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING

from qualitative.figures.look import BASIS_COLOURS, GRID, MUTED, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["counts_figure"]


def counts_figure(counts: pd.DataFrame, number: Callable[[float], str] = str) -> Figure:
    """Dots of `counts` (columns value, label, basis, basis_label), largest on top; the basis has a colour and a marker."""
    table = counts.sort_values(["value", "label"], kind="stable").reset_index(drop=True)
    markers = {"informant": "o", "document": "s", "table": "D", "author": "^"}
    with new_figure(6.8, 0.42 * len(table) + 0.9) as (figure, axes):
        axes.hlines(table.index, table["value"].min() * 0.7, table["value"], color=GRID, linewidth=1.5)
        for basis, rows in table.groupby("basis", sort=True):
            axes.scatter(rows["value"], rows.index, s=46, color=_dark(basis), marker=markers.get(basis, "o"), zorder=3,
                         label=rows["basis_label"].iloc[0])  # fmt: skip
        for index, value in enumerate(table["value"]):
            axes.annotate(
                number(value), (value, index), xytext=(8, 0), textcoords="offset points", va="center", fontweight="bold"
            )
        axes.set_xscale("log")
        axes.set_xlim(table["value"].min() * 0.7, table["value"].max() * 2.2)
        axes.xaxis.set_major_formatter(lambda value, _: number(value))
        axes.set_yticks(table.index, [fill(label, 44) for label in table["label"]], fontsize=8)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", which="both", colors=MUTED)
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    return figure


def _dark(basis: str) -> str:
    return "#6b7280" if basis == "author" else BASIS_COLOURS.get(basis, "#0072B2")
