"""One turn as it is made of the lines of a file, and as the corpus writes it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Turn", "format_turn"]


@dataclass(slots=True)
class Turn:
    """One speaker's speech as it will be written; `line` is where it opens in the file."""

    label: str
    line: int
    start: str | None = None
    until: str | None = None
    parts: list[str] = field(default_factory=list)

    @property
    def speech(self) -> str:
        """The speech, blank lines at its ends left out."""
        return "\n".join(part.rstrip() for part in self.parts).strip()


def format_turn(turn: Turn) -> str:
    """`[HH:MM:SS-HH:MM:SS] LABEL: speech`, as the corpus writes it."""
    until = f"-{turn.until}" if turn.until and turn.start else ""
    return f"{f'[{turn.start}{until}] ' if turn.start else ''}{turn.label}: {turn.speech}".rstrip()
