"""Codings that reach over the border of a piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reference.material import Choice, Row, overlap


def across_borders(
    chosen: list[Row], left: list[Row], choices: list[Choice], is_settled: Callable[[Row, Choice], bool]
) -> tuple[list[Row], dict[str, str]]:
    """The rows that count in the end, and for each coding that counts in another's place the id of that one.

    `left` are codings that could count and that their own piece did not choose, each with the piece that it begins in.
    """
    kept: list[Row] = []
    once: dict[str, str] = {}
    # "codings of one code that overlap across a border count once": the one that begins first
    for row in sorted(chosen, key=lambda one: (one.start, one.id)):
        other = same_elsewhere(row, kept)
        if other is None:
            kept.append(row)
        else:
            once[row.id] = other.id
    # "and one that no side chose counts, told"
    for row in sorted(left, key=lambda one: (one.start, one.id)):
        choice = next(
            (one for one in choices if reaches(row, one) and is_settled(row, one) == (one.layer == "settled")), None
        )
        if choice is None:
            continue
        other = next((one for one in kept if one.code == row.code and overlap(one, row)), None)
        if other is None:
            kept.append(replace(row, rule=choice.rule, across=True, agreed=len(choice.rounds) == 1))
        else:
            once[row.id] = other.id
    return kept, once


def same_elsewhere(row: Row, kept: list[Row]) -> Row | None:
    """A row of the same code that overlaps it and begins in another piece."""
    return next((one for one in kept if one.code == row.code and one.piece != row.piece and overlap(one, row)), None)


def reaches(row: Row, choice: Choice) -> bool:
    """Whether a coding reaches from its own piece into one where its coder's codings of this round count."""
    piece = choice.piece
    return (
        piece.document == row.document
        and piece != row.piece
        and row.start < piece.end
        and piece.start < row.end
        and row.coder in choice.rounds
        and choice.rounds[row.coder] in (row.round, None)
    )
