"""`reports/findings.yaml`: claims, the queries they rest on, and what the queries must give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qualitative.errors import FindingError, QueryError, did_you_mean
from qualitative.findings.assessment import Assessment, parse_assessment
from qualitative.findings.deviant import Deviant, parse_deviant
from qualitative.findings.entries import Entry, check_entry, list_entries, parsed
from qualitative.findings.expectation import Expectation
from qualitative.findings.figures import Figure, parse_figures
from qualitative.findings.kinds import ClaimKind
from qualitative.findings.limbs import ClaimLimb, parse_limbs, together
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder
from qualitative.query import Check, Known, Query, parse_check

__all__ = ["Claim", "Expectation", "Unread", "parse_claim", "read_claims"]

KEYS = (
    "id", "claims", "domain", "section", "cases", "text", "kind", "who", "over", "for", "against", "all", "expect", "numbers", "agree",
    "hold", "contrary", "deviant", "assessment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `agree` are checks among the sources, `hold` checks of the claim's own numbers; `section` is where a report shows it.

    `whole` is all that it says taken together, `limbs` each of the things that it says; of a claim that says one thing both are the same. A claim that
    says no `kind` is judged as `is`, and `says_kind` is false. `deviant` is how a person explains what speaks against it. `figures` say where the numbers in its text come from.
    """

    id: str
    text: dict[str, str]
    whole: ClaimLimb
    limbs: tuple[ClaimLimb, ...]
    numbers: tuple[int, ...] = ()
    section: str = "other"
    cases: tuple[str, ...] = ()
    agree: tuple[Check, ...] = ()
    hold: tuple[Check, ...] = ()
    assessment: Assessment | None = None
    deviant: Deviant | None = None
    says_kind: bool = False
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def kind(self) -> ClaimKind:
        """What kind of claim it is."""
        return self.whole.kind

    @property
    def supporting(self) -> Query:
        """What finds the evidence for it, for any of its limbs."""
        return self.whole.supporting

    @property
    def opposing(self) -> Query | None:
        """What finds the evidence against it, against any of its limbs."""
        return self.whole.opposing


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


class ClaimsRead(NamedTuple):
    """The `claims` of a file, and apart those entries that say none."""

    claims: list[Claim]
    unread: list[Unread]

    def sound(self) -> list[Claim]:
        """The claims, where every entry says one. Raises FindingError at the first that does not."""
        if self.unread:
            raise FindingError(self.unread[0].problem)
        return self.claims


def read_claims(
    path: Path,
    known: Known,
    cases: Collection[str],
    coders: Mapping[str, Coder],
    root: Path | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> ClaimsRead:
    """The claims of `findings.yaml`, every query checked against what is `known`, every assessor against `coders`, texts in `languages`.

    Raises FindingError where the file is no list of entries.
    """
    read = ClaimsRead([], [])
    seen: set[str] = set()
    for entry in list_entries(path, root, languages):
        try:
            check_entry(entry, KEYS, seen)
            read.claims.append(parsed(entry, lambda one: parse_claim(one, known, cases, coders)))
        except FindingError as problem:
            text = entry.data.get("text")
            texts = {str(key): str(one) for key, one in text.items()} if isinstance(text, Mapping) else {}
            read.unread.append(Unread(str(entry.data.get("id")), texts, str(problem)))
    return read


def parse_claim(entry: Entry, known: Known, cases: Collection[str], coders: Mapping[str, Coder]) -> Claim:
    """The claim of one entry. Raises FindingError at the line."""
    data = entry.data
    limbs = parse_limbs(entry, known, cases, coders)
    unknown = next((case for case in entry.words("cases") if case not in cases), None)
    if unknown:
        raise entry.fail(f"case {unknown!r} has no row in cases.csv; {did_you_mean(unknown, cases)}", "cases")
    return Claim(
        id=data["id"],
        text=entry.texts("text"),
        whole=limbs[0] if len(limbs) == 1 else together(entry, limbs, known, cases, coders),
        limbs=limbs,
        numbers=tuple(int(number) for number in entry.words("claims")),
        section=str(data.get("section") or "other"),
        cases=entry.words("cases"),
        agree=_checks(entry, "agree"),
        hold=_checks(entry, "hold"),
        assessment=parse_assessment(entry, coders),
        deviant=parse_deviant(entry, coders),
        says_kind="kind" in data,
        figures=parse_figures(entry),
    )


def _checks(entry: Entry, key: str) -> tuple[Check, ...]:
    try:
        return tuple(parse_check(text) for text in entry.words(key))
    except QueryError as problem:
        raise entry.fail(str(problem), key) from None
