"""SubRip captions; speakers only where a line is labelled."""

from __future__ import annotations

from qualitative.corpus.readers.raw import Raw, decoded
from qualitative.corpus.readers.vtt import captions

__all__ = ["read"]


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """One paragraph a caption, or a stretch of captions of one sentence."""
    text, notes = decoded(data, name, encoding)
    return captions(text, name, "srt", notes)
