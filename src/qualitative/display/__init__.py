"""HTML for a notebook's output: tables and texts in, escaped HTML out, static and self-contained."""

from qualitative.display.figure import figure_html
from qualitative.display.html import Html
from qualitative.display.kwic import kwic_html
from qualitative.display.transcript import transcript_html

__all__ = ["Html", "figure_html", "kwic_html", "transcript_html"]
