"""Turn a matplotlib figure into a block of the report, its provenance written in the figure itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.figures.look import mark_provenance, svg_text
from qualitative.i18n import catalogue
from qualitative.reports.content.passages import SegmentRegister
from qualitative.reports.page.model import FigureBlock

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["drawn"]

TEXTS = catalogue("reports")


def drawn(
    figure: Figure, register: SegmentRegister, id: str, caption: str, alt: str, rows: pd.DataFrame | None = None
) -> FigureBlock:
    """The block of a figure; `caption` is markup, `alt` says in words what it shows, `rows` are the evidence rows that it draws."""
    refs = () if rows is None else register.refs(rows)
    if rows is not None and rows["provenance"].eq("simulated").any():
        mark_provenance(figure, TEXTS["drawing.mark"][register.inputs.language])
    return FigureBlock(id, caption, alt, svg_text(figure), refs=refs)
