"""Rule 5: codings of one code by different coders that overlap are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from reference.material import Coding, Piece, Row


@dataclass
class Group:
    """Codings that were joined so far."""

    members: list[Coding] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where their union ends."""
        return max(one.end for one in self.members)

    def takes(self, coding: Coding) -> bool:
        """Whether a coding, which begins no earlier than all of these, is joined to them."""
        # "codings of one code by different coders that overlap are joined (each coder gives at most one …; one coder's own are never merged)"
        first = self.members[0]
        return (
            (coding.document, coding.code) == (first.document, first.code)
            and coding.start < self.end
            and coding.coder not in {one.coder for one in self.members}
        )


def joined(codings: list[Coding], piece: Piece, rule: int, everybody: set[str]) -> list[Row]:
    """The codings of a piece, joined; `everybody` are those whose agreement makes the lower end of the range."""
    groups: list[Group] = []
    # "earliest start first"
    for coding in sorted(codings, key=lambda one: (one.start, one.id)):
        group = next((group for group in groups if group.takes(coding)), None)
        if group is None:
            groups.append(group := Group())
        group.members.append(coding)
    return [row_of_group(group.members, piece, rule, everybody) for group in groups]


def row_of_group(members: list[Coding], piece: Piece, rule: int, everybody: set[str]) -> Row:
    """One row for several codings."""
    # "union span; other columns those of the lowest id; `coders` a list"
    lowest = min(members, key=lambda one: one.id)
    coders = frozenset(one.coder for one in members)
    return Row(
        lowest.id, lowest.coder, lowest.document, str(lowest.code),
        min(one.start for one in members), max(one.end for one in members),
        coders, frozenset(one.id for one in members), rule, piece, lowest.round,
        # "a range from agreed (by all who marked the piece done) to any; a piece that one person read counts at both ends"
        agreed=coders == everybody,
    )  # fmt: skip
