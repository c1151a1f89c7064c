"""The status of a claim: the first row of one table that fits. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from qualitative.findings.expectation import Expectation, lacking
from qualitative.findings.kinds import ClaimKind, StatusId
from qualitative.findings.sides import Side

__all__ = ["Evidence", "Member", "status_of", "status_of_limbs"]

_SPEECH = (
    "says",
    "because",
    "should",
)  # of what somebody says, argues or calls for; it is neither corroborated nor contradicted
_FEW = 0.25  # the share of sources against that leaves a pattern a pattern


@dataclass(frozen=True)
class Member:
    """A case or person-source that a claim about all or none is over: whether all of it was read in full, and how many of its sources speak there."""

    id: str
    is_read: bool
    sources: int


@dataclass(frozen=True)
class Evidence:
    """All that a status follows from. `read` says whether every stretch of the claim's cases was read in full for its codes."""

    kind: ClaimKind
    expect: Expectation
    pro: Side
    con: Side
    is_read: bool = True
    who: str | None = None
    over: str | None = None
    members: Sequence[Member] = ()

    @property
    def n(self) -> int:
        """The sources for the claim, beyond the author."""
        return len(self.pro.sources)

    @property
    def m(self) -> int:
        """The sources against it, beyond the author."""
        return len(self.con.sources)

    @property
    def is_empty(self) -> bool:
        """Whether there is no evidence in either set."""
        return self.pro.is_empty and self.con.is_empty

    @property
    def is_split(self) -> bool:
        """Whether sources speak for and against; against a pattern a few may speak."""
        return bool(self.n and self.m) and (self.kind != "pattern" or self.m > _FEW * (self.n + self.m))

    @property
    def is_said(self) -> bool:
        """Whether the one who is named says so."""
        return self.who in self.pro.persons or (self.who == "author" and self.pro.by_author)

    @property
    def is_met(self) -> bool:
        """Whether the claim has what it expects."""
        return not lacking(self.expect, self.kind, self.pro)

    @property
    def least(self) -> int:
        """How many sources cover the least covered case; of persons, who each speak for themselves, how many there are if all are covered."""
        covers = [self._cover(member) for member in self.members]
        if not covers or not min(covers):
            return 0
        return sum(covers) if self.over == "persons" else min(covers)

    @property
    def covered(self) -> list[str]:
        """The cases or persons that are covered."""
        return [member.id for member in self.members if self._cover(member)]

    def _cover(self, member: Member) -> int:
        if self.kind == "none":
            return member.sources if member.is_read else 0
        if self.over == "persons":
            return int(any(one.id == member.id for one in self.pro.people))
        return len(self.pro.by_case.get(member.id, ()))


def _of(*kinds: ClaimKind) -> Callable[[Evidence], bool]:
    return lambda e: e.kind in kinds


_is_over = _of("all", "none")
_ROWS: tuple[tuple[StatusId, Callable[[Evidence], bool]], ...] = (
    ("not-read", lambda e: e.is_empty and not e.is_read),
    ("author-both", lambda e: not e.n and not e.m and e.pro.by_author and e.con.by_author),
    ("only-author", lambda e: not e.n and not e.m and e.pro.by_author),
    ("only-author-against", lambda e: not e.n and not e.m and e.con.by_author),
    ("not-found", lambda e: e.is_empty),
    ("partly", lambda e: not e.n and not e.m),
    ("said", lambda e: e.kind == "says" and e.is_said),
    ("partly", lambda e: e.kind == "says" and e.n > 0),
    ("called-for", lambda e: e.kind == "should" and e.n > 0),
    ("argued", lambda e: e.kind == "because" and e.n > 0),
    ("not-found", lambda e: e.kind in ("should", "because") and not e.pro.by_author),
    ("contradicted", lambda e: _is_over(e) and e.m > 0),
    ("author-otherwise", lambda e: _is_over(e) and e.con.by_author),
    ("corroborated", lambda e: _is_over(e) and e.least > 1),
    ("one-source", lambda e: _is_over(e) and e.least == 1),
    ("partly", _is_over),
    ("mixed", lambda e: e.is_split),
    ("author-otherwise", lambda e: e.n > 0 and not e.m and e.con.by_author and not e.pro.by_author),
    ("sources-otherwise", lambda e: e.m > 0 and not e.n and e.pro.by_author and not e.con.by_author),
    ("contradicted", lambda e: not e.n and e.kind not in _SPEECH and (e.m > 1 or bool(e.con.read))),
    ("only-contrary", lambda e: not e.n),
    ("corroborated", lambda e: e.is_met and e.n > 1),
    ("one-source", lambda e: e.is_met),
    ("partly", lambda e: True),
)


def status_of(evidence: Evidence) -> StatusId:
    """The status that evidence gives a claim."""
    return next(status for status, fits in _ROWS if fits(evidence))


def status_of_limbs(statuses: Iterable[StatusId]) -> StatusId:
    """The status of a claim that has several limbs, each with its own."""
    found: Collection[StatusId] = set(statuses)
    if len(found) == 1:
        return next(iter(found))
    return "contradicted" if "contradicted" in found else "partly"
