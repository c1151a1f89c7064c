"""Everybody's live codings as columns. Only codings that something happened to go through replay and placing one by one.

A coding to which no other event refers, which replaces nothing, and whose words stand in the present text where they stood, is live as it
is; that is nearly every one. The others take the same way as in `Folder.state`, so both give the same table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualitative.codings.columns import Columns, read_columns
from qualitative.codings.events import Event, parse_moment
from qualitative.codings.log import event_paths
from qualitative.codings.state import replay
from qualitative.codings.table import COLUMNS, codings_table, speakers_at
from qualitative.folder import placing
from qualitative.model import Document

if TYPE_CHECKING:
    import pyarrow as pa

    from qualitative.folder.folder import Folder

__all__ = ["LOST", "standing_codings"]

LOST = b"lost"  # metadata of the table: [coder, document] of each coding that has lost its words, as JSON


def standing_codings(
    folder: Folder, coders: Sequence[str], at: str | None = None, version: int | str = "head"
) -> pa.Table:
    """Live codings of `coders` by id, columns as in COLUMNS; the metadata LOST tells of codings that lost their words."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = read_columns(event_paths(folder.codings_folder))
    codes = columns.codes
    if at is not None:
        # as in replay: without the Z, so that fractions of a second sort after the whole second
        early = pc.less_equal(pc.utf8_slice_codeunits(codes["at"], 0, -1), parse_moment(at)[:-1])
        codes = codes.filter(early)
    touched = pc.or_(_named(codes, columns), pc.invert(_stand_where_they_stood(codes, folder.documents)))
    events = [*columns.events, *codes.filter(touched).to_pylist()]
    state = placing.placed(folder, placing.only_coders(replay(events, at), coders))
    state.codings = {coding.id: coding for coding in placing.under_version(folder, state, version)}
    replayed = _from_pandas(codings_table(state, folder.documents, folder.settings.coders))
    wanted = pc.is_in(codes["coder"], pa.array(list(coders), pa.string()))
    needed = codes.select([name for name in (*COLUMNS, "codebook") if name in codes.column_names])
    ordinary = pc.and_not(wanted, touched)
    # leaving out nothing is common, and copying a million rows for it is slow
    plain = _table(folder, needed if pc.all(ordinary).as_py() else needed.filter(ordinary), version)
    table = pa.concat_tables([plain, replayed]).sort_by("id")
    lost = [(place.coding.coder, place.coding.document) for place in state.lost]
    return table.replace_schema_metadata({LOST: json.dumps(lost)})


def _named(codes: pa.Table, columns: Columns) -> pa.ChunkedArray:
    """Whether a coding replaces another, or another event refers to it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    replaces = pc.is_valid(codes["replaces"])
    named = {*_references(columns.events), *codes["replaces"].drop_null().to_pylist()}
    return pc.or_(replaces, pc.is_in(codes["id"], pa.array(sorted(named), pa.string())))


def _references(events: Iterable[Event]) -> Iterable[str]:
    for event in events:
        of = event.get("of")
        yield from of if isinstance(of, list) else [of] if of else []
        if isinstance(event.get("replaces"), str):
            yield event["replaces"]


def _stand_where_they_stood(codes: pa.Table, documents: Mapping[str, Document]) -> pa.Array:
    """Whether the text is the one that was coded and has the quoted words there (True where there is no such document)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = (codes[name].to_numpy() for name in ("document", "text", "start", "end", "quote"))
    texts = {id: (document.hash, document.text) for id, document in documents.items()}
    fits = []
    for document, text, start, end, quote in zip(*(column.tolist() for column in columns), strict=True):
        known = texts.get(document)
        fits.append(known is None or (text == known[0] and known[1][start:end] == quote))
    return pc.fill_null(pa.array(fits, pa.bool_()), False)


def _table(folder: Folder, codes: pa.Table, version: int | str) -> pa.Table:
    """The columns of COLUMNS, looked up once for each document, coder and code."""
    import pyarrow as pa

    documents, coders = folder.documents, folder.settings.coders
    known = [documents.get(id) for id in codes["document"].unique().to_pylist()]
    attributes = {"case": "case", "kind_of_document": "kind", "provenance": "provenance"}
    made: dict[str, Any] = {name: codes[name] for name in COLUMNS if name in codes.column_names}
    for column, attribute in attributes.items():
        found = {document.id: getattr(document, attribute) for document in known if document}
        made[column] = _looked_up(codes["document"], found)
    made["kind"] = _looked_up(codes["coder"], {id: coder.kind for id, coder in coders.items()})
    made["speaker"] = pa.array(
        speakers_at(documents, *(codes[name].to_numpy() for name in ("document", "start"))), pa.string()
    )
    made["code"] = _codes_under(folder, codes, version)
    made["memo"] = pa.nulls(len(codes), pa.string())
    return pa.table({name: made[name] for name in COLUMNS}, schema=_schema())


def _looked_up(keys: pa.ChunkedArray, values: Mapping[str, str | None]) -> pa.Array:
    import pyarrow as pa

    coded = keys.combine_chunks().dictionary_encode()
    return pa.array([values.get(key) for key in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)


def _codes_under(folder: Folder, codes: pa.Table, version: int | str) -> pa.Array:
    """Each code as it is called under a version of the codebook; null where it is not defined there."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    versions, wanted = folder.versions, folder.codebook(version).version
    found = pa.nulls(len(codes), pa.string())
    made = codes["codebook"].to_numpy()
    names = codes["code"].unique().to_pylist()
    for number in np.unique(made).tolist():
        seen = {name: versions.seen(name, number, wanted) for name in names}
        found = pc.if_else(pa.array(made == number), _looked_up(codes["code"], seen), found)
    return found


def _from_pandas(table: Any) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pandas(table, schema=_schema(), preserve_index=False).replace_schema_metadata(None)


def _schema() -> pa.Schema:
    import pyarrow as pa

    kinds = {"str": pa.string(), "int64": pa.int64(), "bool": pa.bool_()}
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
