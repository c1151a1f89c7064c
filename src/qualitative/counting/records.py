"""What counting takes: marks, decisions and the study's rules, as plain records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualitative.codebook.versions import Stamp

__all__ = ["HOW", "CountRules", "Decision", "Done", "LookedFor", "Stamp"]

LookedFor = Callable[[str, Stamp], bool]
"""Whether a code, as it is called in the wanted version, was looked for by who read under a stamp."""

HOW = ("full", "assisted", "stopped")  # the best first


@dataclass(frozen=True, slots=True)
class Done:
    """A stretch that a coder marked as done, in code points of the present text. `how` is full, assisted or stopped."""

    id: str
    coder: str
    document: str
    start: int
    end: int
    round: int = 1
    how: str = "full"
    codebook: Stamp = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on the codings whose ids are `of`; `coder` is who recorded it (of an adjudication, the consensus)."""

    id: str
    coder: str
    verdict: str
    of: tuple[str, ...]
    round: int = 1


@dataclass(frozen=True, slots=True)
class CountRules:
    """Whose codings count where nothing is settled, in this order; which models count at all; and which rounds are pilots."""

    who: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    pilot: frozenset[int] = frozenset()
    consensus: str = "consensus"
