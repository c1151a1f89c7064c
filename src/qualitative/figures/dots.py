"""Who says what: a row a theme, a column a basis, a dot by how many statements speak for it, a ring by how many point the other way."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitative.figures.look import BASIS_COLOURS, GRID, INK, MUTED, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["voices_figure"]

_LARGEST = 0.26  # the radius of the largest dot, in rows


def voices_figure(counts: pd.DataFrame, others: pd.DataFrame, labels: Mapping[str, str]) -> Figure:
    """Dots of `counts` and rings of `others` (index: names of rows; columns: bases, alike in both), first row on top; `labels` names the bases."""
    from matplotlib.patches import Circle

    most = max(float(counts.to_numpy().max()), float(others.to_numpy().max()), 1.0)
    with new_figure(4.9, 0.42 * len(counts) + 0.5) as (figure, axes):
        step = 2.4  # columns stand wider apart than rows
        for place in range(len(counts)):
            for column, basis in enumerate(map(str, counts)):
                for table, side in ((counts, -0.55), (others, 0.55)):
                    n = int(table[basis].iloc[place])
                    if not n:
                        continue
                    radius = _LARGEST * (n / most) ** 0.5 + 0.06
                    filled = side < 0
                    at = (column * step + side, place)
                    axes.add_patch(
                        Circle(
                            at,
                            radius,
                            facecolor=BASIS_COLOURS[basis] if filled else "white",
                            edgecolor=INK,
                            linewidth=0.9,
                        )
                    )
                    axes.annotate(str(n), (at[0] + radius + 0.1, place), va="center", color=INK)
        axes.set_xticks([n * step for n in range(counts.shape[1])], [labels[str(basis)] for basis in counts])
        axes.set_yticks(range(len(counts)), [textwrap.fill(str(name), 18) for name in counts.index])
        axes.set_xlim(-step / 2, (counts.shape[1] - 0.5) * step)
        axes.set_ylim(len(counts) - 0.5, -0.5)
        axes.set_aspect("equal")
        axes.tick_params(length=0)
        axes.tick_params(axis="x", labelcolor=MUTED, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.grid(axis="y", color=GRID)
        for spine in axes.spines.values():
            spine.set_visible(False)
    return figure
