"""Talks and texts as they are written in `parts/texts`, with the passages that a code is known to fit.

A line of a talk begins with `Q:` (interviewer), `A:` or `A1:` (interviewee), `V:` (a voice that nobody knows), `@question` (a question of the
guide, in the words that follow a colon or else in those of the bank) or is `~` (a back-channel). `{code|words}` says that a code fits the words,
`<typed=>right>` that they were typed wrongly at first (`<2:typed=>right>` that it was corrected the second time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "Span", "parse_paragraphs", "parse_talk"]

_MARK = re.compile(r"\{([a-z+-]+)\|([^{}]*)\}")
_SLIP = re.compile(r"<(?:(\d):)?([^<>=]*)=>([^<>]*)>")


@dataclass(frozen=True)
class Span:
    """Words of one line that a code is known to fit."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Line:
    """What one speaker says at a stretch; `question` is the one of the guide that is asked in it."""

    speaker: str
    text: str
    spans: tuple[Span, ...] = ()
    question: str | None = None


def parse_talk(script: str, corrected: int) -> Iterator[Line]:
    """The lines of a talk as the transcript has them after `corrected` rounds of correction."""
    for written in filter(None, script.split("\n")):
        question = re.fullmatch(r"@([a-z]+)(?:: (.*))?", written)
        if question:
            yield Line("Q", question[2] or "", question=question[1])
        elif written == "~":
            yield Line("~", "")
        else:
            speaker, _, words = written.partition(": ")
            yield _parsed(speaker, words, corrected)


def parse_paragraphs(script: str, corrected: int) -> Iterator[Line]:
    """The paragraphs of a text."""
    for written in script.strip().split("\n\n"):
        yield _parsed("", written, corrected)


def _parsed(speaker: str, words: str, corrected: int) -> Line:
    words = _SLIP.sub(lambda slip: slip[3] if int(slip[1] or 1) <= corrected else slip[2], words)
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(words):
        text += words[last : mark.start()]
        spans += [Span(len(text), len(text) + len(mark[2]), code) for code in mark[1].split("+") if mark[2]]
        text += mark[2]
        last = mark.end()
    return Line(speaker, text + words[last:], tuple(spans))
