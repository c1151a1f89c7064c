"""Suggestions found again without reading the study: by the files of the study and what was asked for.

A note says which table answers a question as long as no file of the study differs. It is written only where the files were the same before
and after the work, and where no coding had lost its words, which a person must hear of each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.cache import cached_table, content_key, kept_table
from qualitative.folder import Folder
from qualitative.folder.tables import SOURCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["files_now", "note_answer", "noted_answer", "read_table"]


def files_now(folder: Folder) -> str | None:
    """A hash over the study's files; None where the folder shows older texts, or the cache can't be written."""
    if not folder.is_current():
        return None
    try:
        return content_key(folder.root, folder.cache_folder, SOURCES)
    except OSError:
        return None


def noted_answer(folder: Folder, name: str, files: str | None, asked: Mapping[str, str]) -> pd.DataFrame | None:
    """The table that answered the same question on the same files, if it is still there."""
    note = None if files is None else read_table(kept_table(folder.cache_folder, _note(name), _key(files, asked)))
    if note is None or list(note.columns) != ["answer"] or len(note) != 1:
        return None
    return read_table(kept_table(folder.cache_folder, name, str(note["answer"].iloc[0])))


def note_answer(folder: Folder, name: str, files: str | None, asked: Mapping[str, str], answer: str) -> None:
    """Note that the table `name` with the key `answer` answers the question, if the files are still the same."""
    import pandas as pd

    if files is not None and files == files_now(folder):
        try:
            cached_table(
                folder.cache_folder, _note(name), _key(files, asked), lambda: pd.DataFrame({"answer": [answer]})
            )
        except OSError:
            return


def read_table(path: Path | None) -> pd.DataFrame | None:
    """The table in a file of the cache; None where it is gone or broken."""
    import pandas as pd
    import pyarrow as pa

    try:
        return None if path is None else pd.read_parquet(path)
    except (OSError, pa.ArrowInvalid):
        return None


def _note(name: str) -> str:
    return f"_answer-{name}"


def _key(files: str, asked: Mapping[str, str]) -> str:
    return hashlib.sha256(repr((files, sorted(asked.items()))).encode("utf-8", "surrogatepass")).hexdigest()
