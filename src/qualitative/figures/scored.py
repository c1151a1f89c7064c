"""Codes by cases that have a score: a heat map whose columns stand in the order of the score, with the score above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.figures.look import GRID, INK, MUTED, PALETTE, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["scored_alt", "scored_figure"]


def scored_figure(counts: pd.DataFrame, scores: pd.Series, label: str) -> Figure:
    """`counts` (index: code labels, columns: cases) under `scores` (index: cases), lowest score first; a case without a score comes last, hollow."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    order = list(scores.reindex(counts.columns).sort_values(kind="stable", na_position="last").index)
    rows, columns = counts.shape
    with new_figure(0.36 * columns + 3.2, 0.26 * rows + 1.6) as (figure, axes):
        axes.remove()
        engine = figure.get_layout_engine()
        if isinstance(engine, ConstrainedLayoutEngine):
            engine.set(rect=(0.04, 0, 0.96, 1))  # long labels would touch the edge
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1, rows / 4])
        known = scores.reindex(order)
        above.bar(range(columns), known.fillna(0), color=PALETTE[1], width=0.7)
        for x, score in enumerate(known):
            above.annotate("NA" if score != score else f"{score:.1f}", (x, 0 if score != score else score), ha="center", va="bottom", fontsize=7,
                           color=MUTED if score != score else INK)  # fmt: skip
        above.set_ylabel(label, rotation=0, ha="right", va="center", fontsize=8)
        above.set_yticks([])
        above.tick_params(length=0)
        above.spines["left"].set_visible(False)
        _cells(below, counts[order])
    return figure


def scored_alt(counts: pd.DataFrame, scores: pd.Series, label: str) -> str:
    """In the order of the score: the case, its score and its three commonest codes."""
    lines = []
    for case, score in scores.reindex(counts.columns).sort_values(kind="stable", na_position="last").items():
        top = counts[case].sort_values(ascending=False, kind="stable").head(3)
        shown = "NA" if score != score else f"{score:.2f}"
        lines.append(f"{case} ({label} {shown}): " + ", ".join(f"{code} {n}" for code, n in top.items() if n))
    return "; ".join(lines) + "."


def _cells(axes: Axes, counts: pd.DataFrame) -> None:
    values = counts.to_numpy()
    largest = max(int(values.max(initial=0)), 1)
    axes.imshow(values, cmap="Blues", vmin=0, vmax=largest * 1.15, aspect="auto")
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            colour = "white" if value > 0.6 * largest else INK
            axes.text(
                x,
                y,
                str(int(value)) if value else "·",
                ha="center",
                va="center",
                fontsize=7,
                color=colour if value else MUTED,
            )
    axes.set_xticks(range(counts.shape[1]), counts.columns, fontsize=7)
    axes.set_yticks(range(counts.shape[0]), counts.index, fontsize=7.5)
    axes.set_xticks([x + 0.5 for x in range(counts.shape[1] - 1)], minor=True)
    axes.set_yticks([y + 0.5 for y in range(counts.shape[0] - 1)], minor=True)
    axes.grid(which="minor", color=GRID, linewidth=0.6)
    axes.tick_params(which="both", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
