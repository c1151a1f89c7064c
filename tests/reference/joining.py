"""Codings of one code that overlap: joined where several persons read a piece, and counted once where they lie across a border."""

from __future__ import annotations

from dataclasses import dataclass, field

from reference.material import Chosen, Row, overlap

SEVERAL = (5, 6)  # the rules by which more than one person's codings count in a piece


@dataclass
class Group:
    """Codings that were joined so far."""

    members: list[Chosen] = field(default_factory=list)

    def takes(self, one: Chosen) -> bool:
        """Whether a coding, which begins no earlier than all of these, is joined to them."""
        # "codings of one code by different coders that overlap are joined (each coder gives at most one …; one coder's own are never merged)"
        first = self.members[0].coding
        return (
            (one.coding.document, one.coding.code) == (first.document, first.code)
            and one.coding.start < max(other.coding.end for other in self.members)
            and one.coding.coder not in {other.coding.coder for other in self.members}
            and all(may_join(one, other) for other in self.members)
        )


def may_join(one: Chosen, other: Chosen) -> bool:
    """Whether two codings may be joined: across a border, or in a piece where several persons' codings count."""
    # "codings of one code that overlap across a border count once"
    return one.piece != other.piece or (one.rule == other.rule and one.rule in SEVERAL)


def joined(chosen: list[Chosen]) -> list[Row]:
    """What the codings that were chosen give."""
    groups: list[Group] = []
    # "earliest start first"
    for one in sorted(chosen, key=lambda one: (one.coding.start, one.coding.id)):
        group = next((group for group in groups if group.takes(one)), None)
        if group is None:
            groups.append(group := Group())
        group.members.append(one)
    return [row_of(group.members) for group in groups]


def row_of(members: list[Chosen]) -> Row:
    """One row for several codings."""
    # "union span; other columns those of the lowest id; `coders` a list"
    lowest = min(members, key=lambda one: one.coding.id)
    coding = lowest.coding
    coders = frozenset(one.coding.coder for one in members)
    return Row(
        coding.id, coding.coder, coding.document, str(coding.code),
        min(one.coding.start for one in members), max(one.coding.end for one in members),
        coders, frozenset(one.coding.id for one in members), lowest.rule, lowest.settled_by,
        # "a range from agreed (by all who marked the piece done) to any; a piece that one person read counts at both ends"
        agreed=any(one.everybody <= coders for one in members),
        across=all(one.across for one in members),
    )  # fmt: skip


def counted_in_place(one: Chosen, rows: list[Row]) -> str | None:
    """The id of a row of the same code that overlaps a coding, the one that begins first."""
    fitting = [
        row
        for row in rows
        if row.document == one.coding.document
        and row.code == one.coding.code
        and row.start < one.coding.end
        and one.coding.start < row.end
    ]
    return min(fitting, key=lambda row: (row.start, row.id)).id if fitting else None


__all__ = ["counted_in_place", "joined", "overlap"]
