"""Suggestions and evaluation for one study: what lies on disk becomes the tables that the tagger takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative import __version__
from qualitative.cache import cached_table, kept_table
from qualitative.counting.consented import Barred, barred, register_of
from qualitative.errors import TaggerError
from qualitative.folder import CONSENSUS, Folder, placing, tables
from qualitative.tagging.context import Context, contexts_in
from qualitative.tagging.cuts import kept_sentences, rules
from qualitative.tagging.recall import files_now, note_answer, noted_answer, read_table
from qualitative.tagging.sources import coded_sentences, languages_read
from qualitative.tagging.unread import asked_codes, unread_in
from qualitative.tagging.vector_store import kept_embeddings, model_identity

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.state import State
    from qualitative.tagging.embeddings import Embedder
    from qualitative.tagging.evaluation import Evaluation
    from qualitative.tagging.model import Model

__all__ = ["COLUMNS", "acceptance", "evaluate", "keywords", "suggest"]

COLUMNS = ["document", "start", "end", "quote", "code", "probability", "reasons", "model"]
# sentences read at a time: a second of work for a worker of a cluster, beside some MB of tagger to send; fewer share fewer words
_AT_ONCE = 20_000
_json = json.JSONEncoder(ensure_ascii=False).encode


def suggest(
    folder: Folder,
    coder: str | None = None,
    document: str | None = None,
    *,
    top: int = 3,
    minimum: float | None = None,
    embeddings: str | Path | Embedder | None = None,
    seed: int = 0,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Suggestions for sentences that `coder` (None: all people) has not coded by hand or marked done; columns COLUMNS.

    Where suggestions were accepted or rejected, the codes not decided on may still be suggested.

    `document` narrows what is shown, not what is learned from. `cluster` is the address of a Dask cluster that does the work. Kept in the
    cache until documents, codings or codebook change.
    """
    asked = _Asked(coder, document, top, minimum, embeddings, seed, model_identity(embeddings))
    files = files_now(folder) if asked.is_kept else None
    found = noted_answer(folder, asked.name, files, asked.told())
    if found is None:
        found = _answered(folder, asked, files, cluster)
    found["reasons"] = json.loads(f"[{','.join(found['reasons'])}]")
    return found


@dataclass(frozen=True)
class _Asked:
    """What was asked for; `vectors` tells the vectors of the embeddings from others."""

    coder: str | None
    document: str | None
    top: int
    minimum: float | None
    embeddings: str | Path | Embedder | None
    seed: int
    vectors: str

    @property
    def name(self) -> str:
        """The table of the cache that holds the answer."""
        return f"suggestions-{self.coder or 'all'}-{self.document or 'all'}"

    @property
    def is_kept(self) -> bool:
        """Whether the answer may be kept: what a function of one's own would give can't be told."""
        return not callable(self.embeddings) or bool(self.vectors)

    def told(self) -> dict[str, str]:
        """All of it in words, with the rules that the program goes by."""
        return {name: str(value) for name, value in vars(self).items()} | {"rules": rules()}


def evaluate(
    folder: Folder,
    coders: Iterable[str] | None = None,
    *,
    folds: int = 5,
    seed: int = 0,
    embeddings: str | Path | Embedder | None = None,
) -> Evaluation:
    """How good suggestions are, by codings already made (see tagging.evaluation); whole documents are left out together.

    A code is judged on the sentences in which it was looked for.
    """
    from qualitative.tagging.evaluation import evaluation

    names = None if coders is None else list(coders)
    table = _known(folder, *([] if names is None else names))
    known = table[table["known"]]
    if known["document"].nunique() < 2:
        raise TaggerError(
            f"{'one document holds' if len(known) else 'no document holds'} coded sentences; code parts of at least two, so that one can be left out"
        )
    return evaluation(
        folder.codebook(),
        known["text"].tolist(),
        known["codes"].tolist(),
        known["document"].tolist(),
        folds,
        seed,
        contexts_in(known),
        kept_embeddings(folder.cache_folder, embeddings),
        languages_read(folder),
        asked_codes(known, folder.codebook().usable()),
    )


def keywords(folder: Folder, code: str, coders: Iterable[str] | None = None, top: int = 10) -> pd.DataFrame:
    """Keywords that set the sentences with `code` apart from those in which it was looked for and not found (see tagging.keywords); those that it has are left out."""
    from qualitative.tagging.keywords import propose_keywords

    had = [word for words in folder.codebook()[code].keywords.values() for word in words]
    table = _known(folder, *(coders or ()))
    rows = zip(table["known"], table["unread"], table["codes"], strict=True)
    table = table[[known and (code in codes or code not in unread) for known, unread, codes in rows]]
    return propose_keywords(code, table["text"].tolist(), table["codes"].tolist(), had, top, languages_read(folder))


def acceptance(folder: Folder) -> pd.DataFrame:
    """What became of suggestions, one row a model (see tagging.acceptance)."""
    from qualitative.tagging.acceptance import acceptance_table

    state = placing.state_of(folder)
    people = {coder.id for coder in folder.settings.coders.values() if coder.kind == "human"}
    return acceptance_table(state.codings.values(), state.decisions, people)


def _answered(folder: Folder, asked: _Asked, files: str | None, cluster: str | None) -> pd.DataFrame:
    """The suggestions that `asked` asks for, `reasons` as JSON, out of the cache where all that they rest on is the same."""
    if asked.document is not None:
        folder.document(asked.document)
    table, state = _said(folder, asked.coder)
    trained = table[(table["known"] | table["decided"].astype(bool)) & table["text"].str.strip().ne("")]
    open_ = table[~table["known"]]
    open_ = open_ if asked.document is None else open_[open_["document"] == asked.document]
    model = f"tagger {__version__}, codebook {folder.codebook().version}, {len(trained)} sentences"
    model += f", {asked.embeddings}" if asked.embeddings else ""
    key = _key(trained, open_, folder, model, languages_read(folder), sorted(asked.told().items()))
    found = read_table(kept_table(folder.cache_folder, asked.name, key)) if asked.is_kept else None
    if found is None:
        found = _suggested(folder, trained, open_, model, asked, cluster)
        found = _keep(folder, asked.name, key, found) if asked.is_kept else found
    if asked.is_kept and not state.lost:
        note_answer(folder, asked.name, files, asked.told(), key)
    return found


def _keep(folder: Folder, name: str, key: str, made: pd.DataFrame) -> pd.DataFrame:
    """`made` as the cache gives it back; as it is where the cache can't be written."""
    try:
        broken = kept_table(folder.cache_folder, name, key)
        if broken is not None:
            broken.unlink(missing_ok=True)
        found = read_table(cached_table(folder.cache_folder, name, key, lambda: made))
    except OSError:
        return made
    return made if found is None else found


def _known(folder: Folder, *coders: str | None) -> pd.DataFrame:
    """All sentences with what the coders (none: all people, not the consensus) said of them."""
    return _said(folder, *coders)[0]


def _said(folder: Folder, *coders: str | None) -> tuple[pd.DataFrame, State]:
    """(the sentences of `_known`, the state of those coders)."""
    names = [coder for coder in coders if coder is not None]
    names = names or [c.id for c in folder.settings.coders.values() if c.kind == "human" and c.id != CONSENSUS]
    for name in names:
        folder.coder(name)
    sentences, state = kept_sentences(folder.cache_folder, folder.documents.values()), placing.state_of(folder, names)
    sentences, codings = _without_barred(folder, sentences), tables.codings(folder, names)
    table = coded_sentences(sentences, codings, state, names, pilot=folder.settings.pilot)
    return table.assign(unread=unread_in(folder, table, state, names)), state


def _without_barred(folder: Folder, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences without those of persons who did not agree to be read by machines."""
    consent, documents = folder.settings.consent, folder.documents
    register = register_of(folder.persons, documents.values(), consent.scopes, consent.until)
    stretches: dict[str, list[Barred]] = {}
    for one in barred(documents.values(), register, "machine"):
        stretches.setdefault(one.document, []).append(one)
    if not stretches:
        return sentences
    places = zip(sentences["document"], sentences["start"], strict=True)
    free = [all(not one.start <= start < one.end for one in stretches.get(document, ())) for document, start in places]
    return sentences[free].reset_index(drop=True)


def _suggested(
    folder: Folder, trained: pd.DataFrame, open_: pd.DataFrame, model: str, asked: _Asked, cluster: str | None
) -> pd.DataFrame:
    """The suggestions of a tagger trained anew; codes that a sentence has, or that were decided on there, are left out."""
    import pandas as pd

    from qualitative.tagging.tagger import Tagger

    embeddings = kept_embeddings(folder.cache_folder, asked.embeddings)
    tagger = Tagger(folder.codebook(), embeddings=embeddings, seed=asked.seed, languages=languages_read(folder))
    usable, above = set(tagger.codes_), tagger.model_.prior.above
    tagger.fit(
        trained["text"].tolist(),
        [codes & usable for codes in trained["codes"]],
        trained["document"].tolist(),
        context=contexts_in(trained),
        decided=asked_codes(trained, tagger.codes_),
    )
    had = [
        decided | {parent for code in codes & usable for parent in above[code]}
        for decided, codes in zip(open_["decided"], open_["codes"], strict=True)
    ]
    more = max(map(len, had), default=0) if asked.top else 0
    shown = (asked.top + more, asked.minimum)
    found = _read(tagger.model_, open_["text"].tolist(), contexts_in(open_), shown, cluster)
    if more:
        new = [code not in had[text] for text, code in zip(found["text"], found["code"], strict=True)]
        found = found[new]
        found = found[found.groupby("text").cumcount() < asked.top].reset_index(drop=True)
    places = open_.iloc[found["text"].to_numpy(dtype=int)].reset_index(drop=True)
    return pd.DataFrame({
        "document": places["document"], "start": places["start"], "end": places["end"], "quote": places["text"],
        "code": found["code"], "probability": found["probability"], "reasons": [_json(r) for r in found["reasons"]],
        "model": model,
    }, columns=COLUMNS)  # fmt: skip


def _read(
    model: Model, texts: list[str], contexts: list[Context], shown: tuple[int, float | None], cluster: str | None
) -> pd.DataFrame:
    """What `Tagger.suggest` gives, here or on a cluster; in the same blocks, for sums over other neighbours differ in the last digits."""
    import pandas as pd

    from qualitative.tagging.suggesting import suggestions, words_of

    ends = [(first, first + _AT_ONCE) for first in range(0, len(texts) or 1, _AT_ONCE)]
    blocks = [(model, texts[first:end], *shown, contexts[first:end]) for first, end in ends]
    if cluster:
        from qualitative.cluster import each_done, workers_at

        with workers_at(cluster) as client:
            found = dict(each_done(client, suggestions, blocks))
    else:
        learned = words_of(model)
        found = {n: suggestions(*block, learned) for n, block in enumerate(blocks)}
    parts: list[pd.DataFrame] = [found[n].assign(text=found[n]["text"] + n * _AT_ONCE) for n in sorted(found)]
    return pd.concat(parts, ignore_index=True)


def _key(trained: pd.DataFrame, open_: pd.DataFrame, folder: Folder, *settings: object) -> str:
    """A hash over everything that decides the suggestions."""
    said = [trained["text"].tolist(), [sorted(codes) for codes in trained["codes"]], trained["document"].tolist()]
    said += [[sorted(codes) for codes in trained[name]] for name in ("decided", "unread")] + [trained["known"].tolist()]
    said += [[sorted(codes) for codes in open_["decided"]]]
    places = [open_[name].tolist() for name in ("document", "start", "end", "text")]
    around = [contexts_in(table) for table in (trained, open_)]
    book = [
        (code.id, code.parent, code.kind, code.name, code.definition, code.include, code.keywords, code.retired)
        for code in folder.codebook().codes.values()
    ]
    return hashlib.sha256(repr((settings, said, places, around, book)).encode("utf-8", "surrogatepass")).hexdigest()
