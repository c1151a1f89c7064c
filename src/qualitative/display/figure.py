"""A matplotlib figure as an image with its alternative text."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from qualitative.display.html import Html
from qualitative.figures.look import svg_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["figure_html"]


def figure_html(figure: Figure, alt: str, caption: str = "") -> Html:
    """The figure as SVG inside an image, so that nothing in it can run; `alt` says in words what it shows."""
    data = base64.b64encode(svg_text(figure).encode("utf-8")).decode("ascii")
    image = f'<img style="max-width:46em;width:100%" alt="{escape(alt, quote=True)}" src="data:image/svg+xml;base64,{data}">'
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return Html(f"<figure style='margin:0'>{image}{below}</figure>", alt)
