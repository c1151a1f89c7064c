"""What `qualitative check` says of findings and recommendations: every wrong entry, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitative.checks.problem import DOUBTFUL, NEXT, Parts, Problem, located
from qualitative.errors import QualitativeError, QueryError
from qualitative.findings.circles import circles
from qualitative.findings.claims import KEYS as CLAIM_KEYS
from qualitative.findings.claims import Claim, parse_claim
from qualitative.findings.entries import Entry, check_entry, list_entries, parsed
from qualitative.findings.framework import KEYS as SUMMARY_KEYS
from qualitative.findings.framework import parse_summary
from qualitative.findings.kinds import CLAIM_KINDS
from qualitative.findings.recommendations import KEYS as RECOMMENDATION_KEYS
from qualitative.findings.recommendations import parse_recommendation
from qualitative.query.checks import Cell

if TYPE_CHECKING:
    import pandas as pd

FINDINGS, RECOMMENDATIONS = "reports/findings.yaml", "reports/recommendations.yaml"

__all__ = ["CHECKS", "check_circles", "check_findings", "check_framework", "check_recommendations"]


def check_findings(parts: Parts) -> Iterator[Problem]:
    """Each claim whose shape, query, check, expectation or assessment is wrong."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is not None and cases is not None and settings is not None:
        entries = list_entries(parts.root / FINDINGS, parts.root, settings.languages)
        tables = _tables(parts)

        def parse(entry: Entry) -> object:
            claim = parse_claim(entry, known, cases, settings.coders)
            return claim if tables is None else _run(claim, entry, tables)

        yield from _problems(entries, CLAIM_KEYS, parse)
        yield from _without_kind(entries)


def check_circles(parts: Parts) -> Iterator[Problem]:
    """Each recommendation that is evidence for a finding that it rests on."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is None or cases is None or settings is None:
        return
    claims = {}
    for entry in list_entries(parts.root / FINDINGS, parts.root, settings.languages):
        with suppress(QualitativeError):  # told by `check_findings`
            claim = parsed(entry, lambda one: parse_claim(one, known, cases, settings.coders))
            claims[claim.id] = claim
    for entry in list_entries(parts.root / RECOMMENDATIONS, parts.root, settings.languages):
        try:
            one = parsed(entry, lambda one: parse_recommendation(one, known.codebook, list(claims)))
        except QualitativeError:
            continue
        for name, codes in circles(one, claims, known):
            told = f"it rests on the finding {name!r}, whose evidence is this recommendation itself ({', '.join(codes)}); take the codes out of the query, or the finding out of `findings`"
            yield replace(located(entry.fail(told, "findings")), rank=DOUBTFUL)


def _without_kind(entries: Iterable[Entry]) -> Iterator[Problem]:
    """The claims that do not say what kind they are, in one sentence."""
    names = [(str(entry.data.get("id")), entry) for entry in entries if "kind" not in entry.data]
    if names:
        shown = ", ".join(name for name, _ in names[:5]) + (", …" if len(names) > 5 else "")
        told = f"{len(names)} of the claims say no kind and are judged as particulars ({shown}); write `kind:` with one of {', '.join(CLAIM_KINDS)}"
        yield Problem(FINDINGS, names[0][1].first, told, NEXT)


def _tables(parts: Parts) -> dict[str, pd.DataFrame] | None:
    try:
        return {**parts.folder.tables, "cases": parts.folder.cases.reset_index()}
    except QualitativeError:
        return None


def _run(claim: Claim, entry: Entry, tables: dict[str, pd.DataFrame]) -> Claim:
    """The claim, its checks and numbers run once. Raises FindingError at their line."""
    for key, some in (("agree", claim.agree), ("hold", claim.hold)):
        try:
            for check in some:
                check.run(tables)
        except QueryError as problem:
            raise entry.fail(str(problem), key) from None
    try:
        for figure in claim.figures.values():
            if isinstance(figure, Cell):
                figure(tables)
    except QueryError as problem:
        raise entry.fail(f"numbers: {problem}", "numbers") from None
    return claim


def check_recommendations(parts: Parts) -> Iterator[Problem]:
    """Each recommendation whose shape is wrong, or that names a code or finding that does not exist."""
    book, settings = parts.codebook, parts.settings
    if book is not None and settings is not None:
        claims = [str(entry.data.get("id")) for entry in list_entries(parts.root / FINDINGS, parts.root)]
        entries = list_entries(parts.root / RECOMMENDATIONS, parts.root, settings.languages)
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


CHECKS = (check_findings, check_recommendations, check_circles, check_framework)
