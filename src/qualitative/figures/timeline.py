"""When what was spoken of: dots along time, a line for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitative.figures.look import GRID, INK, PALETTE, new_figure, whole_numbers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["timeline_alt", "timeline_figure"]


def timeline_figure(counts: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Dots of `counts` (index: dates `YYYY[-MM]`, columns: kinds); a date known only to the year stands at the year's middle, hollow."""
    largest = max(int(counts.to_numpy().max(initial=0)), 1)
    with new_figure(6.8, 0.6 * counts.shape[1] + 1.0) as (figure, axes):
        for y, kind in enumerate(counts.columns):
            colour = PALETTE[y % len(PALETTE)]
            axes.axhline(y, color=GRID, zorder=0)
            for date, value in counts[kind].items():
                if value:
                    rough = len(str(date)) == 4
                    face = "white" if rough else colour
                    axes.scatter(
                        _year(str(date)),
                        y,
                        s=60 + 260 * value / largest,
                        facecolor=face,
                        edgecolor=colour,
                        linewidth=1.4,
                        zorder=2,
                    )
                    axes.annotate(str(int(value)), (_year(str(date)), y), ha="center", va="center", fontsize=7, color=INK if rough else "white",
                                  fontweight="bold", zorder=3)  # fmt: skip
        axes.set_yticks(range(counts.shape[1]), [names.get(str(kind), str(kind)) for kind in counts.columns])
        axes.set_ylim(counts.shape[1] - 0.5, -0.5)
        whole_numbers(axes.xaxis)
        axes.tick_params(axis="y", length=0)
    return figure


def timeline_alt(counts: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The counts in words, date by date."""
    lines = (
        f"{date}: " + ", ".join(f"{names.get(str(kind), str(kind))} {int(n)}" for kind, n in row.items() if n)
        for date, row in counts.iterrows()
    )
    return "; ".join(lines) + "."


def _year(date: str) -> float:
    year, *month = date.split("-")
    return int(year) + ((int(month[0]) - 0.5) / 12 if month else 0.5)
