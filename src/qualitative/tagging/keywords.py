"""Keywords proposed from coded text, for a person to add to the codebook: words and pairs that set a code's sentences apart."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from qualitative.i18n import READ
from qualitative.tagging.bag import WORD
from qualitative.text.keyness import log_likelihood
from qualitative.text.languages import stop_words

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["propose_keywords"]

_LEAST = 2  # sentences with the code that must hold the word
_CERTAIN = 6.63  # log-likelihood at p = .01


def propose_keywords(
    code: str,
    texts: Sequence[str],
    codes: Sequence[Collection[str]],
    known: Collection[str] = (),
    top: int = 10,
    languages: Sequence[str] = READ,
) -> pd.DataFrame:
    """Words and pairs for `code`, the strongest first: keyword, kind (word or pair), inside, outside, keyness.

    Words are ranked by log-likelihood; a pair is proposed where NLTK's likelihood ratio calls it a collocation too. `known` are left out,
    and so are the stop words of `languages`.
    """
    import pandas as pd
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    common = stop_words(tuple(languages))
    words = [WORD.findall(text.lower()) for text in texts]
    with_code = [code in given for given in codes]
    finder = BigramCollocationFinder.from_documents(
        [row for row, inside in zip(words, with_code, strict=True) if inside]
    )
    finder.apply_word_filter(lambda word: word in common)
    bound = {pair for pair, score in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio) if score > _CERTAIN}
    rows = []
    for kind, units in (
        ("word", [set(row) for row in words]),
        ("pair", [set(itertools.pairwise(row)) for row in words]),
    ):
        inside = Counter(unit for row, has in zip(units, with_code, strict=True) if has for unit in row)
        outside = Counter(unit for row, has in zip(units, with_code, strict=True) if not has for unit in row)
        for unit, count in inside.items():
            name = unit if kind == "word" else " ".join(unit)
            wanted = (unit not in common and len(unit) > 2) if kind == "word" else unit in bound
            if count >= _LEAST and wanted and name not in {word.lower() for word in known}:
                value = _more_inside(count, sum(with_code), outside[unit], len(texts) - sum(with_code))
                if value > _CERTAIN:
                    rows.append((name, kind, count, outside[unit], round(value, 1)))
    rows.sort(key=lambda row: (-row[4], row[0]))
    return pd.DataFrame(rows[:top], columns=["keyword", "kind", "inside", "outside", "keyness"])


def _more_inside(inside: int, of: int, outside: int, of_others: int) -> float:
    """The log-likelihood of a unit in `inside` of `of` sentences against `outside` of `of_others`; 0 where it is rarer inside."""
    if not of or not of_others or inside / of <= outside / of_others:
        return 0.0
    return log_likelihood(inside, outside, of, of_others)
