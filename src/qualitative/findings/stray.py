"""Numbers in a claim's sentence that nothing bears out: neither `numbers`, nor its checks, nor a passage. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from qualitative.query.checks import Outcome

__all__ = ["stray_numbers"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def stray_numbers(
    text: str, tied: Collection[str], passages: Iterable[str], outcomes: Iterable[Outcome]
) -> tuple[str, ...]:
    """The numbers of a sentence, as they are written, that stand in none of its `passages`, are not `tied` to a place, and in no check.

    `6.000`, `6,000` and `6000` are one number: a mark before three digits parts thousands.

    >>> stray_numbers("59 of 6,000", [], ["95 per cent", "sekitar 6.000 desa"], [])
    ('59',)
    """
    found = list(dict.fromkeys(one for one in _NUMBER.findall(text) if one not in tied))
    if not found:
        return ()
    known = {value for passage in passages for one in _NUMBER.findall(passage) for value in _values(one)}
    for outcome in outcomes:
        known |= {float(side) for side in (outcome.left, outcome.right) if isinstance(side, int | float)}
    return tuple(one for one in found if not known & set(_values(one)))


def _values(written: str) -> Iterator[float]:
    """What a number may mean: a mark parts thousands or decimals."""
    if _THOUSANDS.fullmatch(written):
        yield float(re.sub(r"[.,]", "", written))
    if len(re.findall(r"[.,]", written)) < 2:
        yield float(written.replace(",", "."))
