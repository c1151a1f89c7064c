"""What can be written: one entry each, with the formats it goes into, and what makes it. The command, the study's method and its help come from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualitative.exports.material import Material
    from qualitative.exports.wanted import Sheet
    from qualitative.privacy.paper import Paper

__all__ = ["KINDS", "PAGES", "TABLES", "Kind"]

TABLES = ("csv", "xlsx", "parquet", "sav", "dta")
PAGES = ("docx", "html", "md", "pdf")


@dataclass(frozen=True)
class Kind:
    """One of them. `formats` are those it goes into, the usual one first; `sheets` and `paper` make it as tables and as a document."""

    name: str
    help: str
    formats: tuple[str, ...]
    sheets: Callable[[Material], Sequence[Sheet]] | None = None
    paper: Callable[[Material], Paper] | None = None
    memos: str = "team"  # whose memos come along where nobody says
    options: tuple[str, ...] = ("every", "agreed", "private")  # those of `Wanted` that only some take


def _codings(material: Material) -> Sequence[Sheet]:
    from qualitative.exports.codings import codings_sheet

    return [codings_sheet(material)]


def _matrix(material: Material) -> Sequence[Sheet]:
    from qualitative.exports.matrix import matrix_sheet

    return [matrix_sheet(material)]


def _quotations(material: Material) -> Paper:
    from qualitative.exports.quotations import quotations_paper

    return quotations_paper(material)


def _codebook(material: Material) -> Sequence[Sheet]:
    from qualitative.exports.codebook import codebook_sheets

    return codebook_sheets(material)


def _codebook_paper(material: Material) -> Paper:
    from qualitative.exports.codebook import codebook_paper

    return codebook_paper(material)


def _appendix(material: Material) -> Paper:
    from qualitative.exports.appendix import appendix_paper

    return appendix_paper(material)


def _memos(material: Material) -> Sequence[Sheet]:
    from qualitative.exports.memos import memos_sheet

    return [memos_sheet(material)]


def _all(material: Material) -> Sequence[Sheet]:
    from qualitative.exports.everything import every_sheet

    return every_sheet(material)


_KINDS = (
    Kind("codings", "a row for each coding that counts", ("csv", "xlsx", "parquet"), _codings),
    Kind(
        "quotations",
        "what may be quoted, by code, in its context",
        PAGES,
        paper=_quotations,
        memos="report",
        options=("agreed", "chosen"),
    ),
    Kind(
        "codebook",
        "codes with their texts, numbers and history",
        ("xlsx", "csv", *PAGES),
        _codebook,
        _codebook_paper,
        options=(),
    ),
    Kind(
        "matrix",
        "persons, cases or documents against codes",
        TABLES,
        _matrix,
        options=("agreed", "private", "by", "cells"),
    ),
    Kind("memos", "what was noted, on what and for whom", ("csv", "xlsx"), _memos, options=()),
    Kind(
        "appendix",
        "of a thesis: guide, codebook, participants, a coded page, who is quoted, decisions",
        PAGES,
        paper=_appendix,
        memos="report",
        options=("agreed",),
    ),
    Kind("all", "all tables as sheets of one workbook", ("xlsx",), _all, options=("agreed", "private")),
)
KINDS = {one.name: one for one in _KINDS}
