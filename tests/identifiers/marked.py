"""Sentences in which identifiers are marked as `{kind:text}`, and how well a detector finds them; lines without a mark are look-alikes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qualitative.text.identifiers import Identifier

_MARK = re.compile(r"\{([a-z-]+):([^{}]*)\}")
COVERED = 0.8  # of a marked text must be found


@dataclass
class Score:
    """By kind: how many were marked, found, missed (as they are written), and found where nothing of the kind is marked."""

    found: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=dict)
    false: dict[str, list[str]] = field(default_factory=dict)

    def recall(self, kind: str) -> float:
        return self.found[kind] / (self.found[kind] + len(self.missed.get(kind, ())) or 1)

    def precision(self, kind: str) -> float:
        return self.found[kind] / (self.found[kind] + len(self.false.get(kind, ())) or 1)


def parse_marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """(the sentence, (start, end, kind) of each mark)."""
    text, marks, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + line[last:], marks


def score(path: Path, find: Callable[[str], list[Identifier]]) -> Score:
    """How well `find` does on a file of marked sentences."""
    made = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        text, marks = parse_marked(line)
        found = find(text)
        for start, end, kind in marks:
            over = sum(max(0, min(one.end, end) - max(one.start, start)) for one in found)
            if over >= COVERED * (end - start):
                made.found[kind] += 1
            else:
                made.missed.setdefault(kind, []).append(text)
        for one in found:
            if not any(one.start < end and start < one.end for start, end, _ in marks):
                made.false.setdefault(one.kind, []).append(f"{one.text!r} in {text!r}")
    return made
