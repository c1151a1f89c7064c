"""Printed totals by year, with the part that the printed increments do not explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitative.figures.look import GRID, INK, PALETTE, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["growth_figure"]

PARTS = ("apbn", "mandiri", "mixed", "unexplained")
_COLOURS = {"before": "#c9ced6", **dict(zip(PARTS, (*PALETTE[:3], "#ffffff"), strict=True))}


def growth_figure(growth: pd.DataFrame, labels: Mapping[str, str], number: Callable[[float], str] = str) -> Figure:
    """Stacked bars of `growth` (columns year, total, apbn, mandiri, mixed, unexplained): last year's total, then each increment.

    `labels` names before, apbn, mandiri, mixed, unexplained; `number` writes a number in the report's language.
    """
    table = growth.fillna({part: 0 for part in PARTS}).reset_index(drop=True)
    with new_figure(6.4, 3.4) as (figure, axes):
        before = table["total"].shift(fill_value=0)
        bottom = before.copy()
        years = table["year"].astype(int).astype(str)
        axes.bar(years, before, color=_COLOURS["before"], width=0.6, label=labels["before"])
        for part in PARTS:
            hatch = "////" if part == "unexplained" else None
            edge = {"edgecolor": "#D55E00", "linewidth": 0.8} if hatch else {}
            height = table[part].where(table[part] > 0)  # a bar of no height would still draw its edge
            axes.bar(
                years, height, bottom=bottom, color=_COLOURS[part], width=0.6, label=labels[part], hatch=hatch, **edge
            )
            bottom += table[part]
        for index, total in enumerate(table["total"]):
            axes.annotate(number(total), (index, total), ha="center", va="bottom", xytext=(0, 3), textcoords="offset points",
                          color=INK, fontweight="bold")  # fmt: skip
        axes.set_ylim(0, table["total"].max() * 1.12)
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
        axes.grid(axis="y", color=GRID)
        axes.legend(frameon=False, fontsize=8, loc="upper left")
    return figure
