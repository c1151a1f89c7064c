"""Saturation: distinct codes after n documents, over many orders and in the given one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitative.figures.look import GRID, PALETTE, new_figure, whole_numbers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["saturation_alt", "saturation_figure"]


def saturation_figure(curve: pd.DataFrame, labels: Mapping[str, str]) -> Figure:
    """`curve` is the table of analysis.saturation; `labels` names documents, codes, mean, band, given."""
    with new_figure(6.4, 3.4) as (figure, axes):
        axes.fill_between(
            curve["n"], curve["low"], curve["high"], color=PALETTE[0], alpha=0.18, linewidth=0, label=labels["band"]
        )
        axes.plot(curve["n"], curve["mean"], color=PALETTE[0], linewidth=2, label=labels["mean"])
        axes.plot(curve["n"], curve["given"], color=PALETTE[5], linewidth=1.4, linestyle="--", label=labels["given"])
        axes.set_xlabel(labels["documents"])
        axes.set_ylabel(labels["codes"])
        axes.set_ylim(0)
        whole_numbers(axes.xaxis)
        axes.grid(axis="y", color=GRID)
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    return figure


def saturation_alt(curve: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The curve in words: where it begins, its middle and its end."""
    rows = curve.iloc[sorted({0, len(curve) // 2, len(curve) - 1})]
    return (
        "; ".join(
            f"{n:.0f} {labels['documents']}: {mean:.0f} {labels['codes']}"
            for n, mean in zip(rows["n"], rows["mean"], strict=True)
        )
        + "."
    )
