"""What a person consented to: a cell of persons.csv (`analysis=2024-05-02 verbatim=2024-05-02/2025-01-10 until=2031-12`), and the register
of all, by which whatever quotes, publishes, exports or lets machines read asks `may`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualitative.corpus.front import is_date
from qualitative.errors import did_you_mean

__all__ = [
    "SCOPES",
    "UNTIL",
    "WITHDRAWN",
    "ConsentRegister",
    "Consents",
    "changed",
    "consent_problem",
    "format_consents",
    "parse_consents",
    "parse_record",
]

SCOPES = ("analysis", "verbatim", "translation", "machine", "archive", "recontact")
NO = "no"  # in the place of a date: it was refused
WITHDRAWN, UNTIL = "withdrawn", "until"  # everything was taken back on this day; material is kept up to this day


@dataclass(frozen=True, slots=True)
class Consents:
    """What one person said: scope -> the date it was given, scope -> the date it was taken back, scopes that were refused, and the two dates
    that hold for all. A date is empty where nobody wrote it down.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    ended: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    withdrawn: str | None = None
    until: str | None = None

    def allows(self, scope: str, usual: Iterable[str] = ()) -> bool:
        """Whether the scope was given and neither it nor everything was taken back.

        Who gave something gave nothing else; who only refused something agreed to the rest of what is `usual`.
        """
        if self.withdrawn is not None or scope in self.ended or scope in self.refused:
            return False
        return scope in self.given if self.given else scope in usual


@dataclass(frozen=True, slots=True)
class ConsentRegister:
    """What all persons of a study consented to. `usual` holds for those whom no record names, `until` for those without a day of their own."""

    usual: tuple[str, ...] = SCOPES
    until: str | None = None
    records: Mapping[str, Consents] = field(default_factory=dict)

    def may(self, person: str | None, scope: str) -> bool:
        """Whether what `person` (None: nobody whom a label names) said may be used for `scope`.

        It asks what was said, never the clock, so that the same study gives the same report on any day. Raises ValueError for no scope.
        """
        if scope not in SCOPES:
            raise ValueError(f"{scope!r} is no scope of consent; {did_you_mean(scope, SCOPES)}")
        record = self.records.get(person) if person is not None else None
        return scope in self.usual if record is None else record.allows(scope, self.usual)

    def refusing(self, persons: Iterable[str], scope: str) -> list[str]:
        """Those of `persons` who did not agree to `scope`, in order."""
        return sorted({person for person in persons if not self.may(person, scope)})

    def kept_until(self, person: str) -> str | None:
        """The day up to which this person's material is kept; None where nothing says."""
        record = self.records.get(person)
        return (record.until if record else None) or self.until

    def overdue(self, persons: Iterable[str], today: str) -> list[str]:
        """Those whose material should be gone by `today` (YYYY-MM-DD): a month or year counts to its end."""
        return [
            one for one in sorted(set(persons)) for last in [self.kept_until(one)] if last and last < today[: len(last)]
        ]


def parse_consents(cell: str) -> dict[str, str]:
    """Scope -> the date on which it was given, of what still stands. The cell must be without a `consent_problem`.

    >>> parse_consents("analysis=2024-05-02 machine=2024-06 verbatim=2024-05/2025-01")
    {'analysis': '2024-05-02', 'machine': '2024-06'}
    """
    record = parse_record(cell)
    return {scope: date for scope, date in record.given.items() if record.allows(scope)}


def parse_record(cell: str) -> Consents:
    """All that a cell says. It must be without a `consent_problem`."""
    parts = dict(part.split("=", 1) for part in cell.split())
    dates = {scope: date.split("/") for scope, date in parts.items() if scope in SCOPES and date != NO}
    return Consents(
        {scope: both[0] for scope, both in dates.items()},
        {scope: both[1] for scope, both in dates.items() if len(both) > 1},
        tuple(scope for scope in SCOPES if parts.get(scope) == NO),
        parts.get(WITHDRAWN),
        parts.get(UNTIL),
    )


def format_consents(record: Consents) -> str:
    """The cell of a record: scopes in their order, then the dates for all."""
    parts = [
        f"{scope}={record.given[scope]}" + (f"/{record.ended[scope]}" if scope in record.ended else "")
        for scope in SCOPES
        if scope in record.given
    ]
    parts += [f"{scope}={NO}" for scope in record.refused]
    parts += [f"{WITHDRAWN}={record.withdrawn}"] if record.withdrawn else []
    parts += [f"{UNTIL}={record.until}"] if record.until else []
    return " ".join(parts)


def changed(record: Consents, scope: str, date: str | None, today: str) -> Consents:
    """The record after one answer: a date gives the scope (or says when all ends), None takes it back today, or refuses what was never given."""
    if scope == WITHDRAWN:
        return replace(record, withdrawn=date)
    if scope == UNTIL:
        return replace(record, until=date)
    ended = {name: day for name, day in record.ended.items() if name != scope}
    if date is not None:
        refused = tuple(name for name in record.refused if name != scope)
        return replace(record, given={**record.given, scope: date}, ended=ended, refused=refused)
    if scope in record.given:
        return replace(record, ended={**ended, scope: today})
    return replace(record, refused=tuple(name for name in SCOPES if name in (*record.refused, scope)))


def consent_problem(cell: str) -> str | None:
    """What is wrong with a cell, as a clause; None where it reads, or is empty (then what study.yaml says holds)."""
    seen: set[str] = set()
    for part in cell.split():
        scope, _, date = part.partition("=")
        if scope not in (*SCOPES, WITHDRAWN, UNTIL):
            return f"consent {scope[:40]!r} is no scope; {did_you_mean(scope, SCOPES)}"
        dates = date.split("/") if scope in SCOPES else [date]
        if scope in SCOPES and date == NO:
            dates = []
        if len(dates) > 2 or not all(map(is_date, dates)):
            return f"consent {part[:40]!r} has no date; write it as {scope}=2024-05-02"
        if len(dates) == 2 and dates[1] < dates[0][: len(dates[1])]:
            return f"consent {part[:40]!r} was taken back before it was given; write {scope}=GIVEN/TAKEN-BACK"
        if scope in seen:
            return f"consent names {scope} twice; keep one"
        seen.add(scope)
    return None
