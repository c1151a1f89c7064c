"""The head above a talk: a title, a date, fields with short values; what somebody may have said is none of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.words import is_field, is_name, is_sure_role

__all__ = ["is_header", "parted_head", "without_names_in_head"]

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


def without_names_in_head(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, of which those that only name who asks and answers, among the title and fields above the talk, open no turn.

    `Interviewer: Helen Ward` below `Date: 3 May` says who Helen is; the same line without such company may be speech.
    """
    fields, names = 0, []
    for line in lines:
        opening = line.readings.get("colon")
        value = line.text[opening.end :].strip(" *_") if opening else ""
        if line.empty:
            continue
        if (
            opening
            and is_sure_role(opening.label)
            and not is_field(opening.label)
            and is_name(value)
            and not opening.stamp
            and value[-1] not in ".!?…"
        ):
            names.append(line)
        elif (opening and is_field(opening.label)) or line.text.startswith("#"):
            fields += 1
        elif fields or names or opening or not is_header(line.text) or len(line.text.split()) < 2:
            break
        else:
            fields += 1  # the title
    for line in names if fields else ():
        line.readings = {}
    return lines
