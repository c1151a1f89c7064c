"""SubRip captions; speakers only where a line is labelled."""

from __future__ import annotations

import io

from qualitative.corpus.readers.cues import cue_lines
from qualitative.corpus.readers.raw import Raw, counted, decoded
from qualitative.errors import ReaderError

__all__ = ["read"]


def read(data: bytes, name: str) -> Raw:
    """One paragraph a caption, or a stretch of captions of one sentence."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    try:
        parsed = WebVTT.from_buffer(io.StringIO(text.lstrip()), format="srt")
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as failure:
        raise ReaderError(
            f"{name}: not valid SRT ({failure}); each caption is a number, a line 00:00:01,000 --> 00:00:02,000, and text"
        ) from None
    lost = text.count("-->") - len(parsed.captions)
    return Raw(
        "\n\n".join(cue_lines(parsed.captions)),
        "srt",
        counted(max(lost, 0), "caption without a valid time or text", "captions without a valid time or text"),
    )
