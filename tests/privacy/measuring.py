"""Recall and precision by kind on a set: what must be hidden is hidden whole, what must not be touched is not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from privacy.make_sets import FOLDER, Line
from qualitative.text.identifiers import Identifier, find_identifiers

SHAPED, PROPOSED = (0.98, 0.95), (0.90, 0.90)  # recall and precision to be reached
PROPOSALS = ("address", "person")
ENOUGH_OF_AN_ADDRESS = 0.8


@dataclass
class Score:
    """`wanted` identifiers of a kind, `hit` of them found whole; `found` of this kind, `true` of them on such a one."""

    wanted: int = 0
    hit: int = 0
    found: int = 0
    true: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.true / self.found if self.found else 1.0


def read_set(name: str) -> list[Line]:
    return [json.loads(line) for line in Path(FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def hidden(found: list[Identifier], start: int, end: int, kind: str) -> bool:
    """A number, a name, a date must be found whole and in one piece; of an address nearly all, in pieces or not."""
    mine = [one for one in found if one.kind == kind]
    if kind != "address":
        return any(one.start <= start and end <= one.end for one in mine)
    covered = sum(any(one.start <= place < one.end for one in mine) for place in range(start, end))
    return covered >= ENOUGH_OF_AN_ADDRESS * (end - start)


def measure(lines: list[Line], language: str | None = None) -> dict[str, Score]:
    """Scores by kind; what is found on a look-alike, or on an identifier of another kind, is wrong for its kind."""
    scores: dict[str, Score] = {}
    for line in lines:
        found = find_identifiers(line["text"], language=language)
        for start, end, kind in line["spans"]:
            score = scores.setdefault(kind, Score())
            score.wanted += 1
            if hidden(found, start, end, kind):
                score.hit += 1
            else:
                score.missed.append(f"{line['text']}  -> {[(one.kind, one.text) for one in found]}")
        for one in found:
            score = scores.setdefault(one.kind, Score())
            score.found += 1
            if any(one.kind == kind and one.start < end and start < one.end for start, end, kind in line["spans"]):
                score.true += 1
            else:
                score.wrong.append(f"{line['text']}  -> {one.text!r}")
    return scores


def touched(lines: list[Line], language: str | None = None) -> int:
    """Look-alikes in which something was found."""
    return sum(not line["spans"] and bool(find_identifiers(line["text"], language=language)) for line in lines)


def short_of(scores: dict[str, Score]) -> list[str]:
    """The kinds that miss their target, each as a line to read."""
    out = []
    for kind, score in sorted(scores.items()):
        recall, precision = PROPOSED if kind in PROPOSALS else SHAPED
        if score.recall < recall or (score.precision < precision and score.wanted):
            out.append(f"{kind}: recall {score.recall:.3f} of {recall}, precision {score.precision:.3f} of {precision}")
        elif not score.wanted and score.found:
            out.append(f"{kind}: {score.found} found, none there ({score.wrong[0]})")
    return out
