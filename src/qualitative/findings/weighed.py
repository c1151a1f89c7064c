"""A claim weighed: the evidence of each of its limbs at both ends of the range, its status, and what stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qualitative.findings.claims import Claim
from qualitative.findings.expectation import Lack, lacking
from qualitative.findings.kinds import StatusId, weaker
from qualitative.findings.limbs import ClaimLimb
from qualitative.findings.sides import Side
from qualitative.findings.statuses import Evidence, status_of, status_of_limbs
from qualitative.query import Check
from qualitative.query.checks import Outcome

__all__ = ["Limb", "Weighed"]


@dataclass(frozen=True)
class Limb:
    """One thing that a claim says, the codes that it asks for, and its evidence: what any coder gave (`any`), and what all who read gave (`agreed`).

    `searched` is how many passages the search for contrary evidence finds now; None where it was not looked for by query or words.
    """

    says: ClaimLimb
    codes: tuple[str, ...]
    any: Evidence
    agreed: Evidence
    searched: int | None = None

    @cached_property
    def statuses(self) -> tuple[StatusId, StatusId]:
        """The status with what all who read gave, and with what any gave."""
        return status_of(self.agreed), status_of(self.any)

    @property
    def status(self) -> StatusId:
        """The one that says less."""
        return weaker(*self.statuses)

    @property
    def depends(self) -> bool:
        """Whether the status depends on whose codings count."""
        agreed, some = self.statuses
        return agreed != some

    @property
    def shown(self) -> Evidence:
        """The evidence that gives the status which is printed."""
        return self.any if self.statuses[1] == self.status else self.agreed

    @property
    def unread(self) -> int:
        """How many passages the search for contrary evidence finds beyond those that were read."""
        looked = self.says.contrary
        return 0 if looked is None or looked.read is None else max(0, (self.searched or 0) - looked.read)

    @property
    def lacks(self) -> list[Lack]:
        """What it expects and does not have."""
        evidence = self.shown
        return lacking(evidence.expect, evidence.kind, evidence.pro)


@dataclass(frozen=True)
class Weighed:
    """A claim with its status and what stands beside it.

    `whole` is the evidence of all its limbs together. `read` of `passages` passages were read in full for its codes; `documents` are those of its
    cases, `asked` those in which it was asked for (None: not known). `unfinished` says that evidence lies in stretches nobody marked done.
    `in_both` are statements for and against at once. `agree` and `hold` are the checks that could be worked out, `missing` (what, why) the checks and
    numbers that could not; `stray` by language the numbers of the sentence that nothing bears out.
    """

    claim: Claim
    text: Mapping[str, str]
    whole: Limb
    limbs: tuple[Limb, ...]
    read: int
    passages: int
    documents: int
    asked: int | None
    unfinished: bool
    simulated: bool
    in_both: tuple[str, ...]
    agree: tuple[tuple[Check, Outcome], ...]
    hold: tuple[tuple[Check, Outcome], ...]
    missing: tuple[tuple[str, str], ...]
    stray: Mapping[str, tuple[str, ...]]

    @property
    def status(self) -> StatusId:
        """That of its limbs; of two ends of a range the one that says less."""
        return status_of_limbs([limb.status for limb in self.limbs])

    @property
    def depends(self) -> bool:
        """Whether the status of a limb depends on whose codings count."""
        return any(limb.depends for limb in self.limbs)

    @property
    def pro(self) -> Side:
        """What speaks for the claim, or for any of its limbs."""
        return self.whole.any.pro

    @property
    def con(self) -> Side:
        """What speaks against it."""
        return self.whole.any.con

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What it expects and does not have, limb by limb."""
        return tuple(lack for limb in self.limbs for lack in limb.lacks)

    @property
    def is_met(self) -> bool:
        """Whether what the claim expects is there, in each limb."""
        return not self.lacks

    @property
    def looked(self) -> bool:
        """Whether somebody looked for what speaks against the claim, against each of its limbs."""
        return all(limb.contrary is not None for limb in self.claim.limbs)

    def figures(self, which: str) -> dict[str, int]:
        """How many checks of `hold` or `agree` come true, do not, and are undecided (a cell is NA)."""
        outcomes = [outcome.holds for _, outcome in getattr(self, which)]
        return {"yes": outcomes.count(True), "no": outcomes.count(False), "undecided": outcomes.count(None)}
