"""The numbers of claims: independent sources for and against by the files, and the status that follows by the slow table of `judged`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reference import report_files as files
from reference.asked_rows import Row
from reference.judged import Claim, Evidence, Member, Piece, Side, counted, of_limbs, status
from reference.report_counts import Facts
from reference.report_reading import is_read

# from what says most to what says least
STRENGTH = (
    "corroborated", "one-source", "said", "called-for", "argued", "mixed", "author-otherwise", "partly", "author-both", "only-author",
    "not-read", "not-found", "only-author-against", "only-contrary", "sources-otherwise", "contradicted",
)  # fmt: skip


@dataclass(frozen=True)
class Limb:
    """One thing that a claim says: its rows for and against, and its status at both ends of the range."""

    kind: str
    pros: list[Row]
    cons: list[Row]
    sides: dict[str, tuple[Side, Side]]
    ends: dict[str, str]

    @property
    def status(self) -> str:
        """The end that says less."""
        return max(self.ends.values(), key=STRENGTH.index)


@dataclass(frozen=True)
class Judged:
    """A claim with its limbs, and all of its evidence together."""

    entry: dict[str, Any]
    limbs: list[Limb]
    whole: Limb

    @property
    def status(self) -> str:
        """Of one limb that one's; else by all."""
        if len(self.limbs) == 1:
            return self.limbs[0].status
        return max((of_limbs(limb.ends[end] for limb in self.limbs) for end in ("agreed", "any")), key=STRENGTH.index)


@lru_cache(maxsize=8)
def claims(facts: Facts) -> list[Judged]:
    """All claims of the study."""
    return [judged(facts, entry) for entry in files.read_yaml(facts.root / "reports/findings.yaml")]


def many(value: Any) -> list[Any]:
    """A list, or one thing as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def judged(facts: Facts, entry: dict[str, Any], without: frozenset[str] = frozenset()) -> Judged:
    """One claim: a limb may be a query, or one with a kind and queries of its own. `without` are codes as if nothing had been coded so."""
    pros = [one if isinstance(one, dict) else {"for": one} for one in entry.get("all") or [entry["for"]]]
    limbs = [limb(facts, {**entry, **one}, without) for one in pros]
    together, against = (
        distinct(row for one in limbs for row in one.pros),
        distinct(row for one in limbs for row in one.cons),
    )
    return Judged(entry, limbs, weighed(facts, entry, together, against))


def distinct(several: Iterable[Row]) -> list[Row]:
    """Each row once."""
    return list(
        {(row.passage.document, row.passage.n, row.coding and row.coding.id, row.case): row for row in several}.values()
    )


def limb(facts: Facts, entry: dict[str, Any], without: frozenset[str]) -> Limb:
    """The evidence of one limb."""
    kind = entry.get("kind", "is")
    sides = [
        [row for one in many(entry.get(key)) for row in rows(facts, one, kind, without)] for key in ("for", "against")
    ]
    return weighed(facts, entry, *sides)


def rows(facts: Facts, query: str, kind: str, without: frozenset[str]) -> list[Row]:
    """The coded rows of a query that are results; "for `should` also what is recommended"."""
    return [
        row
        for row in facts.rows(query)
        if row.coding
        and row.coding.code not in without
        and (facts.is_finding(row) or (kind == "should" and row.passage.role == "recommendation"))
    ]


def weighed(facts: Facts, entry: dict[str, Any], pros: list[Row], cons: list[Row]) -> Limb:
    """Both sides counted, with what all who read gave, and with what any gave."""
    agreed = {row.id for row in facts.answer.rows if row.agreed}
    bases = tuple((entry.get("expect") or {}).get("bases", ()))
    claim = claim_of(facts, entry)
    sides, ends = {}, {}
    for end in ("agreed", "any"):
        here, there = (
            [piece(facts, row) for row in side if end == "any" or (row.coding and row.coding.id in agreed)]
            for side in (pros, cons)
        )
        sides[end] = counted(here, bases), counted(there, bases)
        everything = bool(here or there) or is_all_read(facts, entry)
        ends[end] = status(claim, Evidence(here, there, 1, int(everything)))
    return Limb(claim.kind, pros, cons, sides, ends)


def piece(facts: Facts, row: Row) -> Piece:
    """A row as the table of statuses asks of it."""
    document = next(one for one in facts.documents if one.id == row.passage.document)
    entry = next((one for one in document.evidence if one.paragraph == row.passage.n), None)
    return Piece(
        facts.basis(row), row.case, row.passage.person, document.id if document.kind == "group" else None,
        (entry.source if entry else None) or document.id, entry.reached if entry else "read",
    )  # fmt: skip


def claim_of(facts: Facts, entry: dict[str, Any]) -> Claim:
    """What is asked of the evidence."""
    expect = entry.get("expect") or {}
    kind, over = entry.get("kind", "is"), entry.get("over")
    work = (facts.settings.get("work") or {}).get("id")
    who = entry.get("who")

    def size(name: str) -> int:
        value = expect.get(name, 0)
        return value if isinstance(value, int) else len(value)

    members = (
        [
            Member(case, is_case_read(facts, entry, case), 0)
            for case in entry.get("cases") or [row["case"] for row in facts.cases]
        ]
        if over == "cases"
        else []
    )
    return Claim(
        kind, f"{work}/{who}" if work and who and who != "author" else who, over, members,
        size("sources"), size("informants"), size("cases"), tuple(expect.get("bases", ())),
    )  # fmt: skip


def is_case_read(facts: Facts, entry: dict[str, Any], case: str) -> bool:
    """Whether all documents of a case were read in full for the codes that the claim's queries name."""
    queries = [entry.get("for"), *(entry.get("all") or ()), *many(entry.get("against"))]
    codes = set(re.findall(r"[\w-]+", " ".join(re.findall(r"code:(\S+)", str(queries))))) & set(facts.codes)
    return all(
        is_read(facts, code, one.id)
        for one in facts.documents
        if one.case == case
        for code in files.below(facts.codes, codes)
    )


def is_all_read(facts: Facts, entry: dict[str, Any]) -> bool:
    """The same of all cases that the claim is about."""
    return all(is_case_read(facts, entry, case) for case in entry.get("cases") or {one.case for one in facts.documents})
