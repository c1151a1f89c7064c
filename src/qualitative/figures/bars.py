"""Horizontal bars: codes by basis, stacked, and claims by status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitative.figures.look import BASIS_COLOURS, GRID, INK, MUTED, PALETTE, new_figure, whole_numbers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["basis_figure", "status_figure"]

_HATCHES: dict[str, str | None] = {"informant": None, "document": "..", "table": "xx", "author": None}


def basis_figure(counts: pd.DataFrame, labels: Mapping[str, str]) -> Figure:
    """Stacked bars of `counts` (index: code labels; columns: bases), in the order given, first on top; `labels` names the bases."""
    with new_figure(6.8, 0.3 * len(counts) + 1.0) as (figure, axes):
        left = counts.iloc[:, 0] * 0
        places = range(len(counts))
        for basis in map(str, counts):
            axes.barh(places, counts[basis], left=left, color=BASIS_COLOURS[basis], hatch=_HATCHES[basis], edgecolor="white",
                      height=0.68, label=labels[basis])  # fmt: skip
            left = left + counts[basis]
        for place, total in zip(places, left, strict=True):
            axes.annotate(str(int(total)), (total, place), xytext=(4, 0), textcoords="offset points", va="center",
                          color=INK if total else MUTED)  # fmt: skip
        axes.set_yticks(places, counts.index)
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.set_xlim(0, max(float(left.max()), 1.0) * 1.12)
        whole_numbers(axes.xaxis)
        axes.grid(axis="x", color=GRID)
        axes.legend(frameon=False, fontsize=8, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))
    return figure


def status_figure(counts: pd.Series) -> Figure:
    """A bar a status: `counts` has status labels as index and whole numbers; zeroes are left out."""
    counts = counts[counts > 0]
    with new_figure(6.8, 0.3 * len(counts) + 0.5) as (figure, axes):
        places = range(len(counts))
        axes.barh(places, counts, color=PALETTE[0], height=0.68)
        for place, count in zip(places, counts, strict=True):
            axes.annotate(
                str(int(count)), (count, place), xytext=(4, 0), textcoords="offset points", va="center", color=INK
            )
        axes.set_yticks(places, list(map(str, counts.index)))
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.set_xlim(0, max(float(counts.max()), 1.0) * 1.12)
        whole_numbers(axes.xaxis)
        axes.grid(axis="x", color=GRID)
    return figure
