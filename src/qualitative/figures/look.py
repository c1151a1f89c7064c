"""The one look of all figures, and their bytes: colour-blind safe, the same on every machine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.typing import RcKeyType

__all__ = [
    "BASIS_COLOURS",
    "GRID",
    "INK",
    "MUTED",
    "PALETTE",
    "mark_provenance",
    "new_figure",
    "svg_text",
    "whole_numbers",
]

# Okabe and Ito (2008), in an order that also differs in lightness
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
INK, MUTED, GRID = "#22262b", "#6b7280", "#e3e6ea"
BASIS_COLOURS = {"informant": "#0072B2", "document": "#56B4E9", "table": "#009E73", "author": "#c9ced6"}

_SETTINGS: dict[RcKeyType, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "grid.color": GRID,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "qualitative",
}


@contextmanager
def new_figure(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of `width` × `height` inches with one axes, in the look of all figures. No display is needed."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.add_subplot()
        # lay out once and for all, not again for each format; drawing it for that would take twice as long
        if engine := figure.get_layout_engine():
            engine.execute(figure)
        figure.set_layout_engine("none")


def whole_numbers(axis: Axis) -> None:
    """Let an axis that counts have no broken numbers."""
    from matplotlib.ticker import MaxNLocator

    locator = axis.get_major_locator()
    if isinstance(locator, MaxNLocator):
        locator.set_params(integer=True)


def mark_provenance(figure: Figure, text: str) -> None:
    """Write in the figure itself what kind of material it shows."""
    if text:
        figure.text(0.995, 0.005, text, ha="right", va="bottom", fontsize=7, color="#D55E00", fontweight="bold")


def svg_text(figure: Figure) -> str:
    """The figure as SVG, without dates and version, so that the same table gives the same bytes."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    with matplotlib.rc_context(_SETTINGS):
        # the canvas itself: savefig would draw everything once more to find a size that is fixed already
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]  # matplotlib gives it no types
    text = out.getvalue()
    return text[text.index("<svg") :]
