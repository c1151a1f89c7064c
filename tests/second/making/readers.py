"""What a coder finds in a text: the known passages, less what this coder overlooks, at this coder's edges, under this coder's habits."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from making.corpus import Truth, Turn, Written

__all__ = ["READERS", "Item", "Reader", "called"]

Item = tuple[str, int, int]  # code, start, end

# what a passage is called from which version of the codebook on; where no version holds it, nobody could look for it
_CALLED: dict[str, dict[int, str | None]] = {
    "time-cost": {1: "time-cost"},
    "time-late": {3: "time-cost"},
    "time-saved": {5: "time-saved"},
    "training-formal": {1: "training", 4: "training-formal"},
    "training-peer": {1: "training", 4: "training-peer"},
    "distrust": {1: "distrust"},
    "device-trouble": {1: "device-trouble"},
    "paper-copy": {1: "paper-copy"},
    "audit-demand": {1: "audit-demand"},
    "recall-speed": {1: "recall-speed", 5: "overview"},
    "stock-view": {2: "stock-view", 5: "overview"},
    "workaround": {2: "workaround"},
    "champion": {2: "champion"},
    "cost": {2: "cost", 5: None},
    "pride": {6: "pride"},
}
_DENIED = "no-"  # words that sound like a code and deny it


def called(code: str, version: int) -> str | None:
    """The code under `version` for words that are known to fit `code`, or None where there was none yet, or none any more."""
    return next((name for since, name in reversed(_CALLED[code].items()) if since <= version), None)


@dataclass(frozen=True)
class Reader:
    """How one coder reads. Shares of the passages: overlooked, coded to the turn's end, cut at a comma, given another code, and denials coded all the same."""

    overlooks: float = 0.0
    widens: float = 0.0
    cuts: float = 0.0
    confuses: float = 0.0
    deceived: float = 0.0
    takes_for: Mapping[str, str] = field(default_factory=dict)

    def finds(self, written: Written, version: int, seed: str) -> Iterator[Item]:
        """What this coder codes under `version`, in the order of the text."""
        chance = random.Random(seed)
        for truth in written.truths:
            # as many draws for each passage, so that none hangs on what became of the one before
            overlooked, widened, cut, confused, deceived = (chance.random() for _ in range(5))
            denied = truth.code.startswith(_DENIED)
            name = truth.code.removeprefix(_DENIED)
            if confused < self.confuses:
                name = self.takes_for.get(name, name)
            code = called(name, version)
            if code is None or overlooked < self.overlooks or denied and deceived >= self.deceived:
                continue
            yield code, *self._edges(written, truth, widened, cut)

    def _edges(self, written: Written, truth: Truth, widened: float, cut: float) -> tuple[int, int]:
        turn = turn_of(written, truth)
        if widened < self.widens:
            return truth.start, turn.end
        comma = re.search(r"[,.;] ", written.body[truth.start : truth.end])
        if cut < self.cuts and comma and comma.start() >= 20:
            return truth.start, truth.start + comma.start()
        return truth.start, truth.end


def turn_of(written: Written, truth: Truth) -> Turn:
    """The turn that a known passage lies in."""
    return next(turn for turn in written.turns if turn.start <= truth.start and truth.end <= turn.end)


READERS = {
    "coder-one": Reader(overlooks=0.06, widens=0.10, cuts=0.05, deceived=0.1),
    "coder-two": Reader(
        overlooks=0.14,
        widens=0.08,
        cuts=0.20,
        confuses=0.15,
        deceived=0.5,
        takes_for={
            "champion": "training-peer",
            "workaround": "paper-copy",
            "stock-view": "recall-speed",
            "time-late": "distrust",
        },
    ),
    "assistant": Reader(
        overlooks=0.25, widens=0.35, confuses=0.15, deceived=0.5, takes_for={"paper-copy": "workaround"}
    ),
    "consensus": Reader(),
}
