"""Read for: where a code was looked for by a coder whose codings count there. Elsewhere it is not read for, which is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools, Ints
from qualitative.counting.pieces import Marks
from qualitative.counting.records import HOW, LookedFor
from qualitative.counting.result import Counted, Readings
from qualitative.counting.settled import settled_pieces

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_for", "to_read_again"]


def read_for(
    counted: Counted, codes: Iterable[str], looked_for: LookedFor, known_to: LookedFor | None = None
) -> pd.DataFrame:
    """One row for each code, stretch and coder whose codings count there: code, document, start, end, coder, read, how, undecided, absent.

    `read` says whether the coder marked the stretch done under a version in which the code was looked for, and then `how` (full, assisted,
    stopped). What the consensus settled it settled for all codes that its version `known_to` (None: those looked for), so that of one that had been
    laid aside by then nobody else's reading counts there. It is `undecided` where a coding of a code that was split may yet become this part of it. Only where it is `absent` (read in
    full, nothing undecided) does the missing of a coding say that there is nothing. Stretches that nobody marked done have one row without a coder. `codes` are as `looked_for` calls them.
    """
    import pandas as pd

    readings, names = counted.readings, list(dict.fromkeys(codes))
    looked = readings.marks.looked(looked_for, names)
    known = readings.marks.looked(known_to, names) if known_to else looked
    alike: dict[bytes, pd.DataFrame] = {}
    parts = []
    for code, *about in zip(names, looked, known, (_undecided(counted, code) for code in names), strict=True):
        # most codes were looked for in the same readings: these are worked out once
        key = b"".join(one.tobytes() for one in about)
        if key not in alike:
            alike[key] = _of_code(readings, *about)
        parts.append(alike[key].assign(code=code))
    columns = {"code": "str", "document": "str", "start": "int64", "end": "int64", "coder": "str", "read": "bool", "how": "str", "undecided": "bool", "absent": "bool"}  # fmt: skip
    if not parts:
        return pd.DataFrame(columns=list(columns)).astype(columns)
    return pd.concat(parts, ignore_index=True).astype(columns)


def to_read_again(counted: Counted, codes: Iterable[str], looked_for: LookedFor) -> pd.DataFrame:
    """What was marked done but not read for a code: document, start, end, codes, coders, characters.

    One row for each stretch and the codes that nobody whose codings count there looked for; neighbours of which the same is true are one.
    """
    import pandas as pd

    table = read_for(counted, codes, looked_for)
    table = table[table["coder"].notna()]
    place = ["document", "start", "end"]
    by_code = table.groupby([*place, "code"], sort=False).agg(read=("read", "any"), coders=("coder", _sorted))
    missing = by_code[~by_code["read"]].reset_index()
    rows = missing.groupby(place, sort=False).agg(codes=("code", _sorted), coders=("coders", _union)).reset_index()
    rows = rows.sort_values(place, ignore_index=True)
    same = pd.Series(True, index=rows.index)
    for column in ("document", "codes", "coders"):
        same &= rows[column] == rows[column].shift()
    same &= rows["start"] == rows["end"].shift()
    run = (~same).cumsum()
    found = rows.groupby(run, sort=False).agg(
        document=("document", "first"), start=("start", "first"), end=("end", "last"), codes=("codes", "first"), coders=("coders", "first")
    )  # fmt: skip
    found = found.reset_index(drop=True)
    return found.assign(characters=found["end"] - found["start"])


def _undecided(counted: Counted, code: str) -> Bools:
    """By piece, whether a coding lies in it that may yet become `code`."""
    pieces, waiting = counted.readings.pieces, counted.waiting[counted.waiting["code"] == code]
    if waiting.empty:
        return np.zeros(len(pieces), dtype=bool)
    number = {document: place for place, document in enumerate(pieces.documents)}
    document = np.array([number.get(name, -1) for name in waiting["document"]], dtype=np.int64)
    first = pieces.at(document, waiting["start"].to_numpy(np.int64))
    last = pieces.at(document, waiting["end"].to_numpy(np.int64) - 1)
    change = np.zeros(len(pieces) + 1, np.int64)
    np.add.at(change, first[first >= 0], 1)
    np.add.at(change, last[first >= 0] + 1, -1)
    return np.cumsum(change[:-1]) > 0


def _of_code(readings: Readings, looked: Bools, known: Bools, undecided: Bools) -> pd.DataFrame:
    """The rows of a code that was looked for under these stamps; its name is to be set."""
    import pandas as pd

    pieces, marks, coders, chosen = readings.pieces, readings.marks, readings.coders, readings.chosen
    settled, read = (
        settled_pieces(len(pieces), marks, some[np.newaxis], coders, readings.blocked).mark[0]
        for some in (known, looked)
    )
    mark = _best_mark(marks, looked, chosen.round)
    counts = chosen.counts & (chosen.mark >= 0)
    rows = settled >= 0
    counts[rows], mark[rows] = False, -1
    if coders.consensus >= 0:
        counts[rows, coders.consensus], mark[rows, coders.consensus] = True, read[rows]
    piece, coder = np.nonzero(counts)
    undone = np.flatnonzero(~counts.any(axis=1))
    found = np.concatenate([mark[piece, coder], np.full(len(undone), -1, np.int64)])
    names = np.concatenate([np.array(coders.ids, dtype=object)[coder], np.full(len(undone), None, dtype=object)])
    piece = np.concatenate([piece, undone])
    how = np.array([*HOW, None], dtype=object)[np.where(found >= 0, marks.how[found] if len(marks) else 0, len(HOW))]
    table = pd.DataFrame({
        "code": "",
        "document": np.array(pieces.documents, dtype=object)[pieces.document[piece]],
        "start": pieces.start[piece],
        "end": pieces.end[piece],
        "coder": names,
        "read": found >= 0,
        "how": how,
        "undecided": undecided[piece],
        "absent": (how == HOW[0]) & ~undecided[piece],
    })  # fmt: skip
    return table.sort_values(["document", "start", "coder"], ignore_index=True)


def _best_mark(marks: Marks, seen: Bools, rounds: Ints) -> Ints:
    """By piece and coder the best mark, of the round that counts there, under which the code was looked for; else -1."""
    if not len(marks):
        return np.full(rounds.shape, -1, np.int64)
    found = marks.by_piece(marks.order(seen[marks.stamp]), *rounds.shape)
    return np.where((found >= 0) & (marks.round[found] == rounds), found, -1)


def _sorted(values: pd.Series) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _union(values: pd.Series) -> tuple[str, ...]:
    return tuple(sorted({one for some in values for one in some}))
