"""JSON of recognisers of speech (Whisper, WhisperX, AssemblyAI and the like) and tables of turns (CSV, TSV)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.raw import Raw, decoded
from qualitative.errors import ReaderError

__all__ = ["WAY", "read", "sniffed"]

_TEXT = ("text", "transcript", "content", "utterance", "sentence")
_WHO = ("speaker", "speaker_name", "speaker_label", "speakerName", "speaker_id", "name", "user")
_START, _END = ("start", "start_time", "startTime", "begin", "offset", "from"), ("end", "end_time", "endTime", "to")
_SIGNS = {";": "semicolons", "\t": "tabs", "|": "bars"}
DEPTH = 6
WAY = "a transcript needs columns of speaker and speech; figures belong in corpus/tables/, a respondent's open answers in a document of their own"


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The turns of a JSON or CSV file. Raises ReaderError where neither speakers nor segments are found."""
    text, notes = decoded(data, name, encoding)
    if text.lstrip()[:1] in "[{":
        return _from_json(text, name, notes)
    rows, sign = sniffed(text, name, ReaderError)
    told = (f"{_SIGNS[sign]} part the columns",) if sign in _SIGNS else ()
    grid = read_grid([cells for _, cells in rows])
    if not grid.spoken:
        raise ReaderError(f"{name}: this is a table without turns; {WAY}")
    return Raw(
        "\n\n".join(grid.lines),
        "csv",
        (),
        (*notes, *told),
        asides=grid.asides,
        before="\n".join(" ".join(row) for _, row in rows),
        taken=grid.taken,
    )


def sniffed(text: str, name: str, error: type[Exception]) -> tuple[list[tuple[int, list[str]]], str]:
    """((line, cells) of each row that is not blank, the sign between cells): a comma, semicolon, tab or bar; `sep=` says which.

    The sign is taken that parts most lines, outside of quotation marks, into equally many cells. Raises `error` for a broken table.
    """
    said, first = "", 1
    if text[:4].lower() == "sep=" and "\n" in text:
        line, _, text = text.partition("\n")
        said, first = line[4:].strip("\r\n") or "\t", 2
    sign = said[:1] or _sign(text)
    reader = csv.reader(io.StringIO(text), delimiter=sign, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows = [(reader.line_num + first - 1, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        raise error(
            f"{name}:{reader.line_num + first - 1}: not a CSV table: {problem}; check its quotation marks"
        ) from None
    return rows, sign


def _sign(text: str) -> str:
    best, most = ",", 0.0
    lines = [line for line in text[:100_000].split("\n")[:200] if line.strip()]
    for sign in (",", ";", "\t", "|"):
        try:
            rows = [row for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=sign) if row]
        except csv.Error:
            continue
        if not rows:
            continue
        width = len(rows[0])
        # the head must be parted; equal widths below speak for the sign
        score = (width > 1) * (1 + sum(len(row) == width for row in rows) / len(rows) + min(width, 50) / 1000)
        if score > most:
            best, most = sign, score
    return best


def _from_json(text: str, name: str, notes: tuple[str, ...]) -> Raw:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise ReaderError(
            f"{name}: not valid JSON ({str(failure)[:60]}); export vtt, srt or txt from the program that made it"
        ) from None
    segments = max(_segments(tree, 0), key=lambda found: (any(_of(s, _WHO) for s in found), len(found)), default=[])
    if not segments:
        raise ReaderError(
            f"{name}: no segments of speech in this JSON; export vtt, srt or txt from the program that made it"
        )
    scale = _scale(segments)
    lines: list[tuple[str, str, str]] = []
    who = ""
    for segment in segments:
        who = (
            str(_of(segment, _WHO) if _of(segment, _WHO) is not None else "")
            .strip()
            .replace(":", " ")
            .replace(">", " ")
        )
        start, end = _clock(_of(segment, _START), scale), _clock(_of(segment, _END), scale)
        said = " ".join(str(_of(segment, _TEXT)).split())
        if lines and who and lines[-1][0] == who:
            lines[-1] = (who, lines[-1][1].partition(" - ")[0] + (f" - {end}" if end else ""), f"{lines[-1][2]} {said}")
        elif said:
            lines.append((who, f"{start} - {end}" if start and end else start, said))
    made = [f"{f'[{time}] ' if time else ''}{f'<v {label}>' if label else ''}{said}" for label, time, said in lines]
    before = " ".join(str(_of(segment, _TEXT)) for segment in segments)
    return Raw("\n\n".join(made), "json", (), notes, before=before)


def _segments(tree: Any, depth: int) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Each list of mappings that hold text, wherever it lies."""
    if depth > DEPTH:
        return
    if isinstance(tree, list):
        texts: list[Mapping[str, Any]] = [
            item for item in tree if isinstance(item, dict) and isinstance(_of(item, _TEXT), str)
        ]
        if texts and len(texts) == len(tree):
            yield texts
        for item in tree[:50]:
            yield from _segments(item, depth + 1)
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _segments(value, depth + 1)


def _of(segment: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((segment[key] for key in keys if segment.get(key) is not None), None)


def _scale(segments: Sequence[Mapping[str, Any]]) -> float:
    """1, or 1000 where times are whole numbers too long for seconds of speech."""
    spans = [(_of(s, _START), _of(s, _END)) for s in segments]
    whole = [(a, b) for a, b in spans if isinstance(a, int) and isinstance(b, int) and not isinstance(a, bool)]
    if len(whole) < len(spans) or not whole:
        return 1.0
    return 1000.0 if sum(b - a for a, b in whole) / len(whole) > 300 else 1.0


def _clock(value: Any, scale: float) -> str:
    if isinstance(value, str):
        from qualitative.text.recognising.times import clock, stamp_at

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
