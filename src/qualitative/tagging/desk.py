"""Suggestions and evaluation for one study: what lies on disk becomes the tables that the tagger takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualitative import __version__
from qualitative.cache import cached_table
from qualitative.errors import TaggerError
from qualitative.folder import CONSENSUS, Folder
from qualitative.tagging.sources import coded_sentences, sentences_table
from qualitative.tagging.vector_store import keeping, model_identity

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.tagging.tagger import Tagger

__all__ = ["COLUMNS", "acceptance", "evaluate", "keywords", "suggest"]

COLUMNS = ["document", "start", "end", "quote", "code", "probability", "reasons", "model"]
_AT_ONCE = (
    2000  # sentences that a worker of a cluster takes at a time: seconds of work beside some MB of tagger to send
)


def suggest(
    folder: Folder,
    coder: str | None = None,
    document: str | None = None,
    *,
    top: int = 3,
    minimum: float | None = None,
    cluster: str | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Suggestions for sentences that `coder` (None: all people) has not coded, rejected or marked done; columns COLUMNS.

    `document` narrows what is shown, not what is learned from. `cluster` is the address of a Dask cluster that does the work. Kept in the
    cache until documents, codings or codebook change.
    """
    import pandas as pd

    if document is not None:
        folder.document(document)
    table = _known(folder, coder)
    trained = table[table["known"] & table["text"].str.strip().ne("")]
    open_ = table[~table["known"]]
    open_ = open_ if document is None else open_[open_["document"] == document]
    model = f"tagger {__version__}, codebook {folder.codebook().version}, {len(trained)} sentences"
    model += f", {options['embeddings']}" if options.get("embeddings") else ""
    key = _key(trained, open_, folder, model, top, minimum, model_identity(options))
    path = cached_table(folder.cache_folder, f"suggestions-{coder or 'all'}-{document or 'all'}", key,
                        lambda: _suggested(folder, trained, open_, model, (top, minimum), cluster, options))  # fmt: skip
    found = pd.read_parquet(path)
    found["reasons"] = [json.loads(reasons) for reasons in found["reasons"]]
    return found


def evaluate(folder: Folder, coders: Iterable[str] | None = None, **options: Any) -> Any:
    """How good suggestions are, by codings already made (see tagging.evaluation); whole documents are left out together."""
    from qualitative.tagging.evaluation import evaluation

    names = None if coders is None else list(coders)
    table = _known(folder, *([] if names is None else names))
    known, options = table[table["known"]], keeping(folder.cache_folder, options)
    if known["document"].nunique() < 2:
        raise TaggerError(
            f"{known['document'].nunique()} documents hold coded sentences; code parts of at least two, so that one can be left out"
        )
    return evaluation(
        folder.codebook(), known["text"].tolist(), known["codes"].tolist(), known["document"].tolist(), **options
    )


def keywords(folder: Folder, code: str, coders: Iterable[str] | None = None, top: int = 10) -> pd.DataFrame:
    """Keywords that the coded sentences propose for `code` (see tagging.keywords); those that it has are left out."""
    from qualitative.tagging.keywords import propose_keywords

    had = [word for words in folder.codebook()[code].keywords.values() for word in words]
    table = _known(folder, *(coders or ()))
    table = table[table["known"]]
    return propose_keywords(code, table["text"].tolist(), table["codes"].tolist(), had, top)


def acceptance(folder: Folder) -> pd.DataFrame:
    """What became of suggestions, one row a model (see tagging.acceptance)."""
    from qualitative.tagging.acceptance import acceptance_table

    state = folder.state()
    people = {coder.id for coder in folder.settings.coders.values() if coder.kind == "human"}
    return acceptance_table(state.codings.values(), state.decisions, people)


def _known(folder: Folder, *coders: str | None) -> pd.DataFrame:
    """All sentences with what the coders (none: all people, not the consensus) said of them."""
    names = [coder for coder in coders if coder is not None]
    names = names or [c.id for c in folder.settings.coders.values() if c.kind == "human" and c.id != CONSENSUS]
    for name in names:
        folder.coder(name)
    sentences = sentences_table(folder.documents.values())
    return coded_sentences(sentences, folder.codings(names), folder.state(names), names)


def _suggested(
    folder: Folder,
    trained: pd.DataFrame,
    open_: pd.DataFrame,
    model: str,
    shown: tuple[int, float | None],
    cluster: str | None,
    options: dict[str, Any],
) -> pd.DataFrame:
    import pandas as pd

    from qualitative.tagging.tagger import Tagger

    tagger = Tagger(folder.codebook(), **keeping(folder.cache_folder, options))
    usable = set(tagger.codes_)
    codes = [codes & usable for codes in trained["codes"]]
    tagger.fit(trained["text"].tolist(), codes, trained["document"].tolist())
    found = _read(tagger, open_["text"].tolist(), shown, cluster)
    places = open_.iloc[found["text"].to_numpy(dtype=int)].reset_index(drop=True)
    return pd.DataFrame({
        "document": places["document"], "start": places["start"], "end": places["end"], "quote": places["text"],
        "code": found["code"], "probability": found["probability"], "reasons": [json.dumps(r, ensure_ascii=False) for r in found["reasons"]],
        "model": model,
    }, columns=COLUMNS)  # fmt: skip


def _read(tagger: Tagger, texts: list[str], shown: tuple[int, float | None], cluster: str | None) -> pd.DataFrame:
    """What `tagger.suggest` gives, here or on a cluster; in the same blocks, for sums over other neighbours differ in the last digits."""
    import pandas as pd

    from qualitative.tagging.suggesting import suggestions

    blocks = [(tagger, texts[first : first + _AT_ONCE], *shown) for first in range(0, len(texts) or 1, _AT_ONCE)]
    if cluster:
        from qualitative.cluster import each_done, workers_at

        with workers_at(cluster) as client:
            found = dict(each_done(client, suggestions, blocks))
    else:
        found = {n: suggestions(*block) for n, block in enumerate(blocks)}
    return pd.concat([found[n].assign(text=found[n]["text"] + n * _AT_ONCE) for n in sorted(found)], ignore_index=True)


def _key(trained: pd.DataFrame, open_: pd.DataFrame, folder: Folder, *settings: object) -> str:
    """A hash over everything that decides the suggestions."""
    digest = hashlib.sha256(repr(settings).encode())
    for text, codes in zip(trained["text"], trained["codes"], strict=True):
        digest.update(repr((text, sorted(codes))).encode("utf-8", "surrogatepass"))
    for row in zip(open_["document"], open_["start"], open_["end"], open_["text"], strict=True):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    for code in folder.codebook().codes.values():
        digest.update(repr((code.id, code.name, code.definition, code.keywords, code.retired)).encode())
    return digest.hexdigest()
