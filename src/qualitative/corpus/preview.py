"""What a person looks at before a file is written: first turns, speakers, times, what is left out. Pure; the command line and the panel show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualitative.corpus.adding import Addition
from qualitative.model import Turn
from qualitative.text.turns import turns_of

__all__ = ["Preview", "PreviewSpeaker", "PreviewTurn", "format_preview", "preview"]

SHOWN = 6  # turns
WIDTH = 100  # characters of a turn


@dataclass(frozen=True, slots=True)
class PreviewTurn:
    """The beginning of a turn, or of a paragraph (speaker None)."""

    n: int
    speaker: str | None
    start: str | None
    until: str | None
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class PreviewSpeaker:
    """One label: its role, how sure that is (said, sure, likely, unsure; empty for nobody), why, and how much it says."""

    label: str
    role: str
    certainty: str
    why: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be added. `timed` and `ended` are turns with a start and with an end; `first`, `last` the times between."""

    file: str
    id: str
    format: str
    kind: str
    language: str
    words: int
    count: int
    turns: tuple[PreviewTurn, ...]
    speakers: tuple[PreviewSpeaker, ...]
    timed: int
    ended: int
    first: str | None
    last: str | None
    preamble: str
    unread: tuple[str, ...]
    lookalikes: tuple[tuple[int, str], ...]
    comments: tuple[tuple[str, str, str], ...]  # (on, by, text)
    notes: tuple[str, ...]


def preview(addition: Addition, shown: int = SHOWN) -> Preview:
    """The record of an addition, planned or written, with its first `shown` turns or paragraphs."""
    document, found = addition.document, addition.transcript
    turns = turns_of(document)
    times = [turn.timestamp for turn in turns if turn.timestamp]
    return Preview(
        file=addition.source.name,
        id=document.id,
        format=addition.raw.format,
        kind=document.kind,
        language=document.language,
        words=sum(len(document.text[turn.start : turn.end].split()) for turn in turns),
        count=len(turns),
        turns=tuple(_turn(turn, document.text) for turn in turns[:shown]),
        speakers=_speakers(addition, turns),
        timed=len(times),
        ended=sum(turn.until is not None for turn in turns),
        first=times[0] if times else None,
        last=next((turn.until or turn.timestamp for turn in reversed(turns) if turn.timestamp), None),
        preamble=found.preamble,
        unread=addition.unread,
        lookalikes=found.lookalikes,
        comments=tuple((comment.on, comment.by, comment.text) for comment in addition.raw.comments),
        notes=addition.notes,
    )


def format_preview(seen: Preview) -> Iterator[str]:
    """Lines for a terminal."""
    if seen.speakers:
        yield "speakers:"
        width = max(len(speaker.label) for speaker in seen.speakers)
        for s in seen.speakers:
            certain = f" ({s.certainty})" if s.certainty else ""
            yield f"  {s.label:<{width}}  {s.role}{certain}, {s.turns:,} turn{'s' * (s.turns != 1)}, {s.words:,} words"
    if seen.timed:
        ends = f", {seen.ended} with an end" if seen.ended else ""
        yield f"times: {seen.timed} of {seen.count} turns, {seen.first} to {seen.last}{ends}"
    yield f"first {'turns' if seen.speakers else 'paragraphs'}:"
    for turn in seen.turns:
        time = f"[{turn.start}{f'-{turn.until}' if turn.until else ''}] " if turn.start else ""
        yield f"  {turn.n}. {time}{f'{turn.speaker}: ' if turn.speaker else ''}{turn.text}"
    if seen.preamble:
        yield "head, kept in the front matter:"
        yield from (f"  {line}" for line in seen.preamble.split("\n")[:8] if line.strip())
    for on, by, text in seen.comments[:8]:
        yield f"comment{f' by {by}' if by else ''} on {on!r}: {text[:WIDTH]}"


def _turn(turn: Turn, text: str) -> PreviewTurn:
    speech = " ".join(text[turn.start : turn.end].split())
    short = speech if len(speech) <= WIDTH else speech[:WIDTH].rpartition(" ")[0] + " …"
    return PreviewTurn(turn.n, turn.speaker, turn.timestamp, turn.until, short, len(speech.split()))


def _speakers(addition: Addition, turns: list[Turn]) -> tuple[PreviewSpeaker, ...]:
    text, guesses = addition.document.text, {guess.label: guess for guess in addition.transcript.guesses}
    count: Counter[str | None] = Counter(turn.speaker for turn in turns)
    words: Counter[str | None] = Counter()
    for turn in turns:
        words[turn.speaker] += len(text[turn.start : turn.end].split())
    return tuple(
        PreviewSpeaker(
            label,
            guesses[label].role if label in guesses else "nobody",
            guesses[label].certainty if label in guesses else "",
            guesses[label].why if label in guesses else "",
            count[label],
            words[label],
        )
        for label in addition.document.speakers
    )
