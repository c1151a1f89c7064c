"""WebVTT captions, voices (`<v Name>`) as speakers."""

from __future__ import annotations

from qualitative.corpus.readers.cues import cue_lines
from qualitative.corpus.readers.raw import Raw, counted, decoded
from qualitative.errors import ReaderError

__all__ = ["read"]


def read(data: bytes, name: str) -> Raw:
    """One paragraph a stretch of one voice."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    try:
        parsed = WebVTT.from_string(text)
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as failure:
        raise ReaderError(
            f"{name}: not valid WebVTT ({failure}); its first line must be WEBVTT, its times 00:00:01.000"
        ) from None
    lost = text.count("-->") - len(parsed.captions)
    return Raw(
        "\n\n".join(cue_lines(parsed.captions)),
        "vtt",
        counted(max(lost, 0), "caption without a valid time or text", "captions without a valid time or text"),
    )
