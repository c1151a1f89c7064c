"""What a claim can be, the statuses that it can have, and which of two says less. Pure."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["CLAIM_KINDS", "OVER", "STATUS_IDS", "ClaimKind", "StatusId", "weaker"]

ClaimKind = Literal["says", "is", "pattern", "all", "none", "because", "should"]
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
OVER = ("cases", "persons")  # what a claim about all or none is over

StatusId = Literal[
    "not-read", "not-found", "partly", "only-author", "only-author-against", "author-both", "only-contrary",
    "sources-otherwise", "author-otherwise", "mixed", "contradicted", "one-source", "said", "called-for", "argued", "corroborated",
]  # fmt: skip
STATUS_IDS: tuple[StatusId, ...] = get_args(StatusId)  # from what says least to what says most for the claim


def weaker(one: StatusId, other: StatusId) -> StatusId:
    """Of two statuses the one that says less.

    >>> weaker("corroborated", "one-source"), weaker("contradicted", "mixed")
    ('one-source', 'mixed')
    """
    return min(one, other, key=STATUS_IDS.index)
