"""Codes that stand together: a ring of codes, lines between those that share material, thicker for more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, pi, sin
from typing import TYPE_CHECKING

from qualitative.figures.look import INK, PALETTE, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["network_alt", "network_figure"]

_OTHER = "#9aa1ab"


def network_figure(
    pairs: pd.DataFrame, names: Mapping[str, str], groups: Mapping[str, str], minimum: int = 1
) -> Figure:
    """`pairs` is the table of analysis.cooccurrence; `names` labels the codes, `groups` says which share a colour ('' for none)."""
    shown = pairs[pairs["count"] >= minimum]
    codes = sorted({*shown["first"], *shown["second"]}, key=lambda code: (groups.get(code, ""), names.get(code, code)))
    kinds = sorted({groups.get(code, "") for code in codes} - {""})
    colours = {kind: PALETTE[place % len(PALETTE)] for place, kind in enumerate(kinds)}
    angles = {code: pi / 2 - 2 * pi * (place + 0.5) / max(len(codes), 1) for place, code in enumerate(codes)}
    largest = max(shown["count"], default=1)
    with new_figure(7.2, 7.4) as (figure, axes):
        for first, second, count in _pairs(shown):
            ends = [(cos(angles[code]), sin(angles[code])) for code in (first, second)]
            axes.plot(*zip(*ends, strict=True), color=INK, alpha=0.15 + 0.55 * count / largest, linewidth=0.6 + 4 * count / largest,
                      solid_capstyle="round", zorder=1)  # fmt: skip
        for code, angle in angles.items():
            _node(axes, angle, names.get(code, code), colours.get(groups.get(code, ""), _OTHER))
        for kind, colour in colours.items():
            axes.scatter([], [], s=50, color=colour, label=kind)
        axes.set_xlim(-2.2, 2.2)
        axes.set_ylim(-2.2, 2.2)
        axes.set_aspect("equal")
        axes.axis("off")
        if kinds:
            axes.legend(frameon=False, fontsize=8, loc="lower left", ncols=len(kinds))
    return figure


def network_alt(pairs: pd.DataFrame, names: Mapping[str, str], minimum: int = 1) -> str:
    """The pairs in words, commonest first."""
    shown = pairs[pairs["count"] >= minimum]
    lines = (f"{names.get(a, a)} – {names.get(b, b)}: {count}" for a, b, count in _pairs(shown))
    return "; ".join(lines) + "."


def _pairs(table: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    return zip(table["first"], table["second"], table["count"], strict=True)


def _node(axes: Axes, angle: float, label: str, colour: str) -> None:
    """A dot, and its label along the ray from the middle, so that no two labels meet."""
    x, y = cos(angle), sin(angle)
    axes.scatter(x, y, s=70, color=colour, zorder=3, edgecolors="white")
    leftward = x < 0
    turned = degrees(atan2(y, x)) + (180 if leftward else 0)
    axes.text(1.08 * x, 1.08 * y, label, ha="right" if leftward else "left", va="center", rotation=turned, rotation_mode="anchor",
              fontsize=7.5)  # fmt: skip
