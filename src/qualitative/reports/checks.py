"""What `qualitative check` says of `reports/report.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.checks.problem import Parts, Problem
from qualitative.errors import QueryError
from qualitative.query.match import check_terms
from qualitative.reports.settings import read_report_settings

__all__ = ["CHECKS", "check_report_settings"]


def check_report_settings(parts: Parts) -> Iterator[Problem]:
    """The file's shape, and codes that its links and branches name."""
    name, book = "reports/report.yaml", parts.codebook
    settings = read_report_settings(parts.root / name, parts.root)
    if book is None:
        return
    for key, query in settings.links.items():
        try:
            check_terms(query, book)
        except QueryError as problem:
            yield Problem(name, 1, f"links: {key}: {problem}")
    for key, codes in settings.branches.items():
        for code in codes:
            if code not in book:
                yield Problem(name, 1, f"branches: {key}: code {code!r} is not in the codebook")


CHECKS = (check_report_settings,)
