"""Tables derived from files: Parquet by content hash, read by DuckDB in memory. Deleting `.cache` loses nothing.

Whether files changed is told by their contents. As git does, a file is not read again while its size, time and inode are the same, unless it
was written so shortly before the last look that a second write could have gone unseen. Files are named after a secret of the person's own, so
that a cache which came along with a study is never believed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import own_folder, write_bytes, write_text
from qualitative.corpus.machine import machine_secret

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

__all__ = ["cached_table", "connect", "content_key", "iter_stamps", "kept_table"]

_log = logging.getLogger("qualitative")

FORMAT = 2  # of the tables and of the index; a new one makes old files useless
UNSURE = 2_000_000_000  # nanoseconds within which a clock may not tell two writes apart


def content_key(root: Path, cache: Path, folders: Iterable[str]) -> str:
    """One hash over the names and contents of all files in `folders` of `root` (a file may stand for a folder)."""
    index_path = cache / f"index-{_named('index')}.json"
    index = _read_index(index_path)
    looked, old = index.get("looked", 0), index.get("files", {})
    fresh: dict[str, list[int | str]] = {}
    changed: list[str] = []
    for folder in folders:
        for name, size, modified, inode in sorted(iter_stamps(str(root / folder), folder)):
            entry = old.get(name)
            known = entry is not None and entry[:3] == [size, modified, inode] and modified < looked - UNSURE
            fresh[name] = entry if known else [size, modified, inode]
            changed += [] if known else [name]
    if not changed and fresh.keys() == old.keys():
        return str(index["key"])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, digest in zip(changed, pool.map(lambda name: _digest(root / name), changed), strict=True):
            fresh[name] = [*fresh[name], digest]
    lines = (f"{name}\0{entry[3]}" for name, entry in fresh.items())
    key = hashlib.sha256("\n".join([str(FORMAT), *lines]).encode()).hexdigest()
    own_folder(cache)
    # the clock of the file system, not that of the machine, dates files
    write_text(index_path, "{}")
    index = {"format": FORMAT, "looked": index_path.stat().st_mtime_ns, "key": key, "files": fresh}
    write_text(index_path, json.dumps(index))
    return key


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def cached_table(cache: Path, name: str, key: str, make: Callable[[], pd.DataFrame | pa.Table]) -> Path:
    """The Parquet file of a table with this key, made if it is not there; older ones of that name go."""
    path = _table_path(cache, name, key)
    if path.exists():
        _log.info("table %s: served from %s", name, path)
    else:
        _log.info("table %s: made anew, because files have changed or none was kept: %s", name, path)
        own_folder(cache)
        write_bytes(path, _parquet(make()))
        for old in path.parent.glob(f"{name}-*.parquet"):
            if old != path and len(old.stem) == len(path.stem):
                old.unlink(missing_ok=True)
    return path


def kept_table(cache: Path, name: str, key: str) -> Path | None:
    """The Parquet file of a table with this key, if it was made."""
    path = _table_path(cache, name, key)
    _log.debug("%s: %s the cache", name, "in" if path.exists() else "not in")
    return path if path.exists() else None


def _table_path(cache: Path, name: str, key: str) -> Path:
    return cache / "tables" / f"{name}-{_named(name, key)}.parquet"


def _named(*parts: str) -> str:
    """A name for a file that nobody without the secret can give."""
    return hmac.new(machine_secret(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def _parquet(table: pd.DataFrame | pa.Table) -> bytes | memoryview:
    import pandas as pd

    if isinstance(table, pd.DataFrame):
        return table.to_parquet(index=False)
    from pyarrow import BufferOutputStream, parquet

    sink = BufferOutputStream()
    # ids and quotes hardly repeat, so a dictionary of them, or their extremes, only cost
    repeating = [name for name in table.column_names if name not in ("id", "quote", "at", "start", "end")]
    parquet.write_table(table, sink, use_dictionary=repeating, write_statistics=repeating)
    return memoryview(sink.getvalue())


def connect(tables: Mapping[str, Path]) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, with one view a table; close it after use."""
    return _connected(tuple((name, str(path)) for name, path in tables.items())).cursor()


@lru_cache(maxsize=2)
def _connected(tables: tuple[tuple[str, str], ...]) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect()
    for name, path in tables:
        place = path.replace("'", "''")
        connection.execute(f"create view \"{name}\" as select * from read_parquet('{place}')")  # noqa: S608  (names of ours, paths quoted)
    # a query can read these tables and nothing else: no file, no network, no extension, and it can't change that
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    connection.execute("set allowed_paths = ?", [[path for _, path in tables]])
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return connection


def iter_stamps(place: str, name: str) -> Iterator[tuple[str, int, int, int]]:
    """(name, size, time, inode) of every file below, hidden ones left out."""
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        yield name, *_stamp(Path(place).stat())
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir():
            # a linked folder may lead round in circles, and nothing of a study is read through one that lies within another
            if not entry.is_symlink():
                yield from iter_stamps(entry.path, f"{name}/{entry.name}")
        elif not entry.name.startswith("."):
            yield f"{name}/{entry.name}", *_stamp(entry.stat())


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    # the later of both times: a program may set the one back, the other is the system's own
    return stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns), stat.st_ino


def _read_index(path: Path) -> dict[str, Any]:
    try:
        index = read_json(path)
    except (OSError, ValueError):
        return {}
    sound = isinstance(index, dict) and isinstance(index.get("files"), dict) and isinstance(index.get("looked"), int)
    return index if sound and index.get("format") == FORMAT else {}
