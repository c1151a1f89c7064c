"""The head above a talk: a title, a date, fields with short values; what somebody may have said is none of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualitative.text.recognising.words import is_field

__all__ = ["is_header", "parted_head"]

HEADER_WORDS = 200  # a head above the talk is no longer than this, and no line of it longer than a long title
LINE_WORDS = 25


def is_header(line: str) -> bool:
    """Whether a line above the talk heads it: a title, a date, a field with a short value; not what somebody may have said."""
    words = line.split()
    if not words or line.startswith("#"):
        return True
    if len(words) > LINE_WORDS:
        return False
    ends = line.rstrip().endswith((".", "!", "…", "?", "؟", "？"))
    field_name = re.match(r"\W{0,4}([^:\n]{1,40}):", line)
    if field_name:
        return is_field(field_name[1]) or not ends
    return len(words) <= 14 and (not ends or (len(words) <= 3 and line.rstrip().endswith(".")))


def parted_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """(head, what may be speech): the lines up to the first that is no header."""
    total = 0
    for place, line in enumerate(lines):
        total += len(line.split())
        if not is_header(line) or total > HEADER_WORDS:
            return list(lines[:place]), list(lines[place:])
    return list(lines), []
