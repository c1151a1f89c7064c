"""Cut a document's text into turns (transcripts) or paragraphs (prose)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qualitative.errors import DocumentError
from qualitative.model import Document, Turn

__all__ = ["iter_lines", "parse_paragraphs", "parse_turns", "turn_at", "turns_of"]

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIMESTAMP = rf"\[(?P<time>{_CLOCK})(?:-(?P<until>{_CLOCK}))?\][ \t]*"
_TIMED = re.compile(rf"{_TIMESTAMP}(?=\S)")
_LABEL = re.compile(rf"(?:{_TIMESTAMP})?(?:(?P<speaker>[^\s:\[][^:\n]{{0,62}}?)[ \t]{{0,8}}:(?=\s|$)[ \t]*)?")


def iter_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """(line from 1, start, end without the line break) of each line."""
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield number, start, start + len(line)
        start += len(line) + 1


def parse_turns(
    text: str,
    speakers: Mapping[str, str],
    path: str = "",
    first_line: int = 1,
    wrong: list[DocumentError] | None = None,
) -> list[Turn]:
    """The turns of a transcript. Only `speakers` (label -> role) open one; other lines continue it.

    Raises DocumentError, with file and line, where text stands before the first turn or a timestamped label is not declared;
    with `wrong`, gathers these there instead.
    """
    turns: list[Turn] = []
    problems: list[DocumentError] = []
    for number, start, end in iter_lines(text):
        match = _LABEL.match(text, start, end)
        if match is None:  # never: each part of it may be missing
            continue
        speaker, time = match["speaker"], match["time"]
        if speaker in speakers:
            turns.append(
                Turn(len(turns) + 1, match.end(), end, number, speaker, speakers[speaker], time, match["until"])
            )
        elif time and speaker:
            problems.append(_undeclared(f"{path}:{first_line + number - 1}", speaker, speakers))
        elif text[start:end].strip():
            if turns:
                turns[-1] = _extended(turns[-1], end)
            elif not problems:
                problems.append(_too_early(f"{path}:{first_line + number - 1}", text[start:end], speakers))
        if problems and wrong is None:
            raise problems[0]
    if wrong is not None:
        wrong += problems
    return [_trimmed(turn, text) for turn in turns]


def parse_paragraphs(text: str) -> list[Turn]:
    """The paragraphs of prose, as turns without a speaker; blank lines part them. A time at the head is the paragraph's, not a word of it."""
    found: list[Turn] = []
    line, position = 1, 0
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*(?<=\S)", text):
        line += text.count("\n", position, match.start())
        position = match.start()
        timed = _TIMED.match(text, position, match.end())
        start = timed.end() if timed else position
        times = (timed["time"], timed["until"]) if timed else (None, None)
        found.append(Turn(len(found) + 1, start, match.end(), line, None, None, *times))
    return found


def turns_of(document: Document) -> list[Turn]:
    """The turns of a document that declares speakers, else its paragraphs."""
    if not document.speakers:
        return parse_paragraphs(document.text)
    return parse_turns(document.text, document.speakers, document.path, document.body_line)


def turn_at(turns: list[Turn], position: int) -> Turn | None:
    """The last turn that starts at or before `position`, if any."""
    return next((turn for turn in reversed(turns) if turn.start <= position), None)


def _undeclared(where: str, speaker: str, speakers: Mapping[str, str]) -> DocumentError:
    declared = ", ".join(speakers) or "none"
    return DocumentError(
        f"{where}: speaker {speaker!r} opens a turn but is not declared (declared: {declared}); add it to `speakers`"
    )


def _too_early(where: str, line: str, speakers: Mapping[str, str]) -> DocumentError:
    return DocumentError(
        f"{where}: text before the first turn: {line.strip()[:40]!r}; begin it with a declared label"
        f" such as `{next(iter(speakers), 'P')}: `"
    )


def _extended(turn: Turn, end: int) -> Turn:
    return Turn(turn.n, turn.start, end, turn.line, turn.speaker, turn.role, turn.timestamp, turn.until)


def _trimmed(turn: Turn, text: str) -> Turn:
    start, end = turn.start, turn.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Turn(turn.n, start, end, turn.line, turn.speaker, turn.role, turn.timestamp, turn.until)
