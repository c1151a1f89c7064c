"""What a person wants in a file that leaves the study. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

__all__ = ["AUDIENCES", "EVIDENCE", "Choice"]

EVIDENCE: Mapping[str, Collection[str]] = {
    "all": ("published", "fieldwork", "simulated"),
    "counted": ("published", "fieldwork"),
    "published": ("published",),
    "fieldwork": ("fieldwork",),
    "simulated": ("simulated",),
}
# for whom memos are that come along, by what a person asks for
AUDIENCES: Mapping[str, tuple[str, ...]] = {
    "all": ("me", "team", "report"),
    "team": ("team", "report"),
    "report": ("report",),
    "none": (),
}


@dataclass(frozen=True)
class Choice:
    """What the person wants in the file. `memos` are all, those for the team, those for reports, or none.

    Each coder's codings go out as they are; with `counted` those that count, as one coder's.
    """

    coders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    round: int | None = None
    codebook: int | str = "head"
    evidence: str = "all"
    memos: str = "all"
    language: str | None = None
    counted: bool = False
