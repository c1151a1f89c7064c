"""Stretches of a text around what a pattern finds, so that a costly look is taken only there. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["around"]


def around(pattern: re.Pattern[str], text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
    """The stretches that reach `before` characters to the left of each match and `after` to the right; those that touch are one."""
    start = end = -1
    for match in pattern.finditer(text):
        left, right = max(0, match.start() - before), match.end() + after
        if left > end:
            if end >= 0:
                yield start, end
            start = left
        end = right
    if end >= 0:
        yield start, end
