"""Many event files at once, as columns: a million codings in seconds, because no event becomes an object.

Arrow reads the plain `code` events. It is strict about JSON, keys and types; what it can't know `layout` checks on whole columns. A file of
which anything is in doubt is read again by `read_events`, which alone decides what is wrong in it, so both ways give the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.codings.events import Event, parse_event
from qualitative.codings.fields import NEWEST
from qualitative.codings.layout import code_schema, fits, laid_out
from qualitative.codings.log import read_events
from qualitative.codings.ulid import ulid_numbers
from qualitative.errors import CodingError, NewerError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["Columns", "read_columns"]

BATCH = 4000000  # bytes of files that Arrow gets at once
HEADS = [f'{{"v":{version},"id":"'.encode() for version in range(1, NEWEST + 1)]
KIND = b',"event":"code",'
KIND_AT = slice(len(HEADS[0]) + 27, len(HEADS[0]) + 27 + len(KIND))  # after an id and its quotation mark


@dataclass
class Columns:
    """`codes` has one row a plain `code` event (columns: `code_schema`), ids unique; `events` are all others, those in doubt included.

    `newer` has the file of each line that only a newer version can read. `runs` tells of which document the rows of `codes` are, in their
    order: (document, rows), one for each file.
    """

    codes: pa.Table
    events: list[Event] = field(default_factory=list)
    problems: list[CodingError] = field(default_factory=list)
    newer: list[Path] = field(default_factory=list)
    runs: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class _File:
    """One event file: how many plain codings it gave, and its other events. Of a doubtful one neither counts."""

    path: Path
    rows: int = 0
    events: list[Event] = field(default_factory=list)
    is_doubtful: bool = False


def read_columns(paths: Sequence[Path]) -> Columns:
    """All events of the files, the plain codings among them as columns. Problems are those of `read_events`."""
    import pyarrow as pa

    files: list[_File] = []
    tables = [code_schema().empty_table()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for batch, table in pool.map(_read_batch, _batches(paths)):
            # what is wrong with one file must not cast doubt on its neighbours
            parts = [(batch, table)] if table else [_read_batch([file.path]) for file in batch]
            for some, rows in parts:
                files += some
                tables += [rows] if rows else []
    codes = pa.concat_tables(tables)
    codes = _without_repeated_ids(codes, [file for file in files if not file.is_doubtful])
    sound = [file for file in files if not file.is_doubtful]
    columns = Columns(codes, list(chain.from_iterable(file.events for file in sound)))
    columns.runs = [(file.path.stem, file.rows) for file in sound]
    for file in files:
        if file.is_doubtful:
            events, problems = read_events(file.path)
            columns.events += events
            columns.problems += problems
            columns.newer += [file.path for problem in problems if isinstance(problem, NewerError)]
    return columns


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in paths:
        batch.append(path)
        size += path.stat().st_size if path.exists() else 0
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(paths: Sequence[Path]) -> tuple[list[_File], pa.Table | None]:
    """The files, and the rows of all that are not in doubt; no rows where it is not clear which file is in doubt."""
    import pyarrow as pa

    files = [_File(path) for path in paths]
    try:
        data = b"".join([_plain_lines(file) for file in files])
        table = _parsed(data, sum(file.rows for file in files))
    except (pa.ArrowException, CodingError, UnicodeDecodeError):
        table = None
    if table is None or not _is_sound(table, files):
        table = None
        files[0].is_doubtful = len(files) == 1
    return files, table


def _plain_lines(file: _File) -> bytes:
    """The lines that look like plain codings; counts these, and parses the others. Raises what says that a line is wrong."""
    try:
        data = file.path.read_bytes()
    except FileNotFoundError:
        return b""
    if not data.isascii():
        data.decode("utf-8")  # Arrow does not look
    lines = data.count(b"\n")
    if _heads(data, lines) == lines == data.count(KIND):
        file.rows = lines
        return data
    plain = []
    for line in data.split(b"\n"):
        if line[KIND_AT] == KIND and line.startswith(tuple(HEADS)):
            plain.append(line + b"\n")
        elif line.strip():
            file.events.append(_own_event(file.path, line))
    file.rows = len(plain)
    return b"".join(plain)


def _heads(data: bytes, lines: int) -> int:
    """How many of the lines begin as events do."""
    # nearly all lines of a file are of one version, and looking through them takes time
    heads = sorted(HEADS, key=data.startswith, reverse=True)
    found = int(data.startswith(heads[0]))
    for head in heads:
        found += data.count(b"\n" + head) if found < lines else 0
    return found


def _own_event(path: Path, line: bytes) -> Event:
    event = parse_event(line.decode("utf-8"))
    if (event["coder"], event["document"]) != (path.parent.name, path.stem):
        raise CodingError(f"event {event['id']} lies in the wrong file")
    return event


def _parsed(data: bytes, rows: int) -> pa.Table | None:
    """The lines as Arrow reads them, columns as in `code_schema`; None where a line may say a field twice."""
    import pyarrow as pa
    from pyarrow import json

    schema = code_schema()
    if not rows:
        return schema.empty_table()
    version = next(v for v in range(NEWEST, 0, -1) if v == 1 or HEADS[v - 1] in data)
    found = laid_out(data, rows, version)
    if found is None:
        return None
    lines, keys = found
    types = pa.schema([(key, schema.field(column).type) for column, key in keys.items()])
    table = json.read_json(
        pa.BufferReader(lines),
        read_options=json.ReadOptions(use_threads=False, block_size=1 << 20),
        parse_options=json.ParseOptions(explicit_schema=types, unexpected_field_behavior="error"),
        memory_pool=pa.system_memory_pool(),  # Arrow's own gives each batch's memory back and asks for it again: a sixth of the time
    )
    columns = [table[keys[f.name]] if f.name in keys else pa.nulls(len(table), f.type) for f in schema]
    return pa.table(columns, schema=schema)


def _is_sound(table: pa.Table, files: Sequence[_File]) -> bool:
    """Whether `parse_event` would take every row, each row lies in its file, and no line held two."""
    import pyarrow.compute as pc

    if table.num_rows != sum(file.rows for file in files) or not fits(table):
        return False
    # file after file: to hold a million rows against as many expected texts takes longer
    at = 0
    for file in files:
        here = table.slice(at, file.rows)
        at += file.rows
        for column, expected in (("coder", file.path.parent.name), ("document", file.path.stem)):
            if pc.any(pc.not_equal(here[column], expected)).as_py():
                return False
    return True


def _without_repeated_ids(codes: pa.Table, files: Sequence[_File]) -> pa.Table:
    """The rows without those of files in which an id stands that stands elsewhere too; marks these files as doubtful."""
    import numpy as np
    import pyarrow as pa

    others = [(event["id"], number) for number, file in enumerate(files) for event in file.events]
    ids = pa.chunked_array([*codes["id"].chunks, pa.array([id for id, _ in others], pa.string())])
    repeated = _repeated_places(ulid_numbers(ids))
    if not len(repeated):
        return codes
    place = np.concatenate([np.repeat(np.arange(len(files)), [file.rows for file in files]), [n for _, n in others]])
    for number in np.unique(place[repeated].astype(int)):
        files[number].is_doubtful = True
    keep = np.repeat([not file.is_doubtful for file in files], [file.rows for file in files])
    return codes.filter(pa.array(keep))


def _repeated_places(numbers: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Where the ids stand that stand more than once."""
    import numpy as np

    high, low = numbers
    order = np.lexsort((low, high))
    same = (high[order][1:] == high[order][:-1]) & (low[order][1:] == low[order][:-1])
    both = np.zeros(len(order), bool)
    both[1:] |= same
    both[:-1] |= same
    return order[both]
