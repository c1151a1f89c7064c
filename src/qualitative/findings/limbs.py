"""What a claim says, each thing by itself: its queries, its kind, what it expects, and how it was looked for what speaks against it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from qualitative.errors import QueryError, did_you_mean
from qualitative.findings.entries import Entry
from qualitative.findings.expectation import Expectation, parse_expectation
from qualitative.findings.kinds import CLAIM_KINDS, OVER, ClaimKind
from qualitative.findings.looked import Looked, parse_looked
from qualitative.model import Coder
from qualitative.query import Known, Query, check_terms, parse_query
from qualitative.query.tree import Any

__all__ = ["KEYS", "ClaimLimb", "parse_limbs", "together"]

KEYS = ("for", "against", "kind", "who", "over", "expect", "contrary")
_OF_KIND = ("who", "over")  # belong to the kind, and are not taken over where a limb is of another


@dataclass(frozen=True, slots=True)
class ClaimLimb:
    """One thing that a claim says; a claim that says one thing has one limb. `contrary` is None where nobody looked for what speaks against it."""

    supporting: Query
    supporting_text: str
    opposing: Query | None
    opposing_text: str
    kind: ClaimKind
    who: str | None
    over: str | None
    expect: Expectation
    contrary: Looked | None


def parse_limbs(
    entry: Entry, known: Known, cases: Collection[str], coders: Mapping[str, Coder]
) -> tuple[ClaimLimb, ...]:
    """The limbs of one entry, at least one. Raises FindingError at its line."""
    given = entry.data.get("all")
    if bool(given) == bool(entry.data.get("for")):
        raise entry.fail(
            "`for` is missing; give the query that the claim rests on, or `all` with one for each of its limbs"
        )
    if not given:
        return (_limb(entry, known, cases, coders),)
    items = given if isinstance(given, list) else [given]
    if len(items) == 1:
        raise entry.fail("`all` holds the queries of several limbs; of a claim with one write `for`", "all")
    return tuple(_limb(_own(entry, k, item), known, cases, coders) for k, item in enumerate(items, 1))


def together(
    entry: Entry, limbs: Sequence[ClaimLimb], known: Known, cases: Collection[str], coders: Mapping[str, Coder]
) -> ClaimLimb:
    """What a claim with several limbs says as a whole: what speaks for or against any of them, and for the rest what the claim itself says."""
    kind, who, over = _nature(entry, known)
    against = {limb.opposing_text: limb.opposing for limb in limbs if limb.opposing is not None}
    return ClaimLimb(
        Any(tuple(limb.supporting for limb in limbs)), " or ".join(limb.supporting_text for limb in limbs),
        _any(tuple(against.values())), " or ".join(against),
        kind, who, over, parse_expectation(entry, cases, known), parse_looked(entry, coders, known),
    )  # fmt: skip


def _any(queries: tuple[Query, ...]) -> Query | None:
    return Any(queries) if len(queries) > 1 else next(iter(queries), None)


def _own(entry: Entry, k: int, item: object) -> Entry:
    """The entry of one limb: what it says itself, and for the rest what its claim says."""
    own = dict(item) if isinstance(item, Mapping) else {"for": str(item)}
    inside = replace(entry, data={"id": f"{entry.data.get('id')}: limb {k}"})
    unknown = next((str(key) for key in own if key not in KEYS), None)
    if unknown is not None:
        raise inside.fail(f"unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}", "all")
    if not own.get("for"):
        raise inside.fail("`for` is missing; give the query that it rests on", "all")
    other_kind = "kind" in own and own["kind"] != entry.data.get("kind", "is")
    taken = {key: entry.data[key] for key in KEYS[1:] if key in entry.data and not (other_kind and key in _OF_KIND)}
    return replace(entry, data={**taken, **own, **inside.data})


def _limb(entry: Entry, known: Known, cases: Collection[str], coders: Mapping[str, Coder]) -> ClaimLimb:
    kind, who, over = _nature(entry, known)
    against = entry.data.get("against")
    return ClaimLimb(
        _query(entry, "for", known), str(entry.data["for"]), _query(entry, "against", known) if against else None, str(against or ""),
        kind, who, over, parse_expectation(entry, cases, known), parse_looked(entry, coders, known),
    )  # fmt: skip


def _nature(entry: Entry, known: Known) -> tuple[ClaimKind, str | None, str | None]:
    """What kind of claim it is, and what belongs to that kind alone: who says it, what it is over."""
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
    return kind, _person(entry, str(who), known) if who else None, over


def _person(entry: Entry, who: str, known: Known) -> str:
    """The person that is named; informants of a work also by their initials alone."""
    persons = known.values.get("person")
    if persons is None or who in persons or who == "author":
        return who
    initials = [one for one in persons if one.rpartition("/")[2] == who and "/" in one]
    if len(initials) != 1:
        raise entry.fail(f"who {who!r} is no person of this study; {did_you_mean(who, persons)}", "who")
    return initials[0]


def _query(entry: Entry, key: str, known: Known) -> Query:
    try:
        query = parse_query(str(entry.data[key]))
        check_terms(query, known)
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
    return query
