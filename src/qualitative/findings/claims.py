"""`reports/findings.yaml`: claims, the queries they rest on, and what the queries must give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualitative.errors import QueryError, did_you_mean
from qualitative.findings.assessment import STATUSES, Assessment, parse_assessment
from qualitative.findings.entries import Entry, parsed, read_entries
from qualitative.findings.expectation import Expectation, parse_expectation
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder
from qualitative.query import Check, Known, Query, check_terms, parse_check, parse_query

__all__ = ["STATUSES", "Claim", "Expectation", "parse_claim", "read_claims"]

KEYS = ("id", "claims", "domain", "section", "cases", "text", "for", "against", "expect", "agree", "hold", "assessment")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `agree` are checks among the sources, `hold` checks of the claim's own numbers; `section` is where a report shows it."""

    id: str
    text: dict[str, str]
    supporting: Query
    supporting_text: str
    numbers: tuple[int, ...] = ()
    section: str = "other"
    cases: tuple[str, ...] = ()
    opposing: Query | None = None
    opposing_text: str = ""
    expect: Expectation = field(default_factory=Expectation)
    agree: tuple[Check, ...] = ()
    hold: tuple[Check, ...] = ()
    assessment: Assessment | None = None


def read_claims(
    path: Path,
    known: Known,
    cases: Collection[str],
    coders: Mapping[str, Coder],
    root: Path | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[Claim]:
    """The claims of `findings.yaml`, every query checked against what is `known`, every assessor against `coders`, texts in `languages`.

    Raises FindingError at the line.
    """
    entries = read_entries(path, KEYS, root, languages)
    return [parsed(entry, lambda one: parse_claim(one, known, cases, coders)) for entry in entries]


def parse_claim(entry: Entry, known: Known, cases: Collection[str], coders: Mapping[str, Coder]) -> Claim:
    """The claim of one entry. Raises FindingError at the line."""
    data = entry.data
    if not data.get("for"):
        raise entry.fail("`for` is missing; give the query that the claim rests on")
    unknown = next((case for case in entry.words("cases") if case not in cases), None)
    if unknown:
        raise entry.fail(f"case {unknown!r} has no row in cases.csv; {did_you_mean(unknown, cases)}", "cases")
    return Claim(
        id=data["id"],
        text=entry.texts("text"),
        supporting=_query(entry, "for", known),
        supporting_text=str(data["for"]),
        numbers=tuple(int(number) for number in entry.words("claims")),
        section=str(data.get("section") or "other"),
        cases=entry.words("cases"),
        opposing=_query(entry, "against", known) if data.get("against") else None,
        opposing_text=str(data.get("against") or ""),
        expect=parse_expectation(entry, cases),
        agree=_checks(entry, "agree"),
        hold=_checks(entry, "hold"),
        assessment=parse_assessment(entry, coders),
    )


def _query(entry: Entry, key: str, known: Known) -> Query:
    try:
        query = parse_query(str(entry.data[key]))
        check_terms(query, known)
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
    return query


def _checks(entry: Entry, key: str) -> tuple[Check, ...]:
    try:
        return tuple(parse_check(text) for text in entry.words(key))
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
