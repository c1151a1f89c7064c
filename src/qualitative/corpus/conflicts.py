"""The marks that git leaves in a file where it could not merge two versions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["is_mark", "iter_conflicts"]

_MARK = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)


def is_mark(line: bytes) -> bool:
    """Whether a line is one of the marks."""
    return _MARK.match(line) is not None


def iter_conflicts(data: bytes) -> Iterator[tuple[int, str]]:
    """(line, mark) of the first mark of each conflict; a line of `=` alone, as under a heading, is none."""
    inside = False
    for match in _MARK.finditer(data):
        mark = match[1].decode()
        if mark[0] in "<|>" and not inside:
            yield data.count(b"\n", 0, match.start()) + 1, mark
        inside = mark[0] in "<|" or (inside and mark[0] == "=")
