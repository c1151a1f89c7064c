"""What the evidence of a claim must give, beyond the author's word. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.findings.kinds import ClaimKind
from qualitative.findings.sides import Side
from qualitative.model import BASES
from qualitative.query import Known

__all__ = ["EXPECTATIONS", "Expectation", "Lack", "lacking", "parse_expectation"]

EXPECTATIONS = ("informants", "cases", "bases", "sources", "why")
BEYOND = ("informant", "document", "table")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a claim expects; where it says nothing, what is usual for its kind.

    `informants`: how many distinct persons (a group is one), or which; `cases`: how many, or every one of these; `bases`: only these count;
    `sources`: how many independent ones, or which laws or guides. `why` is printed where the expectation is not the usual one.
    """

    informants: int | tuple[str, ...] = 0
    cases: int | tuple[str, ...] = ()
    bases: tuple[str, ...] = BEYOND
    sources: int | tuple[str, ...] = ()
    why: Mapping[str, str] | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether only the usual is expected."""
        return not (self.informants or self.cases or self.sources)


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: `kind` is informants, cases or sources; how many there are of how many, or the names that are missing."""

    kind: str
    found: int
    wanted: int
    names: tuple[str, ...] = ()


def lacking(expect: Expectation, kind: ClaimKind, side: Side) -> list[Lack]:
    """What a side lacks of what is expected."""
    if expect.says_nothing:
        usual = Expectation(informants=2, cases=2) if kind == "pattern" else Expectation(sources=1)
        return lacking(usual, "is", side)
    people, sources = side.people, side.sources
    cases = {case for case, some in side.by_case.items() if some}
    initials = {name.rpartition("/")[2] for name in side.persons}
    return [
        *_lack("informants", expect.informants, len(people), initials | side.persons),
        *_lack("cases", expect.cases, len(cases), cases),
        *_lack("sources", expect.sources, len(sources), {one.id for one in sources}),
    ]


def _lack(kind: str, wanted: int | tuple[str, ...], found: int, names: Collection[str]) -> list[Lack]:
    if isinstance(wanted, int):
        return [Lack(kind, found, wanted)] if found < wanted else []
    missing = tuple(sorted(set(wanted) - set(names)))
    return [Lack(kind, len(wanted) - len(missing), len(wanted), missing)] if missing else []


def parse_expectation(entry: Entry, cases: Collection[str], known: Known) -> Expectation:
    """The expectation of one entry. Raises FindingError at its line, also for a person or source that the study does not have."""
    data = entry.data.get("expect") or {}
    if not isinstance(data, Mapping) or set(data) - set(EXPECTATIONS):
        raise entry.fail(f"expect can hold {', '.join(EXPECTATIONS)}, not {data!r}", "expect")
    for key, allowed in (
        ("bases", BASES),
        ("cases", cases),
        ("informants", _persons(known)),
        ("sources", _sources(known)),
    ):
        named = _many(data.get(key, ()))
        wrong = next((value for value in (() if isinstance(named, int) else named) if value not in allowed), None)
        if wrong is not None and allowed:
            raise entry.fail(f"expect: {key} {wrong!r}; {did_you_mean(wrong, allowed)}", "expect")
    why = data.get("why")
    if why is not None and not isinstance(why, Mapping):
        why = dict.fromkeys(entry.languages, str(why))
    return Expectation(
        informants=_many(data.get("informants", 0)),
        cases=_many(data.get("cases", ())),
        bases=tuple(data.get("bases", BEYOND)),
        sources=_many(data.get("sources", ())),
        why=why,
    )


def _persons(known: Known) -> frozenset[str]:
    """The persons of the study, informants of a work also by their initials; none where nothing is known of them."""
    persons = known.values.get("person", frozenset())
    return persons | {one.rpartition("/")[2] for one in persons}


def _sources(known: Known) -> frozenset[str]:
    """What can be a source: persons, documents, texts that notes report, tables by document and section."""
    documents, persons = (known.values.get(name, frozenset()) for name in ("document", "person"))
    tables = {f"{one}:{section}" for one in documents for section in known.values.get("section", ())}
    return documents | persons | known.values.get("source", frozenset()) | tables


def _many(value: object) -> int | tuple[str, ...]:
    if isinstance(value, int):
        return value
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value)  # type: ignore[attr-defined]  # a list; else TypeError, told by `parsed`
