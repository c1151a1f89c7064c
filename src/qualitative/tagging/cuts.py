"""Where the sentences of a study lie, kept in the cache by each text's hash: cutting takes longer than all else that is done with them.

What is kept are positions alone; words always come from the texts as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative import __version__
from qualitative.cache import cached_table
from qualitative.i18n import FOLDERS, READ
from qualitative.model import Document
from qualitative.tagging.sources import PLACES, sentence_places, sentences_table, table_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["kept_sentences", "rules"]

_NAME = "_sentences"  # no table of a study is called so
_COLUMNS = ["key", *PLACES]


def kept_sentences(cache: Path, documents: Iterable[Document]) -> pd.DataFrame:
    """`sentences_table(documents)`; only texts that are new, or whose speakers, roles or language are, get cut.

    Where the cache can't be written or read all get cut.
    """
    import pandas as pd
    import pyarrow as pa

    documents = list(documents)
    keys = [_key(document) for document in documents]
    whole = hashlib.sha256("\n".join(keys).encode()).hexdigest()
    try:
        path = cached_table(cache, _NAME, whole, lambda: _cuts(cache, dict(zip(keys, documents, strict=True))))
        cuts = pd.read_parquet(path, columns=_COLUMNS)
    except (OSError, pa.ArrowInvalid):
        return sentences_table(documents)
    return _with_texts(documents, keys, cuts)


@cache
def rules() -> str:
    """A hash of the files on texts, tagging and the reading of languages: what they made before they changed is not used any more."""
    package = Path(__file__).parent.parent
    files = sorted(path for part in ("text", "tagging") for path in (package / part).glob("*.py"))
    files += [FOLDERS[language] / "reading.yaml" for language in READ]
    return hashlib.sha256(b"\0".join([__version__.encode(), *(path.read_bytes() for path in files)])).hexdigest()


def _key(document: Document) -> str:
    """A hash over all that decides where the sentences of a document lie."""
    told = (rules(), document.hash, document.language, sorted(document.speakers.items()))
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _cuts(cache: Path, wanted: dict[str, Document]) -> pd.DataFrame:
    """The sentences of the wanted texts: those that were kept, then the new ones."""
    import pandas as pd

    old = _kept(cache)
    parts = [] if old is None else [old[old["key"].isin(wanted)]]
    known = set() if old is None else set(old["key"])
    for key, document in wanted.items():
        if key not in known:
            parts.append(pd.DataFrame([(key, *place) for place in sentence_places(document)], columns=_COLUMNS))
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame([], columns=_COLUMNS)
    return pd.concat(parts, ignore_index=True)


def _kept(cache: Path) -> pd.DataFrame | None:
    import pandas as pd
    import pyarrow as pa

    for path in sorted((cache / "tables").glob(f"{_NAME}-*.parquet")):
        try:
            return pd.read_parquet(path, columns=_COLUMNS)
        except (OSError, pa.ArrowInvalid):
            continue
    return None


def _with_texts(documents: Sequence[Document], keys: Sequence[str], cuts: pd.DataFrame) -> pd.DataFrame:
    rows = cuts.groupby("key", sort=False).indices
    places = list(zip(*(cuts[name].tolist() for name in PLACES), strict=True))
    return table_of(
        (document, [places[row] for row in rows.get(key, ())]) for document, key in zip(documents, keys, strict=True)
    )
