"""Shares of codes in a study from a recorded draw: refused unless the design permits them and every drawn sentence was coded blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.codings.state import visible_of
from qualitative.errors import StatisticError
from qualitative.folder import Folder, placing, tables
from qualitative.tagging.context import contexts_in
from qualitative.tagging.sampling import read_sample
from qualitative.tagging.sources import coded_sentences, languages_read, sentences_table

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.state import State

__all__ = ["estimate_prevalence", "seen_before_done"]

Place = tuple[str, int, int]


def estimate_prevalence(folder: Folder, sample: str, coder: str) -> pd.DataFrame:
    """The share of sentences with each code from a recorded draw that `coder` coded blind (columns of tagging.prevalence).

    Raises StatisticError where the design permits none, the coder is a model, or a drawn sentence is not done, or not blind.
    """
    from qualitative.tagging.prevalence import prevalence

    design = folder.settings.design
    if "prevalence" not in (design.get("permits") or ()):
        raise StatisticError(
            f"study.yaml permits no prevalence (sampling: {design.get('sampling') or 'not said'});"
            " where documents are a random sample, or stand for themselves alone, add `prevalence` to design.permits"
        )
    drawn = read_sample(folder, sample)
    if folder.coder(coder).kind != "human":
        raise StatisticError(f"{coder} is a model; the draw must be coded by a person")
    sentences = sentences_table(folder.document(name) for name in drawn["documents"])
    state = placing.state_of(folder, [coder])
    known = coded_sentences(sentences, tables.codings(folder, [coder]), state, [coder], blind=True)
    places = {(entry["document"], entry["start"], entry["end"]) for entry in drawn["sentences"]}
    chosen = [n for n, row in enumerate(known.itertuples()) if (row.document, row.start, row.end) in places]
    missing = len(places) - sum(bool(known["known"].iloc[n]) for n in chosen)
    if missing:
        raise StatisticError(
            f"{missing} of the {len(places)} sentences of sample {sample} are not yet coded blind and marked done by {coder}; finish them first"
        )
    seen = seen_before_done(state, coder, places)
    if seen:
        raise StatisticError(
            f"{len(seen)} of the {len(places)} sentences of sample {sample} were not coded blind by {coder}, who saw suggestions or others'"
            f" codings there before they were done (such as {seen[0][0]}:{seen[0][1]}-{seen[0][2]}); draw anew and code without them"
        )
    codes = {n: known["codes"].iloc[n] for n in chosen}
    texts, documents = known["text"].tolist(), known["document"].tolist()
    return prevalence(folder.codebook(), texts, documents, codes, contexts_in(known), languages_read(folder))


def seen_before_done(state: State, coder: str, places: set[Place]) -> list[Place]:
    """The `places` (document, start, end) that no blind mark of `coder` closed before they decided on or saw a suggestion there."""
    touched = [(c.document, c.start, c.end, c.id) for c in state.codings.values() if c.coder == coder and not c.blind]
    touched += [
        (event["document"], event["start"], event["end"], event["id"])
        for event in state.decisions
        if event["coder"] == coder and event["verdict"] == "reject" and "start" in event
    ]
    found = []
    for document, start, end in sorted(places):
        first = min((id for d, a, b, id in touched if d == document and a < end and start < b), default="~")
        closed = any(
            (mark["coder"], mark["document"]) == (coder, document)
            and mark["start"] <= start
            and end <= mark["end"]
            and visible_of(mark) == frozenset()
            and mark["id"] < first
            for mark in state.done_events
        )
        if not closed:
            found.append((document, start, end))
    return found
