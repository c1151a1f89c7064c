"""How numbers are drawn and written in groups."""

from __future__ import annotations

from random import Random


def digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def cut(text: str, sizes: list[int], mark: str) -> str:
    out, at = [], 0
    for size in sizes:
        out.append(text[at : at + size])
        at += size
    return mark.join([*out, text[at:]] if text[at:] else out)
