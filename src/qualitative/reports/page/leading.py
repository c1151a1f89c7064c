"""Links from one part of a report to another: those to a card that this report does not show become plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qualitative.reports.page.model import Block, Bullets, Callout, Paragraph

__all__ = ["within"]

_CARD = re.compile(r"\[([^\]]*)\]\(#((?:claim|recommendation)-[a-z0-9-]+)\)")


def within(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose running texts a link to a finding or recommendation stays only where its card is among them."""
    ids = {id for block in blocks if (id := getattr(block, "id", ""))}

    def kept(text: str) -> str:
        return _CARD.sub(lambda found: found[0] if found[2] in ids else found[1], text)

    made: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph() | Callout():
                made.append(replace(block, text=kept(block.text)))
            case Bullets():
                made.append(replace(block, items=tuple(map(kept, block.items))))
            case _:
                made.append(block)
    return tuple(made)
