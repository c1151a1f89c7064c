"""Captions of subtitle files as lines `[time] speaker: text`, which the speakers' module reads like any transcript."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Protocol

__all__ = ["Cue", "cue_lines"]

_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s+([^>\n]{1,80})>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>\n]{0,80}>|<\d[\d:.]{3,20}>|\{\\[^}]{0,40}\}", re.IGNORECASE)
_LABELLED = re.compile(r"[^\W\d_][^:\n]{0,39}:(?=\s)|[-–]\s")


class Cue(Protocol):
    """What webvtt-py gives of one caption."""

    start: str
    raw_text: str


def cue_lines(cues: Iterable[Cue]) -> list[str]:
    """One line for each stretch of one voice; captions that go on with the same voice are joined."""
    lines: list[list[str]] = []
    last: str | None = None
    for cue in cues:
        for voice, text in _voices(cue.raw_text):
            fresh = voice != last or _LABELLED.match(text)
            if lines and not fresh and not (voice is None and lines[-1][-1].endswith((".", "?", "!", "…"))):
                lines[-1].append(text)
            else:
                lines.append(
                    [f"[{cue.start.split('.')[0].split(',')[0].zfill(8)}] {f'{voice}: ' if voice else ''}{text}"]
                )
            last = voice
    return [" ".join(parts) for parts in lines]


def _voices(raw: str) -> list[tuple[str | None, str]]:
    """(voice or None, text) of each part of a caption: a `<v Name>` opens one, and so does a line with a label."""
    pieces = _VOICE.split(raw)
    named: list[tuple[str | None, str]] = [(None, pieces[0])]
    named += [
        (" ".join(name.replace(":", " ").split()), text) for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    found: list[tuple[str | None, str]] = []
    for voice, part in named:
        for line in html.unescape(_TAG.sub("", part)).split("\n"):
            text = " ".join(line.split())
            if text and found and found[-1][0] == voice and not _LABELLED.match(text):
                found[-1] = (voice, f"{found[-1][1]} {text}")
            elif text:
                found.append((voice, text))
    return found
