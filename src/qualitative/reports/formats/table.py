"""The formats of reports: what each is called, which file it gives, and who writes it. Whatever lists formats reads this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitative.errors import ReportError, did_you_mean
from qualitative.reports.page.model import Report, format_report

__all__ = ["FORMATS", "USUAL", "Format", "format_of", "render"]


# Renderers are imported when they write: Typst, Jinja and pandoc each cost time that other formats need not spend.
def _html(report: Report) -> bytes:
    from qualitative.reports.formats.html import render_html

    return render_html(report).encode()


def _pdf(report: Report) -> bytes:
    from qualitative.reports.formats.pdf import render_pdf

    return render_pdf(report)


def _appendix(report: Report) -> bytes:
    from qualitative.reports.formats.pdf import render_appendix

    return render_appendix(report)


def _xlsx(report: Report) -> bytes:
    from qualitative.reports.formats.xlsx import render_xlsx

    return render_xlsx(report)


def _docx(report: Report) -> bytes:
    from qualitative.reports.formats.docx import render_docx

    return render_docx(report)


def _model(report: Report) -> bytes:
    return format_report(report).encode()


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending and media type of its file, what writes the bytes of a report, and whose versions can change them.

    `libraries` are distributions; what draws figures counts for every format and is not named. A format that is not `usual` is made where it
    is asked for. `stem` is the name of the published file, without its ending.
    """

    name: str
    suffix: str
    mime: str
    writer: Callable[[Report], bytes]
    libraries: tuple[str, ...] = ()
    usual: bool = True
    stem: str = "report"

    @property
    def published(self) -> str:
        """The name of the file in the folder of a published report."""
        return self.stem + self.suffix


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# in the order in which they are told; each name stands once
FORMATS = {
    one.name: one
    for one in (
        Format("html", ".html", "text/html", _html, ("jinja2",)),
        Format("pdf", ".pdf", "application/pdf", _pdf, ("typst",)),
        Format("docx", ".docx", _WORD, _docx, ("pypandoc-binary",)),
        # cards, sets of evidence and the register of segments, which print leaves out of the report
        Format("appendix", "-appendix.pdf", "application/pdf", _appendix, ("typst",)),
        Format("evidence", "-evidence.xlsx", _SHEET, _xlsx, ("openpyxl",)),
        # the model itself, from which all others are made
        Format("json", ".json", "application/json", _model, usual=False, stem="model"),
    )
}
USUAL = tuple(one.name for one in FORMATS.values() if one.usual)


def format_of(name: str) -> Format:
    """The format of that name. Raises ReportError for another.

    >>> format_of("json").published
    'model.json'
    """
    if name not in FORMATS:
        raise ReportError(f"format {name!r} is unknown; {did_you_mean(name, FORMATS)}")
    return FORMATS[name]


def render(report: Report, name: str) -> bytes:
    """The bytes of a report in the format of that name. Raises ReportError for another."""
    return format_of(name).writer(report)
