"""Whose codings count: a document is cut into pieces at the ends of done marks, and in each piece the first rule that fits holds.

1. A done mark of the consensus (not `stopped`) settles the piece for all codes of the version it was done under.
2. A decision settles the codings that it names, and those of the same code that directly overlap them and are older.
3. The first of `who` who marked it done (`full` before `assisted` before `stopped`), in the newest round that is no pilot.
4. The one person who marked it done.
5. Several persons: their codings of one code that overlap are joined, and every share is a range from agreed to any.
6. Nobody marked it done: by `who`, then as 5; counted and told, never as absent.

Pure: tables and records in, tables out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.counting.account import left_out_table, pieces_table
from qualitative.counting.choosing import chosen_coders
from qualitative.counting.codings import Coders, numbered
from qualitative.counting.decisions import decided
from qualitative.counting.notes import notes_of
from qualitative.counting.picking import excluded, picked
from qualitative.counting.pieces import cut
from qualitative.counting.records import CountRules, Decision, Done, LookedFor
from qualitative.counting.result import Counted, Readings
from qualitative.counting.settled import settled_pieces
from qualitative.counting.table import Groups, Known, counted_table, waiting_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counted"]


def counted(
    codings: pd.DataFrame,
    done: Iterable[Done],
    decisions: Iterable[Decision],
    *,
    lengths: Mapping[str, int],
    kinds: Mapping[str, str],
    looked_for: LookedFor,
    rules: CountRules | None = None,
    passages: pd.DataFrame | None = None,
    lost: Sequence[str] = (),
    waiting: Mapping[str, Sequence[str]] | None = None,
) -> Counted:
    """The codings that count, out of everybody's live ones (the consensus's included), which come in any order.

    `codings` has the columns id, coder, document, start, end, code, round; settles, unseen and doubtful where there are such; others are
    carried through. `lengths` are the code points of the documents, `kinds` says of each coder human or model, `looked_for` whether a
    code was looked for under what a done mark names as its codebook, and `passages` (document, start, end, place, statement, person)
    where each coding lies; `lost` has the document of each coding whose words are gone, to be told, and `waiting` by its id the parts of each
    coding whose code was split and for which nobody has decided the part. Raises CodingError for a coding that stands twice, and for a coder who is in none of `kinds`.
    """
    rules = rules or CountRules()
    coders = Coders.of(kinds, rules)
    all = numbered(codings, lengths, coders)
    pieces, marks = cut(lengths, done, coders, rules)
    piece, last = pieces.at(all.document, all.start), pieces.at(all.document, all.end - 1)
    reason = excluded(all, rules)
    may = reason == 0
    looked = marks.looked(looked_for, all.codes)
    acts = decided(all, decisions, coders, rules)
    blocked = np.zeros(len(pieces), dtype=bool)
    blocked[piece[may & ~acts.concerned & coders.persons[all.coder]]] = True
    settled = settled_pieces(len(pieces), marks, looked, coders, blocked)
    # a decision on one code must not change who counts for the others: what it settled was coded there all the same
    chosen = chosen_coders(pieces, marks, all, piece, may & (settled.at(all.code, piece) < 0))
    picks = picked(all, piece, last, reason, acts, settled, chosen)
    known = Known(all, piece, picks, acts, settled, chosen, marks, looked)
    groups = Groups.of(known)
    table = counted_table(known, groups, passages)
    return Counted(
        table,
        left_out_table(all, picks, table),
        pieces_table(pieces, settled, chosen, picks.beyond, marks, coders),
        notes_of(known, groups, rules, lost, waiting or {}),
        Readings(pieces, marks, coders, chosen, blocked),
        waiting_table(table, waiting or {}),
    )
