"""Plain text that a program wrote for itself: label tracks of Audacity, and CHAT of the CHILDES tools. Pure."""

from __future__ import annotations

import re

from qualitative.corpus.readers.raw import Raw
from qualitative.text.recognising.accounting import Aside

__all__ = ["of_program"]

_TRACK = re.compile(r"(\d{1,6}\.\d{1,9})\t(\d{1,6}\.\d{1,9})\t([^\n]*)")
_CHAT = re.compile(r"\ufeff?@(?:UTF8|Begin)\b")
_BULLET = re.compile(r"[\x15\u2022](\d{1,9})_(\d{1,9})[\x15\u2022]")
_TIER = re.compile(r"%\w{2,9}:\t")


def of_program(text: str) -> Raw | None:
    """The text as a transcript, or None where it is none of these."""
    if _CHAT.match(text):
        return _chat(text)
    lines = [line for line in text.split("\n") if line.strip()]
    tracks = [match for line in lines if (match := _TRACK.fullmatch(line.rstrip("\r")))]
    if len(lines) < 2 or len(tracks) < len(lines):
        return None
    made = [f"[{_clock(float(t[1]))} - {_clock(float(t[2]))}] {t[3]}" for t in tracks]
    return Raw("\n\n".join(made), "txt", before="\n".join(t[3] for t in tracks))


def _chat(text: str) -> Raw:
    """Main lines with their times; the tiers below them (`%com`) and the end are set aside, the head stays above the talk."""
    made: list[str] = []
    asides: list[Aside] = []
    tier = begun = False
    for line in re.sub(r"\r\n?", "\n", text).split("\n"):
        below = line.startswith("\t") and tier
        tier = below or _TIER.match(line) is not None
        begun = begun or line.startswith("*")
        if below:
            asides[-1] = Aside("tier below a line", f"{asides[-1].text} {line.strip()}", plural="tiers below lines")
        elif tier:
            asides.append(Aside("tier below a line", line, plural="tiers below lines"))
        elif begun and line.startswith("@"):
            asides.append(Aside("mark of the transcript", line, plural="marks of the transcript"))
        else:
            made.append(_BULLET.sub(_timed, line).rstrip())
    plain = "\n".join(made)
    return Raw(plain, "txt", asides=tuple(asides), before=_BULLET.sub(" ", text), taken=())


def _timed(match: re.Match[str]) -> str:
    return f" [{_clock(int(match[1]) / 1000)} - {_clock(int(match[2]) / 1000)}]"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
