"""What a stranger's text does to a terminal: nothing. Control characters and turns of the writing direction are shown, not sent."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

__all__ = ["one_line", "plain", "plain_output"]

# C0 and C1 but tab and line feed, line ends of Unicode, and what makes text run backwards, and tags that nobody sees
_SENT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def plain(text: str) -> str:
    """A text as any terminal can show it, the characters that would move or colour something as escapes.

    >>> plain("\\x1b[2Jall is well")
    '\\\\x1b[2Jall is well'
    """
    return _SENT.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """What somebody wrote, within one line: a line of theirs must not look like one of ours.

    >>> one_line("done\\nnothing is broken")
    'done\\\\nnothing is broken'
    """
    return text.replace("\n", "\\n")


@contextmanager
def plain_output() -> Iterator[None]:
    """Whatever is written to stdout and stderr meanwhile is `plain`; a bar of progress may still go back to the line's start."""
    with ExitStack() as undo:
        for stream in {id(stream): stream for stream in (sys.stdout, sys.stderr)}.values():
            undo.enter_context(_plainly(stream))
        yield


@contextmanager
def _plainly(stream: TextIO) -> Iterator[None]:
    send = stream.write

    def write(text: str) -> int:
        back = "\r" if stream is sys.stderr and text.startswith("\r") else ""
        # Windows' line ends may have been written by whoever called
        send(back + plain(text.removeprefix(back).replace("\r\n", "\n")))
        return len(text)

    try:
        stream.write = write  # type: ignore[method-assign]  # the stream is a stranger's, and taken back
    except AttributeError:  # a stream of some other program, which has no room for it
        yield
        return
    try:
        yield
    finally:
        stream.write = send  # type: ignore[method-assign]  # the stream is a stranger's, and taken back
