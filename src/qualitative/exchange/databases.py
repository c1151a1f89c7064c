"""SQLite files of strangers: opened read-only, only plain tables are read, in bounded time and memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qualitative.errors import ReaderError

__all__ = ["MAGIC", "Database", "opened", "tables_in"]

MAGIC = b"SQLite format 3\0"
_LARGEST = 100_000_000  # bytes of one value
_STEPS = 200_000_000  # of SQLite's machine, all queries together
_ROWS = 5_000_000


class Database:
    """The plain tables of a database. A name that is a view, or a virtual table, does not exist here."""

    def __init__(self, connection: sqlite3.Connection, name: str, way: str) -> None:
        self.name = name
        self._way = way
        self._connection = connection
        self.columns = dict(_plain_tables(connection))

    def __contains__(self, table: str) -> bool:
        return table in self.columns

    def rows(self, table: str, *columns: str, optional: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a table in the order of its rows; `optional` columns that it has not are None. Raises ReaderError for missing ones."""
        known = self.columns.get(table, ())
        missing = [column for column in columns if column not in known]
        if missing:
            raise ReaderError(f"{self.name}: the table {table} has no column {missing[0]}; {self._way}")
        names = [*columns, *(column for column in optional if column in known)]
        asked = ", ".join(f'"{column}"' for column in names)
        for number, row in enumerate(self._connection.execute(f'select {asked} from "{table}"')):  # noqa: S608  (names of tables and columns that we ask for)
            if number >= _ROWS:
                raise ReaderError(f"{self.name}: the table {table} has more than {_ROWS:,} rows; it is not read")
            yield {**dict.fromkeys(optional), **dict(zip(names, row, strict=True))}


@contextmanager
def opened(path: Path, way: str = "export the project again") -> Iterator[Database]:
    """The database of a file; `way` is the way out where it can't be read. Raises ReaderError for what is none, broken, or takes too long."""
    steps = iter(range(_STEPS // 100_000))
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("pragma trusted_schema=off")
            connection.execute("pragma query_only=on")
            connection.execute("pragma cell_size_check=on")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            connection.text_factory = _decoded(path.name)
            connection.set_progress_handler(lambda: next(steps, None) is None, 100_000)
            yield Database(connection, path.name, way)
        finally:
            connection.close()
    except sqlite3.OperationalError as failure:
        why = "it takes too long" if "interrupted" in str(failure) else str(failure)
        raise ReaderError(f"{path.name} can't be read: {why}; {way}") from None
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as failure:
        raise ReaderError(f"{path.name} can't be read: {failure}; {way}") from None


def tables_in(path: Path) -> dict[str, tuple[str, ...]]:
    """The plain tables of a SQLite file with their columns; empty for what is none."""
    with path.open("rb") as file:
        if file.read(16) != MAGIC:
            return {}
    with opened(path) as database:
        return database.columns


def _decoded(name: str) -> Callable[[bytes], str]:
    """Texts are UTF-8; old projects may hold Windows-1252."""

    def decode(data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")

    return decode


def _plain_tables(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    listed = connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    for table, sql in listed:
        if '"' in table or str(sql or "").lstrip().lower().startswith("create virtual"):
            continue
        # xinfo also tells hidden and generated columns (last field), which would run an expression of the file
        columns = connection.execute(f'pragma table_xinfo("{table}")').fetchall()
        yield table, tuple(column[1] for column in columns if not column[6] and '"' not in column[1])
