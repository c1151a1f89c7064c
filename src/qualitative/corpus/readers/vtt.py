"""WebVTT captions, voices (`<v Name>`) and labels as speakers."""

from __future__ import annotations

import re

from qualitative.corpus.readers.cues import cue_lines, parse_cues, rolls, words_before
from qualitative.corpus.readers.raw import Raw, decoded
from qualitative.errors import ReaderError

__all__ = ["read"]

# Webex says who speaks in the name of a caption: 1 "Laura Bennett" (3456)
_HEADED = re.compile(
    r"(?m)^\d{1,6} \"([^\"\n]{1,100})\" \(\d{1,12}\)[ \t]{0,8}\n([ \t]{0,8}[\d:.,]{4,14}[ \t]{1,4}-->[^\n]{1,200}\n)"
)


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """One paragraph a stretch of one voice."""
    text, notes = decoded(data, name, encoding)
    return captions(text, name, "vtt", notes)


def captions(text: str, name: str, kind: str, notes: tuple[str, ...]) -> Raw:
    """The captions of a file of `kind` as paragraphs."""
    text = _HEADED.sub(r"\2<v \1>", text.replace("\r\n", "\n").replace("\r", "\n"))
    cues, asides = parse_cues(text)
    if not cues:
        raise ReaderError(
            f"{name}: not valid {'WebVTT' if kind == 'vtt' else kind.upper()} (no caption with times); each caption is a line 00:00:01.000 --> 00:00:02.000 and text"
        )
    empty = sum(not any(line.strip() for line in cue.text) for cue in cues)
    told: tuple[str, ...] = (f"{empty} caption{'s' * (empty > 1)} without words",) if empty else ()
    told += ("the captions roll: a line that the caption before showed is read once",) if rolls(cues) else ()
    return Raw(
        "\n\n".join(cue_lines(cues)), kind, (), (*notes, *told), asides=tuple(asides), before=words_before(text, cues)
    )
