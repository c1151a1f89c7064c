"""What one segment, sentence or word of a recogniser's JSON says: its words, who speaks, and when. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from qualitative.text.recognising.times import clock, stamp_at

__all__ = ["Segment", "alike", "clock_of", "glued", "is_mark", "name_of", "said_in", "scale_of", "who_says"]

Segment = Mapping[str, Any]
_TEXT = ("text", "transcript", "content", "utterance", "sentence", "punctuated_word", "word", "display")
_WHO = (
    "speaker", "speaker_name", "speaker_label", "speakerName", "speakerLabel", "speakerTag", "speaker_id", "speakerId", "sender_name", "sender", "author", "name",
    "user_profile", "user", "role",
)  # fmt: skip
_START = ("start", "start_time", "startTime", "startOffset", "begin", "offset", "from", "ts")
_END = ("end", "end_time", "endTime", "endOffset", "to", "end_ts")
_SPAN = "timestamp"  # [start, end] of transformers' pipelines
_UNITS = (("offsetMilliseconds", 1000.0), ("timestamp_ms", 1000.0), ("offsetInTicks", 1e7))
_ALTERNATIVES = ("alternatives", "nBest")  # several ways to hear one stretch: the first is the likeliest
_PIECES = ("elements", "sentences")  # a segment in pieces
_CLOSED = ("punctuation", "punct")
_APART = ("–", "—", "(", "[", "“", "¿", "¡")
_ISO = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?")


def said_in(segment: Segment) -> str | None:
    """The words of a segment, None where it holds none at all; Telegram cuts them where links or bold begin."""
    value = _of(segment, _TEXT)
    if isinstance(value, list):
        value = "".join(str(part.get("text", "") if isinstance(part, dict) else part) for part in value)
    if isinstance(value, str):
        return " ".join(value.split())
    for key in _ALTERNATIVES:
        if first := _first(segment.get(key)):
            return said_in(first)
    for key in _PIECES:
        pieces = segment.get(key)
        if isinstance(pieces, list) and pieces and all(isinstance(piece, dict) for piece in pieces):
            if all(isinstance(piece.get("value"), str) for piece in pieces):
                return " ".join("".join(piece["value"] for piece in pieces).split())  # with the blanks between words
            return " ".join(text for piece in pieces if (text := said_in(piece)))
    return None


def glued(segment: Segment) -> bool:
    """Whether it is a mark that stands right behind the word before, as a comma does and a dash does not."""
    return segment.get("attaches_to") == "previous" or (is_mark(segment) and (said_in(segment) or "")[:1] not in _APART)


def is_mark(segment: Segment) -> bool:
    """Whether it is no word: it has no speaker of its own."""
    return segment.get("type") in _CLOSED


def alike(segment: Segment) -> bool:
    """Whether it is a single word or mark, which makes no paragraph of its own."""
    return is_mark(segment) or segment.get("type") == "pronunciation" or "word" in segment


def who_says(segment: Segment) -> str:
    """The name of who speaks, or nothing."""
    value = _of(segment, _WHO)
    if value is None:
        for key in _ALTERNATIVES:
            if first := _first(segment.get(key)):
                value = _of(first, _WHO)
    if isinstance(value, dict):
        value = _of(value, ("nickname", "real_name", "display_name", "name", "username", "id"))
    return name_of(value)


def name_of(value: Any) -> str:
    """A name as a label holds it."""
    return "" if value is None else " ".join(re.sub(r"[:<>\n]", " ", str(value)).split())


def clock_of(segment: Segment, scale: float) -> tuple[str, str]:
    """(start, end) as HH:MM:SS, each empty where it is not said."""
    start, end = _times(segment)
    for key, unit in _UNITS:
        if start is None and isinstance(segment.get(key), int | float):
            return _clock(segment[key] / unit), ""
    return tuple(_clock(value / scale if _is_number(value) else value) for value in (start, end))  # type: ignore[return-value]


def scale_of(segments: Sequence[Segment]) -> float:
    """1, or 1000 where times are whole numbers too long for seconds of speech."""
    spans = [_times(s) for s in segments]
    whole = [(a, b) for a, b in spans if isinstance(a, int) and isinstance(b, int) and not isinstance(a, bool)]
    if len(whole) < len(spans) or not whole:
        return 1.0
    return 1000.0 if sum(b - a for a, b in whole) / len(whole) > 300 else 1.0


def _of(segment: Segment, keys: Sequence[str]) -> Any:
    return next((segment[key] for key in keys if segment.get(key) is not None), None)


def _first(value: Any) -> Segment | None:
    return value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def _times(segment: Segment) -> tuple[Any, Any]:
    span = segment.get(_SPAN)
    if isinstance(span, list) and len(span) == 2:
        return span[0], span[1]
    start, end = _of(segment, _START), _of(segment, _END)
    if start is None:
        pieces: list[Any] = next((segment[key] for key in _PIECES if _first(segment.get(key))), [])
        timed = [_times(piece) for piece in pieces if isinstance(piece, dict)]
        starts, ends = ([t for t in side if t is not None] for side in zip(*timed, strict=True)) if timed else ([], [])
        return (starts[0] if starts else None), (ends[-1] if ends else None)
    return start, end


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _clock(value: Any) -> str:
    if isinstance(value, str):
        value = value.strip()
        if stamp_at(value):
            return clock(value)
        iso = _ISO.fullmatch(value)
        if iso and value != "PT":
            value = int(iso[1] or 0) * 3600 + int(iso[2] or 0) * 60 + float(iso[3] or 0)
        else:
            try:
                value = float(value.rstrip("s"))
            except ValueError:
                return ""
    if not _is_number(value) or not 0 <= value < 1e6:
        return ""
    seconds = int(value)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
