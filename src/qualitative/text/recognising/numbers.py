"""Turns or lines that are counted at their head (`1  P: …`, `[2] A: …`): the counting is no word of the speech. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["counted_lines"]

_NUMBER = re.compile(r"[ \t]{0,12}[\[(#]?(?P<n>\d{1,5})[.):\]]{0,2}(?:\t{1,2}|[ ]{1,8})(?=\S)")
_BARE = re.compile(r"[ \t]{0,12}(?P<n>\d{1,5})\s{0,8}")
LEAST = 3  # numbers in a row before they are a count


def counted_lines(lines: Sequence[str], *, bare: bool = False) -> dict[int, int]:
    """Line -> where its text begins behind its number; empty unless most lines or paragraphs count on by one step.

    `bare`: blank lines are counted too, so that nothing but the number stands there.

    >>> counted_lines(["1  P: Apa?", "2  A: Itu.", "dan ini", "3  P: Lalu?"])
    {0: 3, 1: 3, 3: 3}
    """
    found = [
        (i, int(m["n"]), m.end())
        for i, line in enumerate(lines)
        if (m := _NUMBER.match(line[:40]) or (_BARE.fullmatch(line[:40]) if bare else None))
    ]
    full = sum(bool(line.strip()) for line in lines)
    blocks = {i for i, line in enumerate(lines) if line.strip() and (i == 0 or not lines[i - 1].strip())}
    for step in (1, 5):
        chain = _chain(found, step)
        if len(chain) >= LEAST and (
            len(chain) * 2 >= full
            or (step == 1 and len(blocks) >= LEAST and len(blocks.intersection(chain)) * 5 >= len(blocks) * 4)
            or (step == 5 and len(chain) * 6 >= full)
        ):
            return chain
    return {}


def _chain(found: Sequence[tuple[int, int, int]], step: int) -> dict[int, int]:
    chain: dict[int, int] = {}
    last: int | None = None
    for line, number, end in found:
        if last is None or number == last + step:
            chain[line], last = end, number
        elif number == 1 and step == 1 and len(chain) < LEAST:
            chain, last = {line: end}, number
    return chain
