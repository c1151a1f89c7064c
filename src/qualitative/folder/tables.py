"""The study's tables for SQL, out of the cache, which rebuilds itself when files have changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.cache import cached_table, connect, content_key
from qualitative.errors import TableError
from qualitative.folder.folder import Folder

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cached_tables", "sql"]

SOURCES = ("study.yaml", "corpus", "codebook/changes.yaml")


def sql(folder: Folder, query: str) -> pd.DataFrame:
    """The answer to a query over `codings`, `documents`, `cases` and the quantitative tables. Raises TableError for a wrong one."""
    import duckdb

    with connect(cached_tables(folder)) as connection:
        try:
            return connection.execute(query).df()
        except duckdb.Error as problem:
            raise TableError(f"{query[:60]!r}: {str(problem).splitlines()[0]}") from None


def cached_tables(folder: Folder) -> dict[str, Path]:
    """The Parquet file of each table, as the files of the study are now."""
    key = content_key(folder.root, folder.cache_folder, SOURCES)
    now = _Fresh(folder.root)
    makers = {"codings": now.codings, "documents": now.documents, "cases": now.cases}
    tables = {name: cached_table(folder.cache_folder, name, key, make) for name, make in makers.items()}
    for path in sorted((folder.corpus / "tables").glob("*.csv")):
        tables.setdefault(
            path.stem, cached_table(folder.cache_folder, path.stem, key, lambda name=path.stem: now.table(name))
        )
    return tables


class _Fresh:
    """Makes tables from a folder that is read anew, so that what was read before can't go into the cache."""

    def __init__(self, root: Path) -> None:
        self._root, self._folder = root, None

    @property
    def folder(self) -> Folder:
        """The folder, opened when the first table has to be made."""
        self._folder = self._folder or Folder(self._root)
        return self._folder

    def codings(self) -> pd.DataFrame:
        """Everybody's codings but the consensus, as `Folder.codings`."""
        return self.folder.codings()

    def documents(self) -> pd.DataFrame:
        """One row a document, without its text."""
        import pandas as pd

        columns = ["id", "title", "kind", "provenance", "case", "date", "language", "basis", "role"]
        rows = [[getattr(document, column) for column in columns] for document in self.folder.documents.values()]
        return pd.DataFrame(rows, columns=columns, dtype="str")

    def cases(self) -> pd.DataFrame:
        """One row a case."""
        return self.folder.cases.reset_index()

    def table(self, name: str) -> pd.DataFrame:
        """One quantitative table."""
        return self.folder.tables[name]
