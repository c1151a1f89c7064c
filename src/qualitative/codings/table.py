"""Live codings as a table with fixed columns and types. Pure.

Rows come from codings that were replayed (`rows_of`) or from columns that were read at once (`rows_of_columns`); both get the rest from the
same look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codings.fields import FIELDS
from qualitative.model import Coder, Coding, Document, Memo
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["COLUMNS", "codings_table", "column_types", "rows_of", "rows_of_columns"]

_DTYPES = {"text": "str", "whole": "int64", "bool": "bool"}
# what is no field of a coding's event: of the coder, of the document, and the memos on it
_OTHERS = {"kind", "case", "kind_of_document", "provenance", "speaker", "memo"}
_ORDER = (
    "id", "coder", "kind", "document", "case", "kind_of_document", "provenance", "speaker", "start", "end", "quote", "code", "round",
    "blind", "at", "memo",
)  # fmt: skip
COLUMNS = {name: "str" if name in _OTHERS else _DTYPES[FIELDS["code"][name].forms[0][0].arrow] for name in _ORDER}
ROWS = tuple(name for name in COLUMNS if name in FIELDS["code"] or name == "memo")


def column_types(names: Iterable[str] = COLUMNS) -> pa.Schema:
    """The types of columns of COLUMNS."""
    import pyarrow as pa

    types = {"str": pa.string(), "int64": pa.int64(), "bool": pa.bool_()}
    return pa.schema([(name, types[COLUMNS[name]]) for name in names])


def rows_of(codings: Iterable[Coding], memos: Iterable[Memo]) -> pa.Table:
    """The columns ROWS of codings, with the memos on them, oldest first."""
    import pyarrow as pa

    notes: dict[str, list[str]] = {}
    for memo in memos:
        notes.setdefault(memo.of, []).append(memo.note)
    rows = [
        {name: getattr(coding, name) for name in ROWS if name != "memo"}
        | {"code": coding.code or None, "memo": "\n".join(notes[coding.id]) if coding.id in notes else None}
        for coding in codings
    ]
    return pa.Table.from_pylist(rows, schema=column_types(ROWS))


def rows_of_columns(codes: pa.Table, names: pa.Array) -> pa.Table:
    """The columns ROWS of `code` events in columns (`layout.code_schema`), on which there are no memos; `names` are the codes to show."""
    import pyarrow as pa
    import pyarrow.compute as pc

    # a list of what was visible is empty where nothing was
    seen = codes["blind[]"]
    blind = pc.fill_null(codes["blind"], False)
    if seen.null_count < len(seen):
        blind = pc.or_(blind, pc.fill_null(pc.equal(pc.list_value_length(seen), 0), False))
    made = {"code": names, "blind": blind, "memo": pa.nulls(len(codes), pa.string())}
    columns = [made[name] if name in made else codes[name] for name in ROWS]
    return pa.table(columns, schema=column_types(ROWS))


def codings_table(rows: pa.Table, documents: Mapping[str, Document], coders: Mapping[str, Coder]) -> pa.Table:
    """`rows` (columns ROWS) with all COLUMNS: `kind` is the coder's (human or model); `speaker` is who speaks where the segment starts.

    What is not known of a coder or document is null, and so is the speaker in prose.
    """
    import pyarrow as pa

    known = [documents[id] for id in rows["document"].unique().to_pylist() if id in documents]
    attributes = {"case": "case", "kind_of_document": "kind", "provenance": "provenance"}
    made: dict[str, Any] = {name: rows[name] for name in ROWS}
    for column, attribute in attributes.items():
        made[column] = _looked_up(rows["document"], {one.id: getattr(one, attribute) for one in known})
    made["kind"] = _looked_up(rows["coder"], {id: coder.kind for id, coder in coders.items()})
    speakers = _speakers_at(documents, rows["document"].to_numpy(), rows["start"].to_numpy())
    made["speaker"] = pa.array(speakers, pa.string())
    return pa.table({name: made[name] for name in COLUMNS}, schema=column_types())


def _looked_up(keys: pa.ChunkedArray, values: Mapping[str, str | None]) -> pa.Array:
    import pyarrow as pa

    coded = keys.combine_chunks().dictionary_encode()
    return pa.array([values.get(key) for key in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)


def _speakers_at(documents: Mapping[str, Document], named: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Who speaks at each position of the named document; None in prose."""
    import numpy as np
    import pandas as pd

    found = np.full(len(named), None, dtype=object)
    for document, rows in pd.Series(positions).groupby(named).indices.items():
        here = documents.get(str(document))
        turns = turns_of(here) if here else []
        # the last turn that starts at or before the position; before the first there is nobody
        speakers = np.array([None, *(turn.speaker for turn in turns)], dtype=object)
        found[rows] = speakers[np.searchsorted([turn.start for turn in turns], positions[rows], side="right")]
    return found
