"""What a claim can be, the statuses that it can have, which of two says less, and how strong a ground each gives. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

__all__ = [
    "CLAIM_KINDS", "OVER", "STATUS_IDS", "STRENGTHS", "STRENGTH_OF", "ClaimKind", "StatusId", "Strength", "weaker",
]  # fmt: skip

ClaimKind = Literal["says", "is", "pattern", "all", "none", "because", "should"]
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
OVER = ("cases", "persons")  # what a claim about all or none is over

StatusId = Literal[
    "not-read", "not-found", "partly", "only-author", "only-author-against", "author-both", "only-contrary",
    "sources-otherwise", "author-otherwise", "mixed", "contradicted", "one-source", "said", "called-for", "argued", "corroborated",
]  # fmt: skip
STATUS_IDS: tuple[StatusId, ...] = get_args(StatusId)  # from what says least to what says most for the claim

Strength = Literal["lost", "weak", "moderate", "strong"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
# what rests on a finding stands as strongly
STRENGTH_OF: Mapping[StatusId, Strength] = {
    "corroborated": "strong",
    **dict.fromkeys(("one-source", "said", "called-for", "argued"), "moderate"),
    **dict.fromkeys(("not-read", "partly", "only-author", "author-both", "mixed"), "weak"),
    **dict.fromkeys(
        ("not-found", "only-author-against", "only-contrary", "sources-otherwise", "author-otherwise", "contradicted"),
        "lost",
    ),
}


def weaker(one: StatusId, other: StatusId) -> StatusId:
    """Of two statuses the one that says less.

    >>> weaker("corroborated", "one-source"), weaker("contradicted", "mixed")
    ('one-source', 'mixed')
    """
    return min(one, other, key=STATUS_IDS.index)
