"""Where the files say that a code was looked for, document by document."""

from __future__ import annotations

from functools import lru_cache

from reference.material import Piece
from reference.reading import Read, Waiting, read_for
from reference.report_counts import Facts


@lru_cache(maxsize=4096)
def pieces(facts: Facts, code: str) -> dict[tuple[str, Piece], set[Read]]:
    """By piece what each whose codings count there read for a code."""
    splits = facts.history.head.splits
    waiting = [
        Waiting(row.document, row.start, row.end, frozenset(splits[row.code]))
        for row in facts.answer.rows
        if row.code in splits
    ]
    return read_for(facts.material, facts.answer.choices, [code], waiting, facts.history.looked_for)


def is_read(facts: Facts, code: str, document: str) -> bool:
    """Whether all of a document was read for a code, in full."""
    here = [reads for (_, piece), reads in pieces(facts, code).items() if piece.document == document]
    return bool(here) and all(one.absent for reads in here for one in reads)


def documents_read(facts: Facts, code: str) -> int:
    """How many documents were read in full for a code."""
    return sum(is_read(facts, code, one.id) for one in facts.documents)


def absent_in(facts: Facts, codes: list[str], documents: set[str]) -> str:
    """The mark of a cell without statements: a dash where these documents were read in full for the codes, else a ring."""
    return "–" if all(is_read(facts, code, one) for code in codes for one in documents) else "○"
