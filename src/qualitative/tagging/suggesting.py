"""From probabilities to suggestions with their reasons: which words, and which part of the codebook, spoke for the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from qualitative.tagging.words import read_words

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.tagging.tagger import Tagger

__all__ = ["REASONS", "reasons", "suggestions"]

REASONS = 3


def suggestions(tagger: Tagger, texts: Sequence[str], top: int = 3, minimum: float | None = None) -> pd.DataFrame:
    """One row a suggestion, by text and then falling probability: text (its number), code, probability, reasons.

    A code is left out where one below it is suggested, for the nearer code says it all.
    """
    import pandas as pd

    probabilities = tagger.predict_proba(texts)
    wanted = probabilities >= (tagger.thresholds_ if minimum is None else minimum)
    rows = []
    for number, row in enumerate(wanted):
        found = [code for code in np.argsort(-probabilities[number], kind="stable") if row[code]]
        covered = {parent for code in found for parent in tagger._above[tagger.codes_[code]]}
        rows += [(number, code) for code in found if tagger.codes_[code] not in covered][:top]
    why = reasons(tagger, texts, rows)
    data = [
        (n, tagger.codes_[c], float(probabilities[n, c]), because) for (n, c), because in zip(rows, why, strict=True)
    ]
    return pd.DataFrame(data, columns=["text", "code", "probability", "reasons"])


def reasons(tagger: Tagger, texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[list[str]]:
    """For each (text, code) the strongest reasons, each as `words (where they come from)`."""
    numbers = sorted({number for number, _ in pairs})
    row = {number: place for place, number in enumerate(numbers)}
    bag = read_words(texts[number] for number in numbers)
    found = tagger._cues.found(bag)
    learned = _learned(tagger, bag.words)
    meanings = _meanings(tagger, [texts[number] for number in numbers])
    by_code: dict[int, list[int]] = {}
    for place, cue in enumerate(tagger._cues.cues):
        by_code.setdefault(cue.code, []).append(place)
    why = []
    for number, code in pairs:
        place = row[number]
        said = {
            str(tagger._cues.cues[cue]): 0.5 * float(found[place, cue]) * tagger._cues.cues[cue].weight
            for cue in by_code.get(code, ())
            if found[place, cue] > 0
        }
        words = bag.counts.indices[bag.counts.indptr[place] : bag.counts.indptr[place + 1]]
        cued = {word for text in said for word in text.rsplit(" (", 1)[0].split()}
        said |= {what: float(much[place, code]) for what, much in meanings.items() if much[place, code] > 0.05}
        for word in words if learned is not None else ():
            if learned[word, code] > 0.02 and bag.words[word] not in cued:
                said[f"{bag.words[word]} (coded texts)"] = float(learned[word, code])
        why.append(sorted(said, key=lambda text: (-said[text], text))[:REASONS])
    return why


def _meanings(tagger: Tagger, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """What the vectors of the texts add to the score of each code, by where that comes from; empty without embeddings."""
    embedded = tagger._likeness.vectors(texts)
    if not embedded.size:
        return {}
    found = {"meaning (codebook)": 0.5 * tagger._likeness.scores(embedded)}
    if tagger.linear_ is not None:
        found["meaning (coded texts)"] = tagger._vectors(embedded) @ tagger.linear_.vectors
    return found


def _learned(tagger: Tagger, words: Sequence[str]) -> np.ndarray | None:
    """Words × codes: what each word alone adds to a code's score."""
    if tagger.linear_ is None:
        return None
    return tagger.features_.scores(read_words(words), tagger.linear_.columns)
