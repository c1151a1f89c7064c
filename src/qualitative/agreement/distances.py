"""How far two values are apart: a matrix delta^2 over categories, 0 on the diagonal. One expression each.

nominal, ordinal, interval, ratio: Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, pp. 5-6.
jaccard: Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), 37-50.
masi: Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. LREC, p. 832.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from qualitative.arrays import Floats
from qualitative.errors import StatisticError, did_you_mean

__all__ = ["DISTANCES", "distance", "interval", "jaccard", "masi", "nominal", "ordinal", "ratio"]


def nominal(values: Sequence[Hashable], n: Floats) -> Floats:
    """1 for any two different values."""
    return 1.0 - np.eye(len(values))


def ordinal(values: Sequence[Hashable], n: Floats) -> Floats:
    """(the answers that lie between the ranks, half of either end)^2; `n` counts the answers in each category."""
    rank = np.cumsum(n) - n / 2
    return (rank[:, None] - rank) ** 2


def interval(values: Sequence[Hashable], n: Floats) -> Floats:
    """(a - b)^2."""
    v = _numbers(values)
    return (v[:, None] - v) ** 2


def ratio(values: Sequence[Hashable], n: Floats) -> Floats:
    """((a - b) / (a + b))^2, 0 where both are 0."""
    v = _numbers(values)
    if (v < 0).any():
        raise StatisticError(f"ratio distance needs values from 0 up; one is {v.min():g}")
    total = v[:, None] + v
    return ((v[:, None] - v) / np.where(total == 0, 1, total)) ** 2


def jaccard(values: Sequence[Hashable], n: Floats) -> Floats:
    """1 - |A & B| / |A | B| for sets; two empty sets do not differ."""
    common, total, _ = _overlaps(values)
    return 1 - common / total


def masi(values: Sequence[Hashable], n: Floats) -> Floats:
    """1 - (|A & B| / |A | B|) M with M = 1, 2/3, 1/3 or 0 for equal, nested, overlapping and disjoint sets."""
    common, total, smaller = _overlaps(values)
    m = np.select([common == total, common == smaller, common > 0], [1, 2 / 3, 1 / 3], 0)
    found: Floats = 1 - common / total * m
    return found


DISTANCES: dict[str, Callable[[Sequence[Hashable], Floats], Floats]] = {
    "nominal": nominal,
    "ordinal": ordinal,
    "interval": interval,
    "ratio": ratio,
    "jaccard": jaccard,
    "masi": masi,
}


def distance(name: str) -> Callable[[Sequence[Hashable], Floats], Floats]:
    """The distance of that name. Raises StatisticError with the nearest one."""
    if name not in DISTANCES:
        raise StatisticError(f"distance {name!r} is unknown; {did_you_mean(name, DISTANCES)}")
    return DISTANCES[name]


def _numbers(values: Sequence[Hashable]) -> Floats:
    try:
        return np.array([float(value) for value in values])  # type: ignore[arg-type]  # what is no number is refused below
    except (TypeError, ValueError):
        raise StatisticError(f"value {values[0]!r} is no number; use the nominal distance for names") from None


def _overlaps(values: Sequence[Hashable]) -> tuple[Floats, Floats, Floats]:
    """(|A & B|, |A | B|, the smaller of |A| and |B|) for each two sets; the empty set counts as one member that no other set has."""
    full: list[AbstractSet[Hashable]] = []
    for value in values:
        if not isinstance(value, AbstractSet):
            raise StatisticError(f"value {values[0]!r} is no set of codes; use the nominal distance for single codes")
        # two empty sets are alike, and an empty one is as far from any other as can be
        full.append(value or {None})
    members = {member: i for i, member in enumerate(dict.fromkeys(member for value in full for member in value))}
    has = np.zeros((len(full), len(members)))
    for row, own in zip(has, full, strict=True):
        row[[members[member] for member in own]] = 1
    size = has.sum(1)
    common = has @ has.T
    return common, size[:, None] + size - common, np.minimum(size[:, None], size)
