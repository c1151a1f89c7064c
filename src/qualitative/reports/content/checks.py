"""What `qualitative check` says of `reports/report.yaml` and `reports/checklists.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.checks.problem import Parts, Problem
from qualitative.errors import QueryError
from qualitative.query import Known, check_terms
from qualitative.reports.content.checklists import read_checklists
from qualitative.reports.content.first_checks import check_first
from qualitative.reports.content.grouping import settled
from qualitative.reports.content.settings import read_report_settings

__all__ = ["CHECKS", "check_checklists", "check_report_settings"]


def check_report_settings(parts: Parts) -> Iterator[Problem]:
    """The file's shape, the classes that it names, codes that its links and branches name, and the sentences of the first page."""
    name, book = "reports/report.yaml", parts.codebook
    settings = read_report_settings(parts.root / name, parts.root)
    if parts.settings is not None:
        settled(settings.grouping, parts.settings, name)
    if book is None:
        return
    known = parts.known or Known.of_codebook(book)
    for key, query in settings.queries():
        try:
            check_terms(query, known)
        except QueryError as problem:
            yield Problem(name, 1, f"{key}: {problem}")
    for theme in settings.joint.themes:
        if theme not in book:
            yield Problem(name, 1, f"joint: theme {theme!r} is not in the codebook")
    for key, codes in settings.branches.items():
        for code in codes:
            if code not in book:
                yield Problem(name, 1, f"branches: {key}: code {code!r} is not in the codebook")
    yield from check_first(parts, settings.first, name)


def check_checklists(parts: Parts) -> Iterator[Problem]:
    """The shape of `reports/checklists.yaml`."""
    read_checklists(parts.root / "reports/checklists.yaml", parts.root)
    yield from ()


CHECKS = (check_report_settings, check_checklists)
