"""The study's tables, its codings among them, out of the cache, which rebuilds itself when files have changed."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.cache import cached_table, connect, content_key
from qualitative.codings.table import COLUMNS
from qualitative.errors import TableError
from qualitative.folder.placing import tell_newer
from qualitative.folder.standing import LOST, NEWER, standing_codings
from qualitative.text.wording import number_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from qualitative.folder.folder import Folder

__all__ = ["cached_tables", "codings", "live_codings", "sql"]

SOURCES = ("study.yaml", "corpus", "codebook/changes.yaml", "codebook/history")


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
    now = _Fresh(folder)
    makers = {"codings": now.codings, "documents": now.documents, "cases": now.cases}
    tables = {name: cached_table(folder.cache_folder, name, key, make) for name, make in makers.items()}
    for path in sorted((folder.corpus / "tables").glob("*.csv")):
        make = partial(now.table, path.stem)
        tables.setdefault(path.stem, cached_table(folder.cache_folder, path.stem, key, make))
    return tables


def codings(
    folder: Folder,
    coders: Iterable[str] | None = None,
    round: int | None = None,
    at: str | None = None,
    codebook: int | str = "head",
) -> pd.DataFrame:
    """Live codings (columns: codings.table.COLUMNS). Without `coders`: everybody but the consensus.

    Warns when words of codings can't be found any more (`lost` lists these), and of lines that only a newer version can read.
    """
    wanted = folder.everybody if coders is None else [folder.coder(coder).id for coder in coders]
    table, lost, newer = live_codings(folder, wanted, at, codebook)
    tell_newer(len(newer))
    if lost:
        warnings.warn(
            f"{number_of(len(lost), 'coding has', 'codings have')} lost the words in {', '.join(sorted(set(lost)))}"
            " and left out; see `qualitative amend DOC`",
            stacklevel=3,
        )
    return table if round is None else table[table["round"] == round].reset_index(drop=True)


def live_codings(
    folder: Folder, coders: Sequence[str], at: str | None = None, version: int | str = "head"
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """(live codings of `coders`, the document of each coding that has lost its words, the file of each line that only a newer version reads).

    Out of the cache, where that holds them.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = None
    if at is None and version == "head" and set(coders) <= set(folder.everybody):
        table = _cached_codings(folder)
    if table is None:
        table = standing_codings(folder, coders, at, version)
    elif set(coders) != set(folder.everybody):
        table = table.filter(pc.is_in(table["coder"], pa.array(list(coders), pa.string())))
    lost = [document for coder, document in json.loads(table.schema.metadata[LOST]) if coder in coders]
    newer = json.loads(table.schema.metadata[NEWER])
    return table.replace_schema_metadata(None).to_pandas().astype(COLUMNS), lost, newer


def _cached_codings(folder: Folder) -> pa.Table | None:
    """Everybody's codings, made now if files have changed; None where the cache can't be written or read.

    None also where the folder holds texts that have changed since: positions must be those of the texts that it shows.
    """
    import pyarrow as pa
    from pyarrow import parquet

    if not folder.is_current():
        return None
    try:
        key = content_key(folder.root, folder.cache_folder, SOURCES)
        table = parquet.read_table(cached_table(folder.cache_folder, "codings", key, _Fresh(folder).codings))
    except (OSError, pa.ArrowInvalid):
        return None
    return table if {LOST, NEWER} <= (table.schema.metadata or {}).keys() else None


class _Fresh:
    """Makes tables from a folder that is read anew, so that what was read before can't go into the cache."""

    def __init__(self, folder: Folder) -> None:
        self._held = folder
        self._folder: Folder | None = None

    @property
    def folder(self) -> Folder:
        """The folder, opened when the first table has to be made."""
        self._folder = self._folder or type(self._held)(self._held.root)
        return self._folder

    def codings(self) -> pa.Table:
        """Everybody's codings but the consensus, as `codings`."""
        return standing_codings(self.folder, self.folder.everybody)

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
