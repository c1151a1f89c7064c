"""Tables derived from files: Parquet by content hash, read by DuckDB in memory. Deleting `.cache` loses nothing.

Whether files changed is told by their contents. As git does, a file is not read again while its size, time and inode are the same, unless it
was written so shortly before the last look that a second write could have gone unseen.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.files import write_bytes, write_text

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

__all__ = ["cached_table", "connect", "content_key"]

FORMAT = 1  # of the tables; a new one makes old files useless
UNSURE = 2_000_000_000  # nanoseconds within which a clock may not tell two writes apart


def content_key(root: Path, cache: Path, folders: Iterable[str]) -> str:
    """One hash over the names and contents of all files in `folders` of `root` (a file may stand for a folder)."""
    index_path = cache / "index.json"
    index = _read_index(index_path)
    looked = index.pop("looked", 0) if isinstance(index.get("looked"), int) else 0
    fresh: dict[str, list[object]] = {}
    digest = hashlib.sha256(str(FORMAT).encode())
    for folder in folders:
        for name, stat in sorted(_files(str(root / folder), folder)):
            stamp = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
            old = index.get(name)
            if isinstance(old, list) and old[:3] == stamp and stat.st_mtime_ns < looked - UNSURE:
                fresh[name] = old
            else:
                fresh[name] = [*stamp, hashlib.sha256((root / name).read_bytes()).hexdigest()]
            digest.update(f"{name}\0{fresh[name][3]}\n".encode())
    if fresh != index or _is_unsure(fresh, looked):
        # the clock of the file system, not that of the machine, dates files
        write_text(index_path, "{}")
        write_text(index_path, json.dumps({"looked": index_path.stat().st_mtime_ns, **fresh}))
    return digest.hexdigest()


def cached_table(cache: Path, name: str, key: str, make: Callable[[], pd.DataFrame]) -> Path:
    """The Parquet file of a table with this key, made if it is not there; older ones of that name go."""
    path = cache / "tables" / f"{name}-{key[:32]}.parquet"
    if not path.exists():
        write_bytes(path, make().to_parquet(index=False))
        for old in path.parent.glob(f"{name}-*.parquet"):
            if old != path and len(old.stem) == len(path.stem):
                old.unlink(missing_ok=True)
    return path


def connect(tables: Mapping[str, Path]) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, with one view a table."""
    import duckdb

    connection = duckdb.connect()
    for name, path in tables.items():
        place = str(path).replace("'", "''")
        connection.execute(f"create view \"{name}\" as select * from read_parquet('{place}')")
    return connection


def _files(place: str, name: str) -> Iterable[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        yield name, Path(place).stat()
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path, f"{name}/{entry.name}")
        elif not entry.name.startswith("."):
            yield f"{name}/{entry.name}", entry.stat()


def _read_index(path: Path) -> dict[str, object]:
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) else {}


def _is_unsure(fresh: Mapping[str, list[object]], looked: int) -> bool:
    return any(isinstance(entry[1], int) and entry[1] >= looked - UNSURE for entry in fresh.values())
