"""Which codes nobody looked for in a sentence: such a code is no negative there, for what was not read for is not absent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.codings.state import stamp_of
from qualitative.counting import LookedFor, Stamp
from qualitative.folder import placing
from qualitative.tagging.sources import Sentences

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.schema import DoneEvent
    from qualitative.codings.state import State
    from qualitative.folder import Folder
    from qualitative.model import Coding

__all__ = ["asked_codes", "unread_codes", "unread_in"]


def asked_codes(table: pd.DataFrame, codes: Iterable[str]) -> list[Collection[str] | None]:
    """The codes of each sentence of which it is known whether it has them; None: of all. `table` has known, codes, decided and unread."""
    every = frozenset(codes)
    rows = zip(*(table[name] for name in ("known", "codes", "decided", "unread")), strict=True)
    return [
        (every - unread | given if unread else None) if known else decided for known, given, decided, unread in rows
    ]


def unread_in(folder: Folder, sentences: pd.DataFrame, state: State, coders: Sequence[str]) -> pd.Series:
    """For each sentence the codes that none of the `coders` looked for there, by what they coded by hand or read in full, the pilot left out."""
    book, versions, pilot = folder.codebook(), folder.versions, folder.settings.pilot
    by_hand = [
        one for one in state.codings.values() if one.suggestion is None and one.looked_at and one.round not in pilot
    ]
    done = [one for one in state.done_events if one.get("how", "full") == "full" and one["round"] not in pilot]
    waiting = [
        (one.document, one.start, one.end, book.parts(versions.seen(one.code, one.codebook, book.stamp) or one.code))
        for one in placing.undecided(folder, coders)
    ]
    return unread_codes(sentences, by_hand, done, book.usable(), versions.looked_for, waiting)


def unread_codes(
    sentences: pd.DataFrame,
    by_hand: Iterable[Coding],
    done: Iterable[DoneEvent],
    codes: Iterable[str],
    looked_for: LookedFor,
    waiting: Iterable[tuple[str, int, int, Sequence[str]]] = (),
) -> pd.Series:
    """For each row of `sentences` those of the `codes` that were not looked for, neither by who coded it `by_hand` nor by who read it in full (`done`).

    `waiting` holds (document, start, end, parts) of codings whose code was split: until somebody says which of the parts each is, these are open
    there. Of a sentence that nobody coded or read no code was looked for.
    """
    import pandas as pd

    places, every = Sentences(sentences), frozenset(codes)
    looked: list[tuple[Stamp, Sequence[int]]] = [
        *((stamp_of(mark), places.within(mark["document"], mark["start"], mark["end"]).tolist()) for mark in done),
        *((one.codebook, places.covered(one.document, one.start, one.end)) for one in by_hand),
    ]
    stamps = {stamp: n for n, stamp in enumerate(dict.fromkeys(stamp for stamp, _ in looked))}
    under = np.zeros((len(sentences), len(stamps)), dtype=bool)
    for stamp, rows in looked:
        under[rows, stamps[stamp]] = True
    known = [frozenset(code for code in every if looked_for(code, stamp)) for stamp in stamps]
    # most sentences were read under the same versions
    kinds, kind = np.unique(under, axis=0, return_inverse=True)
    left = [every.difference(*(known[stamp] for stamp in np.flatnonzero(one))) for one in kinds]
    unread = [left[n] for n in kind.ravel().tolist()]
    for document, start, end, parts in waiting:
        for row in places.covered(document, start, end):
            unread[row] |= every.intersection(parts)
    return pd.Series(unread, index=sentences.index, dtype=object)
