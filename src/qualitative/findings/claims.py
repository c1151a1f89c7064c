"""`reports/findings.yaml`: claims, the queries they rest on, and what the queries must give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from qualitative.errors import FindingError, QueryError, did_you_mean
from qualitative.findings.assessment import Assessment, parse_assessment
from qualitative.findings.entries import Entry, check_entry, list_entries, parsed, read_entries
from qualitative.findings.expectation import Expectation, parse_expectation
from qualitative.findings.figures import Figure, parse_figures
from qualitative.findings.kinds import CLAIM_KINDS, OVER, ClaimKind
from qualitative.findings.looked import Looked, parse_looked
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder
from qualitative.query import Check, Known, Query, check_terms, parse_check, parse_query
from qualitative.query.tree import Any

__all__ = ["Claim", "Expectation", "Unread", "parse_claim", "read_claims", "readable_claims"]

KEYS = (
    "id", "claims", "domain", "section", "cases", "text", "kind", "who", "over", "for", "against", "all", "expect", "numbers", "agree",
    "hold", "contrary", "assessment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `agree` are checks among the sources, `hold` checks of the claim's own numbers; `section` is where a report shows it.

    A claim that says no `kind` is judged as `is`, and `says_kind` is false. `limbs` are the queries of a claim that says several things at once;
    `supporting` then finds what any of them does. `figures` say where the numbers in its text come from, `contrary` how it was looked for what speaks
    against it.
    """

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
    kind: ClaimKind = "is"
    says_kind: bool = False
    who: str | None = None
    over: str | None = None
    limbs: tuple[Query, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    contrary: Looked | None = None


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


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that says no claim: its id, its text as far as there is one, and what is wrong with it, at its line."""

    id: str
    text: dict[str, str]
    problem: str

    @property
    def place(self) -> str:
        """The file and line of the entry."""
        return ":".join(self.problem.split(":")[:2])


def readable_claims(
    path: Path,
    known: Known,
    cases: Collection[str],
    coders: Mapping[str, Coder],
    root: Path | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> tuple[list[Claim], list[Unread]]:
    """The claims as `read_claims` reads them, and apart those whose entry is wrong. Raises FindingError where the file is no list of entries."""
    claims, unread = [], []
    seen: set[str] = set()
    for entry in list_entries(path, root, languages):
        try:
            check_entry(entry, KEYS, seen)
            claims.append(parsed(entry, lambda one: parse_claim(one, known, cases, coders)))
        except FindingError as problem:
            text = entry.data.get("text")
            texts = {str(key): str(one) for key, one in text.items()} if isinstance(text, Mapping) else {}
            unread.append(Unread(str(entry.data.get("id")), texts, str(problem)))
    return claims, unread


def parse_claim(entry: Entry, known: Known, cases: Collection[str], coders: Mapping[str, Coder]) -> Claim:
    """The claim of one entry. Raises FindingError at the line."""
    data = entry.data
    limbs = _limbs(entry, known)
    supporting = Any(limbs) if limbs else _query(entry, "for", known)
    unknown = next((case for case in entry.words("cases") if case not in cases), None)
    if unknown:
        raise entry.fail(f"case {unknown!r} has no row in cases.csv; {did_you_mean(unknown, cases)}", "cases")
    return Claim(
        id=data["id"],
        text=entry.texts("text"),
        supporting=supporting,
        supporting_text=" or ".join(entry.words("all")) if limbs else str(data["for"]),
        numbers=tuple(int(number) for number in entry.words("claims")),
        section=str(data.get("section") or "other"),
        cases=entry.words("cases"),
        opposing=_query(entry, "against", known) if data.get("against") else None,
        opposing_text=str(data.get("against") or ""),
        expect=parse_expectation(entry, cases, known),
        agree=_checks(entry, "agree"),
        hold=_checks(entry, "hold"),
        assessment=parse_assessment(entry, coders),
        **_nature(entry, known),
        limbs=limbs,
        figures=parse_figures(entry),
        contrary=parse_looked(entry, coders),
    )


class _Nature(TypedDict):
    kind: ClaimKind
    says_kind: bool
    who: str | None
    over: str | None


def _nature(entry: Entry, known: Known) -> _Nature:
    """What kind of claim it is, and what belongs to that kind alone."""
    data = entry.data
    kind = next((one for one in CLAIM_KINDS if one == data.get("kind", "is")), None)
    if kind is None:
        raise entry.fail(f"kind {data['kind']!r}; {did_you_mean(str(data['kind']), CLAIM_KINDS)}", "kind")
    who, over = data.get("who"), data.get("over")
    if (kind == "says") != (who is not None):
        way = "name the person" if kind == "says" else "leave it out, or write `kind: says`"
        raise entry.fail(f"`who` belongs to a claim of what somebody says; {way}", "who")
    if kind in ("all", "none"):
        over = over or "cases"
        if over not in OVER:
            raise entry.fail(f"over {over!r}; {did_you_mean(str(over), OVER)}", "over")
    elif over is not None:
        raise entry.fail("`over` belongs to claims about all or none; leave it out", "over")
    return {
        "kind": kind,
        "says_kind": "kind" in data,
        "who": _person(entry, str(who), known) if who else None,
        "over": over,
    }


def _person(entry: Entry, who: str, known: Known) -> str:
    """The person that is named; informants of a work also by their initials alone."""
    persons = known.values.get("person")
    if persons is None or who in persons or who == "author":
        return who
    initials = [one for one in persons if one.rpartition("/")[2] == who and "/" in one]
    if len(initials) != 1:
        raise entry.fail(f"who {who!r} is no person of this study; {did_you_mean(who, persons)}", "who")
    return initials[0]


def _limbs(entry: Entry, known: Known) -> tuple[Query, ...]:
    """The queries of `all`; none where the claim says one thing."""
    texts = entry.words("all")
    if bool(texts) == bool(entry.data.get("for")):
        raise entry.fail(
            "`for` is missing; give the query that the claim rests on, or `all` with one for each of its limbs"
        )
    if len(texts) == 1:
        raise entry.fail("`all` holds the queries of several limbs; of a claim with one write `for`", "all")
    return tuple(_checked(entry, "all", text, known) for text in texts)


def _query(entry: Entry, key: str, known: Known) -> Query:
    return _checked(entry, key, str(entry.data[key]), known)


def _checked(entry: Entry, key: str, text: str, known: Known) -> Query:
    try:
        query = parse_query(text)
        check_terms(query, known)
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
    return query


def _checks(entry: Entry, key: str) -> tuple[Check, ...]:
    try:
        return tuple(parse_check(text) for text in entry.words(key))
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
