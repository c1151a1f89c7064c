"""Sections of prose by its markdown headings. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Section", "parse_sections", "plain_heading"]

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it up to the next heading of any level; `start:end` leave the heading out."""

    level: int
    title: str
    start: int
    end: int


def parse_sections(text: str) -> list[Section]:
    """The sections in order; text before the first heading belongs to none.

    >>> [(s.level, s.title) for s in parse_sections("# A\\n\\none\\n\\n## **B**\\n\\ntwo")]
    [(1, 'A'), (2, 'B')]
    """
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [
        Section(len(match[1]), plain_heading(match[2]), match.end(), end)
        for match, end in zip(found, ends, strict=False)
    ]


def plain_heading(title: str) -> str:
    """A heading's words without emphasis marks."""
    return " ".join(re.sub(r"[*_`]", "", title).split())
