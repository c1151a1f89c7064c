"""A lone coder's stability: the first and the second reading of the same passages, compared as if two coders had read them.

Stability is the weakest form of what can be tested: that somebody does the same again says nothing of whether others would (Krippendorff, K.
(2004). Content analysis, 2nd ed., pp. 214-216). It is told as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualitative.model import Coder
from qualitative.units import Done

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Readings", "Stability", "two_readings"]

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Stability:
    """What must be said of it: whose, of how many passages `drawn` out of how many (`of`), and how many days lay between, at least and at most;
    in which rounds the first and the second reading were."""

    coder: Coder
    drawn: int
    of: int
    days: tuple[int, int]
    rounds: tuple[int, int]


@dataclass(frozen=True)
class Readings:
    """Both readings in the shapes that agreement takes: as two coders, in one round."""

    codings: pd.DataFrame
    done: Done
    coders: tuple[Coder, Coder]
    unread: pd.DataFrame


def two_readings(
    codings: pd.DataFrame,
    done: Done,
    unread: pd.DataFrame,
    coder: Coder,
    rounds: tuple[int, int],
    passages: Sequence[Place],
) -> Readings:
    """The codings of one coder in two rounds as those of two coders, on these passages alone.

    `codings`, and `unread` where a code was not looked for (coder, document, round, code, start, end), are of all rounds.
    """
    import pandas as pd

    coders = tuple(replace(coder, id=f"{coder.id}-{n}", name=f"{coder.name or coder.id} ({n})") for n in (1, 2))

    def parted(table: pd.DataFrame) -> pd.DataFrame:
        own = table[table["coder"] == coder.id]
        parts = [
            own[own["round"] == round].assign(coder=one.id, round=1) for one, round in zip(coders, rounds, strict=True)
        ]
        return pd.concat(parts, ignore_index=True)

    shared: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for one, round in zip(coders, rounds, strict=True):
        for document, start, end in passages:
            if _reads(done.get((coder.id, document, round), ()), start, end):
                shared.setdefault((one.id, document, 1), []).append((start, end))
    return Readings(parted(codings), shared, (coders[0], coders[1]), parted(unread))


def _reads(stretches: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in stretches)
