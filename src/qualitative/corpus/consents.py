"""What a person consented to, as a cell of persons.csv: `analysis=2024-05-02 verbatim=2024-05-02`. Pure."""

from __future__ import annotations

from qualitative.corpus.front import is_date
from qualitative.errors import did_you_mean

__all__ = ["SCOPES", "consent_problem", "parse_consents"]

SCOPES = ("analysis", "verbatim", "translation", "machine", "archive", "recontact")


def parse_consents(cell: str) -> dict[str, str]:
    """Scope -> the date on which it was given. The cell must be without a `consent_problem`.

    >>> parse_consents("analysis=2024-05-02 machine=2024-06")
    {'analysis': '2024-05-02', 'machine': '2024-06'}
    """
    return dict(part.split("=", 1) for part in cell.split())


def consent_problem(cell: str) -> str | None:
    """What is wrong with a cell, as a clause; None where it reads, or is empty (then what study.yaml says holds)."""
    seen: set[str] = set()
    for part in cell.split():
        scope, _, date = part.partition("=")
        if scope not in SCOPES:
            return f"consent {scope[:40]!r} is no scope; {did_you_mean(scope, SCOPES)}"
        if not is_date(date):
            return f"consent {part[:40]!r} has no date; write it as {scope}=2024-05-02"
        if scope in seen:
            return f"consent names {scope} twice; keep one"
        seen.add(scope)
    return None
