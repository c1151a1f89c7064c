"""Shares of codes in a corpus, or in documents like these: from a random draw coded blind, with machine help that can't bias them.

Every text is predicted by models that did not see its document (cross-fitting, Zrnic and Candès 2024), drawn or not, so that the mean
prediction of the draw and that of all texts differ by the draw alone. What becomes of the predictions, and what each share means, is said in
`analysis.prevalence`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.analysis.prevalence import Share, corpus_share, documents_share
from qualitative.errors import StatisticError
from qualitative.i18n import FALLBACK, READ, pick
from qualitative.tagging.context import Context, picked
from qualitative.tagging.folds import folds_of
from qualitative.tagging.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codebook.tree import Codebook

__all__ = ["COLUMNS", "prevalence"]

COLUMNS = ["code", *Share._fields]
_FOLDS = 5


def prevalence(
    codebook: Codebook | Iterable[Mapping[str, Any]],
    texts: Sequence[str],
    documents: Sequence[str],
    drawn: Mapping[int, Collection[str]],
    context: Sequence[Context] | None = None,
    languages: Sequence[str] = READ,
    of: str = "corpus",
    language: str = FALLBACK,
) -> pd.DataFrame:
    """One row a code (columns COLUMNS): human-only and machine-helped shares with 95% intervals, side by side.

    `drawn` maps the numbers of the texts of a simple random draw, coded blind, to their codes; codes that the codebook does not offer
    (any more) are left out. `of` says which share: of the texts of this `corpus`, or of those in `documents` like these. `reason` is in `language`. `context`, `languages`: see Tagger.
    Raises StatisticError with fewer than two drawn texts, for a number that no text has, and where the share can't be had.
    """
    import pandas as pd

    if len(drawn) < 2:
        raise StatisticError(
            f"{len(drawn)} {'text was' if len(drawn) == 1 else 'texts were'} drawn and coded; draw at least 100 with `qualitative sample`"
        )
    chosen = np.array(sorted(drawn))
    if chosen[0] < 0 or chosen[-1] >= len(texts):
        raise StatisticError(f"text {chosen[0] if chosen[0] < 0 else chosen[-1]} was drawn from {len(texts)} texts")
    tagger = Tagger(codebook, languages=languages)
    codes = [frozenset(drawn[int(number)]) & set(tagger.codes_) for number in chosen]
    labels = tagger.model_.prior.labels(codes, len(chosen)).astype(float)
    groups = [documents[number] for number in chosen]
    everywhere, on_drawn = _predictions(tagger, texts, chosen, codes, groups, documents, context)
    numbers = {document: n for n, document in enumerate(dict.fromkeys(documents))}
    places, all_places = [numbers[one] for one in groups], [numbers[one] for one in documents]
    rows = []
    for n, code in enumerate(tagger.codes_):
        given, unseen, predicted = labels[:, n], on_drawn[:, n], everywhere[:, n]
        if of == "documents":
            found = documents_share(given, places, all_places, unseen, predicted)
        else:
            found = corpus_share(given, len(texts), unseen, float(predicted.mean()))
        rows.append((code, *found[:-1], pick(found.reason, language)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _predictions(
    tagger: Tagger,
    texts: Sequence[str],
    chosen: np.ndarray,
    codes: Sequence[Collection[str]],
    groups: Sequence[str],
    documents: Sequence[str],
    context: Sequence[Context] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """(predictions for all texts, the same for the drawn ones), each by the models that saw nothing of the text's document."""
    folds = folds_of(groups, len(chosen), _FOLDS)
    numbers = np.unique(folds)
    held = dict(zip(groups, folds.tolist(), strict=True))
    fold_of = np.array(
        [held.get(document, -1) for document in documents]
    )  # -1: nothing of it was drawn, so no model saw it
    found = np.zeros((len(texts), len(tagger.codes_)))
    for fold in numbers:
        train = np.flatnonzero(folds != fold)
        tagger.fit(
            picked(texts, chosen[train]),
            picked(codes, train),
            picked(groups, train),
            context=picked(context, chosen[train]),
        )
        for rows, weight in ((fold_of == fold, 1.0), (fold_of == -1, 1 / len(numbers))):
            if rows.any():
                asked = np.flatnonzero(rows)
                found[rows] += weight * tagger.predict_proba(picked(texts, asked), picked(context, asked))
    return found, found[chosen]
