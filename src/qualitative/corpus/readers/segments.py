"""JSON of recognisers of speech (Whisper, WhisperX, AssemblyAI, Deepgram and the like) and of chats (Telegram)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualitative.corpus.bounded_json import load_json
from qualitative.corpus.readers.raw import Raw
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside
from qualitative.text.recognising.times import clock, stamp_at

__all__ = ["from_json"]

Segment = Mapping[str, Any]
_TEXT = ("text", "transcript", "content", "utterance", "sentence")
_WHO = ("speaker", "speaker_name", "speaker_label", "speakerName", "speaker_id", "name", "user")
_START, _END = ("start", "start_time", "startTime", "begin", "offset", "from"), ("end", "end_time", "endTime", "to")
_SPAN = "timestamp"  # [start, end] of transformers' pipelines
DEPTH = 6


def from_json(text: str, name: str, notes: tuple[str, ...]) -> Raw:
    """The turns of a JSON file. Raises ReaderError where it holds no segments of speech."""
    try:
        tree = load_json(text)
    except (ValueError, RecursionError) as failure:
        raise ReaderError(
            f"{name}: not valid JSON ({str(failure)[:60]}); export vtt, srt or txt from the program that made it"
        ) from None
    if messages := _messages(tree):
        return _chat(messages, notes)
    found: dict[tuple[str, ...], list[Segment]] = {}
    for path, segments in _segments(tree, (), 0):
        # of several ways to hear one stretch the first is the likeliest
        found.setdefault(path, []).extend(segments[:1] if path[-1:] == ("alternatives",) else segments)
    lists = list(found.values())
    if not lists:
        raise ReaderError(
            f"{name}: no segments of speech in this JSON; export vtt, srt or txt from the program that made it"
        )
    # the one that says who speaks and holds most; of several that hold the same, sentences rather than words
    sizes = [sum(len(_said(one).split()) for one in segments) for segments in lists]
    best = max(range(len(lists)), key=lambda n: (any(_who(one) for one in lists[n]), sizes[n], -len(lists[n])))
    whole = max(range(len(lists)), key=sizes.__getitem__)
    before = " ".join(_said(one) for one in lists[whole])
    return Raw("\n\n".join(_lines(lists[best])), "json", (), notes, before=before)


def _lines(segments: Sequence[Segment]) -> list[str]:
    """Paragraphs `[start - end] <v Speaker>speech`; what one speaker says without a break is one."""
    scale = _scale(segments)
    made: list[tuple[str, str, str]] = []
    for segment in segments:
        who, said = _who(segment), _said(segment)
        start, end = (_clock(value, scale) for value in _times(segment))
        if made and who and made[-1][0] == who:
            made[-1] = (who, made[-1][1].partition(" - ")[0] + (f" - {end}" if end else ""), f"{made[-1][2]} {said}")
        elif said:
            made.append((who, f"{start} - {end}" if start and end else start, said))
    return [f"{f'[{time}] ' if time else ''}{f'<v {who}>' if who else ''}{said}" for who, time, said in made]


def _messages(tree: Any) -> list[Segment]:
    """The messages of a chat that Telegram exported; none where it is none."""
    found = tree.get("messages") if isinstance(tree, dict) else None
    if not isinstance(found, list) or not found:
        return []
    kinds = [one.get("type") in ("message", "service") if isinstance(one, dict) else False for one in found]
    return found if all(kinds) else []


def _chat(messages: Sequence[Segment], notes: tuple[str, ...]) -> Raw:
    """The messages as turns; what the messenger wrote itself and what is no text is told."""
    lines: list[str] = []
    asides: list[Aside] = []
    for one in messages:
        said = _said(one)
        if one["type"] == "service":
            told = " ".join(str(one[key]) for key in ("actor", "action", "title") if one.get(key))
            told += "".join(f", {member}" for member in one.get("members") or () if isinstance(member, str))
            asides.append(Aside("message of the system", told, plural="messages of the system"))
        elif said:
            who = _name(one.get("from")) or "?"
            time = re.search(r"T(\d\d:\d\d:\d\d)", str(one.get("date")))
            lines.append(f"{f'[{time[1]}] ' if time else ''}<v {who}>{said}")
        else:
            kind = str(one.get("media_type") or ("picture" if one.get("photo") else "message without text"))
            asides.append(Aside(kind.replace("_", " "), "", f"of {_name(one.get('from')) or '?'}"))
    before = " ".join(_said(one) for one in messages)
    return Raw("\n\n".join(lines), "json", (), notes, asides=tuple(asides), before=before)


def _segments(tree: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], list[Segment]]]:
    """(keys that lead there, list) of each list of mappings that hold text, but not of those within its items: words of its sentences."""
    if depth > DEPTH:
        return
    if isinstance(tree, list):
        if tree and all(isinstance(item, dict) and isinstance(_of(item, _TEXT), str) for item in tree):
            yield path, tree
            return
        for item in tree:
            yield from _segments(item, path, depth + 1)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _segments(value, (*path, key), depth + 1)


def _of(segment: Segment, keys: Sequence[str]) -> Any:
    return next((segment[key] for key in keys if segment.get(key) is not None), None)


def _who(segment: Segment) -> str:
    return _name(_of(segment, _WHO))


def _name(value: Any) -> str:
    return "" if value is None else " ".join(re.sub(r"[:<>\n]", " ", str(value)).split())


def _said(segment: Segment) -> str:
    """The words of a segment; Telegram cuts them where links or bold begin."""
    value = _of(segment, _TEXT)
    if isinstance(value, list):
        value = "".join(str(part.get("text", "") if isinstance(part, dict) else part) for part in value)
    return " ".join(str(value or "").split())


def _times(segment: Segment) -> tuple[Any, Any]:
    span = segment.get(_SPAN)
    if isinstance(span, list) and len(span) == 2:
        return span[0], span[1]
    return _of(segment, _START), _of(segment, _END)


def _scale(segments: Sequence[Segment]) -> float:
    """1, or 1000 where times are whole numbers too long for seconds of speech."""
    spans = [_times(s) for s in segments]
    whole = [(a, b) for a, b in spans if isinstance(a, int) and isinstance(b, int) and not isinstance(a, bool)]
    if len(whole) < len(spans) or not whole:
        return 1.0
    return 1000.0 if sum(b - a for a, b in whole) / len(whole) > 300 else 1.0


def _clock(value: Any, scale: float) -> str:
    if isinstance(value, str):
        stamp = stamp_at(value.strip())
        if stamp:
            return clock(value.strip())
        try:
            value = float(value.strip().rstrip("s"))
        except ValueError:
            return ""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
        return ""
    seconds = int(value / scale)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
