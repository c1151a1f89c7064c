"""What `qualitative check` says of findings and recommendations: every wrong entry, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from qualitative.checks.problem import Parts, Problem, located
from qualitative.errors import QualitativeError
from qualitative.findings.claims import KEYS as CLAIM_KEYS
from qualitative.findings.claims import parse_claim
from qualitative.findings.entries import Entry, check_entry, list_entries, parsed
from qualitative.findings.framework import KEYS as SUMMARY_KEYS
from qualitative.findings.framework import parse_summary
from qualitative.findings.recommendations import KEYS as RECOMMENDATION_KEYS
from qualitative.findings.recommendations import parse_recommendation

__all__ = ["CHECKS", "check_findings", "check_framework", "check_recommendations"]


def check_findings(parts: Parts) -> Iterator[Problem]:
    """Each claim whose shape, query, check, expectation or assessment is wrong."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is not None and cases is not None and settings is not None:
        entries = list_entries(parts.root / "reports/findings.yaml", parts.root, settings.languages)
        yield from _problems(entries, CLAIM_KEYS, lambda entry: parse_claim(entry, known, cases, settings.coders))


def check_recommendations(parts: Parts) -> Iterator[Problem]:
    """Each recommendation whose shape is wrong, or that names a code or finding that does not exist."""
    book, settings = parts.codebook, parts.settings
    if book is not None and settings is not None:
        claims = [str(entry.data.get("id")) for entry in list_entries(parts.root / "reports/findings.yaml", parts.root)]
        entries = list_entries(parts.root / "reports/recommendations.yaml", parts.root, settings.languages)
        yield from _problems(entries, RECOMMENDATION_KEYS, lambda entry: parse_recommendation(entry, book, claims))


def check_framework(parts: Parts) -> Iterator[Problem]:
    """Each summary of the framework matrix whose shape, case, theme or writer is wrong."""
    book, cases, settings = parts.codebook, parts.cases, parts.settings
    if book is not None and cases is not None and settings is not None:
        entries = list_entries(parts.root / "reports/framework.yaml", parts.root, settings.languages)
        yield from _problems(entries, SUMMARY_KEYS, lambda entry: parse_summary(entry, book, cases, settings.coders))


def _problems(entries: Iterable[Entry], keys: Iterable[str], parse: Callable[[Entry], object]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        try:
            check_entry(entry, keys, seen)
            parsed(entry, parse)
        except QualitativeError as problem:
            yield located(problem)


CHECKS = (check_findings, check_recommendations, check_framework)
