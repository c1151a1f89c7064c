"""Codes by cases: a grid of dots whose area grows with the count, the count written in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.figures.look import GRID, INK, MUTED, PALETTE, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["matrix_figure"]


def matrix_figure(counts: pd.DataFrame, colour: str = PALETTE[0]) -> Figure:
    """A dot for each cell of `counts` (index: row labels, columns: column labels, whole numbers); an empty cell is a small dash."""
    rows, columns = counts.shape
    largest = max(int(counts.to_numpy().max(initial=0)), 1)
    with new_figure(6.8, 0.36 * rows + 0.8) as (figure, axes):
        for y, (_, values) in enumerate(counts.iterrows()):
            for x, value in enumerate(values):
                if value:
                    axes.scatter(x, y, s=90 + 420 * value / largest, color=colour, alpha=0.22, linewidths=0)
                axes.text(x, y, str(int(value)) if value else "–", ha="center", va="center", fontsize=8,
                          color=INK if value else MUTED, fontweight="bold" if value else "normal")  # fmt: skip
        axes.set_xlim(-0.6, columns - 0.4)
        axes.set_ylim(rows - 0.4, -0.6)
        axes.set_xticks(range(columns), counts.columns)
        axes.set_yticks(range(rows), counts.index)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, colors=INK)
        axes.set_yticks([y + 0.5 for y in range(rows - 1)], minor=True)
        axes.tick_params(which="minor", length=0)
        axes.grid(axis="y", which="minor", color=GRID)
        for side in axes.spines.values():
            side.set_visible(False)
    return figure
