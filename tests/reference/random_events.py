"""Random lines of events: undone and redone, changed in chains, of others, of what comes later, and some of them twice."""

from __future__ import annotations

import json
from random import Random
from typing import Any

CODERS = ("ana", "ben", "consensus")
QUOTE = "words"
HASH = "sha256:" + "0" * 64


def lines(seed: int, document: str = "d", text: str = HASH, length: int = 40) -> list[str]:
    """The lines of one document's files, in no order."""
    random = Random(seed)
    ids = [f"{n:026}" for n in range(random.randint(1, 30))]
    made: list[dict[str, Any]] = []
    for id_ in ids:
        made.append(
            event(
                random,
                id_,
                ids,
                [one["id"] for one in made if one["event"] == "code"],
                {"document": document, "text": text},
                length,
            )
        )
    found = [json.dumps(one) for one in made]
    found += random.sample(found, random.randint(0, len(found) // 3))
    random.shuffle(found)
    return found


def event(
    random: Random, id_: str, ids: list[str], codes: list[str], on: dict[str, str], length: int
) -> dict[str, Any]:
    """One event, which may name any id: an older one most often, and sometimes one that is not there; what it replaces is a coding."""
    kind = random.choice(("code",) * 4 + ("retract",) * 4 + ("memo", "decide", "done", "mark"))
    older = [one for one in ids if one < id_]
    named = random.choice(older[-6:]) if older and random.random() < 0.9 else random.choice([*ids, "7" * 26])
    start = random.randrange(length - len(QUOTE))
    place = {"text": on["text"], "start": start, "end": start + len(QUOTE), "quote": QUOTE}
    is_new = kind == "mark" or random.random() < 0.5
    head: dict[str, Any] = {
        "v": 2 if is_new else 1, "id": id_, "event": kind, "at": f"2026-01-{int(id_) + 1:02}T08:00:00.000Z",
        "coder": random.choice(CODERS), "document": on["document"], "round": random.choice((1, 2)),
        "codebook": ["0" * 26] if is_new else 1,
    }  # fmt: skip
    match kind:
        case "code":
            replaces = random.choice(codes[-6:]) if codes and random.random() < 0.5 else None
            return {
                **head,
                **place,
                "code": random.choice(("x", "y")),
                "replaces": replaces,
                "settles": [],
                "blind": True,
            }
        case "retract":
            return {**head, "of": named}
        case "memo":
            return {**head, "of": random.choice((named, named, "document")), "note": "Why."}
        case "decide":
            return {**head, "of": [named], "verdict": random.choice(("accept", "reject", "adjudicate"))}
        case "done":
            how = {"how": random.choice(("full", "assisted", "stopped"))} if is_new else {}
            return {**head, "start": 0, "end": start + 1, "text": on["text"], **how}
        case _:
            return {**head, **place, "kind": "key", "why": "vivid", "of": random.choice((named, None))}
