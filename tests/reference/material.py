"""What the reference counts: plain records, and the questions that every rule asks of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

HOW = ("full", "assisted", "stopped")  # best first
Stamp = int | tuple[str, ...]


@dataclass(frozen=True)
class Coding:
    """One code on one stretch, half-open."""

    id: str
    coder: str
    document: str
    start: int
    end: int
    code: str | None
    round: int = 1
    settles: tuple[str, ...] = ()
    unseen: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class Mark:
    """A stretch that a coder marked as done."""

    id: str
    coder: str
    document: str
    start: int
    end: int
    round: int = 1
    how: str = "full"
    codebook: Stamp = 1


@dataclass(frozen=True)
class Verdict:
    """A decision on codings."""

    id: str
    coder: str
    verdict: str
    of: tuple[str, ...]
    round: int = 1


@dataclass(frozen=True, eq=False)
class Material:
    """All that the rules are asked of."""

    codings: Sequence[Coding]
    marks: Sequence[Mark]
    verdicts: Sequence[Verdict]
    lengths: dict[str, int]
    kinds: dict[str, str]
    looked_for: Callable[[str, Stamp], bool]
    who: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    pilot: frozenset[int] = frozenset()
    consensus: str = "consensus"


@dataclass(frozen=True)
class Piece:
    """A stretch of a document between two ends of done marks."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Choice:
    """Whose codings count in a piece (`layer`: all codes, those that the consensus settled, or the others), and of which round (None: any)."""

    piece: Piece
    layer: str
    rule: int
    rounds: dict[str, int | None]
    how: str | None

    def takes(self, coding: Coding) -> bool:
        """Whether a coding is of a coder and round that count here."""
        return coding.coder in self.rounds and self.rounds[coding.coder] in (coding.round, None)


@dataclass(frozen=True)
class Chosen:
    """One coding that counts: where it belongs, the rule that chose it, and what settled it; `across` where no side chose it."""

    coding: Coding
    piece: Piece
    rule: int
    everybody: frozenset[str]
    settled_by: str | None = None
    across: bool = False


@dataclass(frozen=True)
class Row:
    """One coding that counts, or several that were joined."""

    id: str
    coder: str
    document: str
    code: str
    start: int
    end: int
    coders: frozenset[str]
    members: frozenset[str]
    rule: int
    settled_by: str | None
    agreed: bool
    across: bool


@dataclass
class Answer:
    """The rows that count, the choice in each piece, and what counts in another's place, with that one's id."""

    rows: list[Row] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    once: dict[str, str] = field(default_factory=dict)


def overlap(one: Coding, other: Coding) -> bool:
    """Whether two stretches of one document share a character."""
    return one.document == other.document and one.start < other.end and other.start < one.end


def may_count(material: Material, coding: Coding) -> bool:
    """Whether a coding can count at all."""
    return (
        coding.document in material.lengths
        and bool(coding.code)
        # "`origin: search` until looked at, doubtful and lost codings do not count."
        and not coding.unseen
        and not coding.doubtful
        and is_heard(material, coding.coder)
    )


def is_heard(material: Material, coder: str) -> bool:
    """ "Models count only where `count.models` names them (the shipped study names its consensus)."""
    return material.kinds[coder] != "model" or coder in material.models
