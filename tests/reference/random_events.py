"""Random lines of events: undone and redone, changed in chains, of others, of what comes later, and some of them twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from qualitative.model import text_hash
from reference.replay import Event

NOWHERE = "7" * 26


@dataclass
class Log:
    """What one document's coders did, in the order of the ids."""

    random: Random
    document: str = "d"
    text: str = "Words that somebody said, and more of them."
    coders: tuple[str, ...] = ("ana", "ben", "consensus")
    codes: tuple[str, ...] = ("x", "y")
    events: list[Event] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Up to 30 events as lines, in no order, some of them twice."""
        length = self.random.randint(1, 30)
        for n in range(length):
            self.events.append(self.event(n, length))
        lines = [json.dumps(event) for event in self.events]
        lines += self.random.sample(lines, self.random.randint(0, length // 3))
        self.random.shuffle(lines)
        return lines

    def event(self, n: int, length: int) -> Event:
        """The event of one day."""
        kind = self.random.choice(("code",) * 4 + ("retract",) * 4 + ("memo", "decide", "done", "mark"))
        is_new = kind == "mark" or self.random.random() < 0.5
        head = {
            "v": 2 if is_new else 1, "id": f"{n:026}", "event": kind, "at": f"2026-01-{n + 1:02}T08:00:00.000Z",
            "coder": self.random.choice(self.coders), "document": self.document, "round": self.random.choice((1, 2)),
            "codebook": ["0" * 26] if is_new else 1,
        }  # fmt: skip
        return {**head, **self.fields(kind, is_new, self.named(n, length))}

    def named(self, n: int, length: int) -> str:
        """An id that an event names: one of the last most often, and sometimes a later one or none that is there."""
        if n and self.random.random() < 0.9:
            return f"{self.random.randrange(max(0, n - 6), n):026}"
        return self.random.choice((f"{self.random.randrange(length):026}", NOWHERE))

    def fields(self, kind: str, is_new: bool, named: str) -> Event:
        """The fields of an event's own."""
        start = self.random.randrange(len(self.text) - 5)
        where = {"text": text_hash(self.text), "start": start, "end": start + 5}
        place = {**where, "quote": self.text[start : start + 5]}
        match kind:
            case "code":
                older = [event["id"] for event in self.events if event["event"] == "code"][-6:]
                replaces = self.random.choice(older) if older and self.random.random() < 0.5 else None
                return {
                    **place,
                    "code": self.random.choice(self.codes),
                    "replaces": replaces,
                    "settles": [],
                    "blind": True,
                }
            case "retract":
                return {"of": named}
            case "memo":
                return {"of": self.random.choice((named, named, "document")), "note": "Why."}
            case "decide":
                return {"of": [named], "verdict": self.random.choice(("accept", "reject", "adjudicate"))}
            case "done":
                return {**where, **({"how": self.random.choice(("full", "assisted", "stopped"))} if is_new else {})}
            case _:
                return {**place, "kind": "key", "why": "vivid", "of": self.random.choice((named, None))}
