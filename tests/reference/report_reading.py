"""Where the files say that a code was looked for, document by document."""

from __future__ import annotations

from functools import lru_cache

from reference.reading import Read, Waiting, read_for
from reference.report_counts import Facts


@lru_cache(maxsize=8)
def pieces(facts: Facts) -> dict[tuple[str, str], list[Read]]:
    """By code and document what each whose codings count there read, piece by piece."""
    splits = facts.history.head.splits
    waiting = [
        Waiting(row.document, row.start, row.end, frozenset(splits[row.code]))
        for row in facts.answer.rows
        if row.code in splits
    ]
    found: dict[tuple[str, str], list[Read]] = {}
    given = read_for(facts.material, facts.answer.choices, list(facts.codes), waiting, facts.history.looked_for)
    for (code, piece), reads in given.items():
        found.setdefault((code, piece.document), []).extend(reads)
    return found


def is_read(facts: Facts, code: str, document: str) -> bool:
    """Whether all of a document was read for a code, in full."""
    here = pieces(facts).get((code, document), [])
    return bool(here) and all(one.absent for one in here)


def documents_read(facts: Facts, code: str) -> int:
    """How many documents were read in full for a code."""
    return sum(is_read(facts, code, one.id) for one in facts.documents)


def absent_in(facts: Facts, codes: list[str], documents: set[str]) -> str:
    """The mark of a cell without statements: a dash where these documents were read in full for the codes, else a ring."""
    return "–" if all(is_read(facts, code, one) for code in codes for one in documents) else "○"
