"""Everybody's live codings as columns. Only codings that something happened to go through replay and placing one by one.

A coding to which no other event refers, which replaces nothing, and whose words stand in the present text where they stood, is live as it
is, whatever else happened; that is nearly every one. The others take the same way as in `placing.state_of`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.codings.columns import Columns, read_columns
from qualitative.codings.events import parse_moment
from qualitative.codings.layout import events_of
from qualitative.codings.links import named_in
from qualitative.codings.log import event_paths
from qualitative.codings.schema import SEARCH
from qualitative.codings.state import State, replay
from qualitative.codings.table import codings_table, rows_of, rows_of_columns
from qualitative.folder import placing
from qualitative.model import Document

if TYPE_CHECKING:
    import pyarrow as pa

    from qualitative.folder.folder import Folder

__all__ = ["LOST", "NEWER", "StandingCodings", "standing", "standing_codings"]

_log = logging.getLogger("qualitative")
# metadata of the table, as JSON: [coder, document] of each coding that has lost its words; the file of each line of a newer version
LOST, NEWER = b"lost", b"newer"


@dataclass(frozen=True)
class StandingCodings:
    """What stands of some coders: `table`, their live codings by id (columns as in COLUMNS; metadata LOST and NEWER), and what goes with them.

    `state` has their marks and everybody's decisions in the present texts (of the codings only those that were replayed); `settles` tells
    of which others a coding takes the place; `unseen` are those that a search made and nobody has looked at.
    """

    table: pa.Table
    state: State
    settles: dict[str, tuple[str, ...]]
    unseen: frozenset[str]


def standing_codings(
    folder: Folder, coders: Sequence[str], at: str | None = None, version: int | str = "head"
) -> pa.Table:
    """Live codings of `coders` by id, columns as in COLUMNS; the metadata LOST and NEWER tell what was left out."""
    return standing(folder, coders, at, version).table


def standing(
    folder: Folder, coders: Sequence[str], at: str | None = None, version: int | str = "head"
) -> StandingCodings:
    """The live codings of `coders` and what goes with them, at a moment (None: now) and under a version of the codebook."""
    import pyarrow as pa
    import pyarrow.compute as pc

    paths = event_paths(folder.codings_folder)
    columns = read_columns(paths)
    codes = columns.codes
    touched = pc.or_(_named(columns), pc.invert(_stand_where_they_stood(columns, folder.documents)))
    plain = pc.and_not(pc.is_in(codes["coder"], pa.array(list(coders), pa.string())), touched)
    if at is not None:
        # as in replay: without the Z, so that fractions of a second sort after the whole second
        early = pc.less_equal(pc.utf8_slice_codeunits(codes["at"], 0, -1), parse_moment(at)[:-1])
        plain, touched = pc.and_(plain, early), pc.and_(touched, early)
    events = [*columns.events, *events_of(_only(codes, touched))]
    _log.info(
        "%s: %d files of events read as columns, %d codings; %d events replayed one by one",
        folder.codings_folder,
        len(paths),
        len(codes),
        len(events),
    )
    state = placing.placed(folder, placing.only_coders(replay(events, at), coders))
    replayed = rows_of(placing.under_version(folder, state, version), state.memos)
    codes = _only(codes, plain)
    ordinary = rows_of_columns(codes, _codes_under(folder, codes, version))
    rows = pa.concat_tables([ordinary, replayed]).sort_by("id")
    table = codings_table(rows, folder.documents, folder.settings.coders)
    lost = [(place.coding.coder, place.coding.document) for place in state.lost]
    newer = [path.relative_to(folder.root).as_posix() for path in columns.newer]
    table = table.replace_schema_metadata({LOST: json.dumps(lost), NEWER: json.dumps(newer)})
    return StandingCodings(table, state, _settles(codes, state), _unseen(codes, state))


def _settles(codes: pa.Table, state: State) -> dict[str, tuple[str, ...]]:
    import pyarrow.compute as pc

    some = codes.select(["id", "settles"]).filter(pc.greater(pc.list_value_length(codes["settles"]), 0))
    plain = zip(some["id"].to_pylist(), map(tuple, some["settles"].to_pylist()), strict=True)
    return {**dict(plain), **{coding.id: coding.settles for coding in state.codings.values() if coding.settles}}


def _unseen(codes: pa.Table, state: State) -> frozenset[str]:
    import pyarrow.compute as pc

    found = codes["id"].filter(pc.fill_null(pc.equal(codes["origin"], SEARCH), False)).to_pylist()
    return frozenset(found) | {coding.id for coding in state.codings.values() if not coding.looked_at}


def _only(codes: pa.Table, which: pa.ChunkedArray) -> pa.Table:
    """The rows for which `which` is true; to leave out nothing is common, and copying a million rows for it slow."""
    import pyarrow.compute as pc

    return codes if pc.all(which).as_py() is not False else codes.filter(which)


def _named(columns: Columns) -> pa.ChunkedArray:
    """Whether a coding replaces another, or another event refers to it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    codes = columns.codes
    replaces = pc.is_valid(codes["replaces"])
    named = {id for event in columns.events for id in named_in(event)} | {*codes["replaces"].drop_null().to_pylist()}
    return pc.or_(replaces, pc.is_in(codes["id"], pa.array(sorted(named), pa.string())))


def _stand_where_they_stood(columns: Columns, documents: Mapping[str, Document]) -> pa.Array:
    """Whether the text is the one that was coded and has the quoted words there (True where there is no such document)."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    codes = columns.codes
    starts, ends = (codes[edge].to_numpy().tolist() for edge in ("start", "end"))
    words: list[str] = []
    for id, rows in columns.runs:
        text, here = documents[id].text if id in documents else "", slice(len(words), len(words) + rows)
        words += [text[start:end] for start, end in zip(starts[here], ends[here], strict=True)]
    texts = codes["text"].combine_chunks().dictionary_encode()
    place = {text: place for place, text in enumerate(texts.dictionary.to_pylist())}
    # of each run: which of the texts is its document's, -1 none of them
    present = np.repeat(
        [place.get(documents[id].hash, -1) if id in documents else -2 for id, _ in columns.runs],
        [rows for _, rows in columns.runs],
    )
    same = pc.and_(
        pa.array(texts.indices.to_numpy() == present), pc.equal(codes["quote"], pa.array(words, pa.string()))
    )
    return pc.or_(pa.array(present == -2), same)


def _codes_under(folder: Folder, codes: pa.Table, version: int | str) -> pa.Array:
    """Each code as it is called under a version of the codebook; null where it is not defined there."""
    import numpy as np
    import pyarrow as pa

    versions, wanted = folder.versions, folder.codebook(version).stamp
    stamps, names = _stamps(codes), codes["code"].combine_chunks().dictionary_encode()
    stamp_of, name_of = (coded.indices.to_numpy().astype(np.int64) for coded in (stamps, names))
    made = [_stamp(text) for text in stamps.dictionary.to_pylist()]
    code = names.dictionary.to_pylist()
    # looked up once for each code and version that occur together
    pairs, places = np.unique(stamp_of * max(len(code), 1) + name_of, return_inverse=True)
    seen = [versions.seen(code[pair % len(code)], made[pair // len(code)], wanted) for pair in pairs.tolist()]
    return pa.array(seen, pa.string()).take(pa.array(places))


def _stamps(codes: pa.Table) -> Any:
    """The codebook of each coding as a coded text: a number, or a comma before each operation."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers, tips = codes["codebook"].combine_chunks(), codes["codebook[]"].combine_chunks()
    coded = (
        numbers.cast(pa.string())
        if tips.null_count == len(tips)
        else pc.coalesce(pc.binary_join(tips, ","), numbers.cast(pa.string()))
    )
    return coded.dictionary_encode()


def _stamp(text: str) -> int | tuple[str, ...]:
    return tuple(text.split(",")) if len(text) >= 26 else int(text) if text else ()
