"""The library's computation of whose codings count, asked with the reference's records, and both answers in one shape."""

from __future__ import annotations

import pandas as pd

from qualitative.counting import Counted, CountRules, Decision, Done, counted
from reference.material import Answer, Material, Row

COLUMNS = ["id", "coder", "document", "start", "end", "code", "round", "settles", "unseen", "doubtful"]
NUMBERS = {"start": "int64", "end": "int64", "round": "int64", "unseen": bool, "doubtful": bool}
Layer = tuple[str, int, int, str]


def counted_fast(material: Material) -> Counted:
    """What the library says of a study."""
    rows = [[getattr(one, column) for column in COLUMNS] for one in material.codings]
    return counted(
        pd.DataFrame(rows, columns=COLUMNS).astype(NUMBERS),
        [
            Done(one.id, one.coder, one.document, one.start, one.end, one.round, one.how, one.codebook)
            for one in material.marks
        ],
        [Decision(one.id, one.coder, one.verdict, one.of, one.round) for one in material.verdicts],
        lengths=material.lengths,
        kinds=material.kinds,
        looked_for=material.looked_for,
        rules=CountRules(material.who, material.models, material.pilot, material.consensus),
    )


def rows_of(found: Counted) -> dict[str, Row]:
    """The library's table, by id."""
    return {
        one.id: Row(
            one.id, one.coder, one.document, one.code, one.start, one.end, frozenset(one.coders), frozenset(one.members),
            one.rule, None if pd.isna(one.settled_by) else one.settled_by, one.agreed, one.across,
        )
        for one in found.table.itertuples()
    }  # fmt: skip


def once_of(found: Counted) -> dict[str, str]:
    """What counts in another's place, by the library."""
    return {one.id: one.into for one in found.left_out.itertuples() if one.reason == "counted-once"}


def layers_of(found: Counted) -> dict[Layer, tuple[int, frozenset[str], str | None]]:
    """The library's pieces: rule, coders and how, by document, start, end and layer."""
    return {
        (one.document, one.start, one.end, "settled" if one.rule == 1 else one.layer): (
            one.rule,
            frozenset(one.coders),
            None if pd.isna(one.how) else one.how,
        )
        for one in found.pieces.itertuples()
    }


def layers_slow(answer: Answer) -> dict[Layer, tuple[int, frozenset[str], str | None]]:
    """The reference's pieces, in the same shape."""
    return {
        (one.piece.document, one.piece.start, one.piece.end, one.layer): (one.rule, frozenset(one.rounds), one.how)
        for one in answer.choices
    }
