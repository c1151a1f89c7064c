"""Turn a matplotlib figure into a block of the report, its provenance written in the figure itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.figures.look import mark_provenance, png_base64, svg_text
from qualitative.reports.inputs import Inputs
from qualitative.reports.model import FigureBlock

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["drawn"]

_MARK = {"id": "memuat bahan simulasi", "en": "includes simulated material"}


def drawn(figure: Figure, inputs: Inputs, id: str, caption: str, alt: str) -> FigureBlock:
    """The block of a figure; `caption` is markup, `alt` says in words what the figure shows."""
    if inputs.simulated:
        mark_provenance(figure, _MARK[inputs.language])
    return FigureBlock(id, caption, alt, svg_text(figure), png_base64(figure))
