"""One way into the renderers: a report and a format give bytes."""

from __future__ import annotations

from collections.abc import Callable

from qualitative.errors import ReportError, did_you_mean
from qualitative.reports.page.model import Report

__all__ = ["FORMATS", "render"]

FORMATS = ("html", "pdf", "docx")


def render(report: Report, format: str) -> bytes:
    """The report in one of `FORMATS`. Raises ReportError for another."""
    return _renderer(format)(report)


def _renderer(format: str) -> Callable[[Report], bytes]:
    # Imported when asked for: Typst, Jinja and pandoc each cost time that other formats need not spend.
    match format:
        case "html":
            from qualitative.reports.formats.html import render_html

            return lambda report: render_html(report).encode()
        case "pdf":
            from qualitative.reports.formats.pdf import render_pdf

            return render_pdf
        case "docx":
            from qualitative.reports.formats.docx import render_docx

            return render_docx
    raise ReportError(f"no report format {format!r}; {did_you_mean(format, FORMATS)}")
