"""Where a code was read for, from the rules alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reference.choosing import marks_on, settling_mark
from reference.material import HOW, Choice, Material, Piece, Stamp, of_document


@dataclass(frozen=True)
class Read:
    """Whether somebody whose codings count read a piece for a code, and how; nobody where no one marked it done."""

    coder: str | None
    read: bool
    how: str | None
    absent: bool


@dataclass(frozen=True)
class Waiting:
    """Where a coding that counts may yet become one of `parts`."""

    document: str
    start: int
    end: int
    parts: frozenset[str]


def may_become(code: str, piece: Piece, waiting: list[Waiting]) -> bool:
    """Whether a coding in the piece may yet become `code`."""
    for one in waiting:
        if one.document == piece.document and one.start < piece.end and piece.start < one.end and code in one.parts:
            return True
    return False


def read_for(
    material: Material,
    choices: list[Choice],
    codes: list[str],
    waiting: list[Waiting] | None = None,
    looked_for: Callable[[str, Stamp], bool] | None = None,
) -> dict[tuple[str, Piece], set[Read]]:
    """By code and piece, what each whose codings count there read; `waiting` are codings that may yet become a part of what was split.

    `looked_for` is given where the material's own also holds for codes that were known and laid aside: these are settled, but were not looked for.
    """
    found: dict[tuple[str, Piece], set[Read]] = {}
    for document in material.lengths:
        here = of_document(material, document)
        for choice in (one for one in choices if one.piece.document == document):
            for code in codes:
                is_settled = settling_mark(here, choice.piece, code) is not None
                if choice.layer == "all" or (choice.layer == "settled") == is_settled:
                    found[code, choice.piece] = {
                        # "a split one is undecided until its codings are placed"
                        replace(one, absent=one.absent and not may_become(code, choice.piece, waiting or []))
                        for one in readers(replace(here, looked_for=looked_for or here.looked_for), choice, code)
                    }
    return found


def readers(material: Material, choice: Choice, code: str) -> set[Read]:
    """What each whose codings of a code count in a piece read there."""
    if choice.rule == 6:
        return {Read(None, False, None, False)}
    return {one_reader(material, choice, coder, code) for coder in choice.rounds}


def one_reader(material: Material, choice: Choice, coder: str, code: str) -> Read:
    """What one of them read."""
    # "a code was looked for in a stretch that is `done` under a codebook version that has the code, or the code that it came from"
    hows = [
        mark.how
        for mark in marks_on(material, choice.piece)
        if mark.coder == coder
        and choice.rounds[coder] in (mark.round, None)
        and material.looked_for(code, mark.codebook)
    ]
    how = min(hows, key=HOW.index, default=None)
    # "only `full`, by a coder whose codings count, says that something is absent"
    return Read(coder, how is not None, how, how == "full")
