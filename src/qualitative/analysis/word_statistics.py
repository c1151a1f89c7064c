"""Words of turns: how often, beside which, and in which of two groups more than the other. Pure.

Tokens are spaCy's; frequencies, collocations and their measures are NLTK's. What is not speech, such as [laughs], is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import TYPE_CHECKING, Any

from qualitative.analysis.limits import refusal, whose_words
from qualitative.analysis.turns import chosen_turns
from qualitative.errors import StatisticError, did_you_mean
from qualitative.i18n import pick
from qualitative.text.folding import bare
from qualitative.text.keyness import log_likelihood
from qualitative.text.tokens import blank_pipeline

if TYPE_CHECKING:
    import pandas as pd
    from nltk.collocations import BigramCollocationFinder

__all__ = ["STATISTICS", "collocations", "iter_words", "keyness", "word_frequencies", "word_statistic"]

STATISTICS = ("frequencies", "collocations", "keyness")

_ASIDE = re.compile(r"\[[^\]\n]*\]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def iter_words(text: str, language: str, stop_words: bool = True) -> Iterator[str]:
    """The words of a text in lower case; numbers and asides in brackets are no words.

    >>> list(iter_words("Dana desa, [tertawa] 2018 ya.", "id"))
    ['dana', 'desa', 'ya']
    """
    for token in blank_pipeline(language).make_doc(_ASIDE.sub(" ", bare(text).text)):
        if _WORD.fullmatch(token.text) and (stop_words or not token.is_stop):
            yield token.lower_


def word_frequencies(turns: pd.DataFrame, stop_words: bool = False, without: Iterable[str] = ()) -> pd.DataFrame:
    """word, count, documents, per_1000 (words, stop words included), commonest first; `without` names more words to leave out."""
    import pandas as pd
    from nltk.probability import FreqDist

    out = {word.lower() for word in without}
    places: dict[str, set[str]] = {}
    counts, total = FreqDist(), 0
    for document, text, language in zip(turns["document"], turns["text"], turns["language"], strict=True):
        total += sum(1 for _ in iter_words(text, language))
        words = [word for word in iter_words(text, language, stop_words) if word not in out]
        counts.update(words)
        for word in set(words):
            places.setdefault(word, set()).add(document)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [(word, n, len(places[word]), round(1000 * n / total, 2)) for word, n in order]
    return pd.DataFrame(rows, columns=["word", "count", "documents", "per_1000"])


def collocations(
    turns: pd.DataFrame, minimum: int = 3, window: int = 2, stop_words: bool = False, without: Iterable[str] = ()
) -> pd.DataFrame:
    """first, second, count, log_likelihood of pairs of words within `window` words of a turn, strongest first.

    Pairs seen fewer than `minimum` times are left out, and so are pairs with a stop word.
    """
    import pandas as pd
    from nltk.collocations import BigramAssocMeasures

    if minimum < 1 or window < 2:
        raise StatisticError(f"collocations need minimum ≥ 1 and window ≥ 2, not {minimum} and {window}")
    out = {word.lower() for word in without}
    finder = _finder(turns, window)
    finder.apply_freq_filter(minimum)
    pipelines = {language: blank_pipeline(language) for language in turns["language"].unique()}
    finder.apply_word_filter(
        lambda word: word in out or (not stop_words and any(p.vocab[word].is_stop for p in pipelines.values()))
    )
    scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    rows = [(*pair, finder.ngram_fd[pair], round(score, 2)) for pair, score in scored]
    rows.sort(key=lambda row: (-row[3], row[0], row[1]))
    return pd.DataFrame(rows, columns=["first", "second", "count", "log_likelihood"])


def keyness(target: pd.DataFrame, reference: pd.DataFrame, minimum: int = 3) -> pd.DataFrame:
    """word, target, reference, log_likelihood, log_ratio of two groups of turns, strongest first.

    Log-likelihood as in Rayson and Garside (2000), log ratio as in Hardie (2014) with half a count for none. Whether it may be asked at all
    depends on design and provenance: see `analysis.limits.refusal`. Raises StatisticError where a group has no words.
    """
    import pandas as pd

    ours, theirs = _counts(target), _counts(reference)
    total, other = sum(ours.values()), sum(theirs.values())
    if not total or not other:
        raise StatisticError(f"keyness compares two groups of words, but they have {total} and {other}")
    rows = []
    for word in sorted(set(ours) | set(theirs)):
        a, b = ours.get(word, 0), theirs.get(word, 0)
        if a + b >= minimum:
            ratio = log2(((a or 0.5) / total) / ((b or 0.5) / other))
            rows.append((word, a, b, round(log_likelihood(a, b, total, other), 2), round(ratio, 2)))
    rows.sort(key=lambda row: (-row[3], row[0]))
    return pd.DataFrame(rows, columns=["word", "target", "reference", "log_likelihood", "log_ratio"])


def word_statistic(
    statistic: str,
    turns: pd.DataFrame,
    design: Mapping[str, Any],
    *,
    against: Mapping[str, Any] | None = None,
    language: str = "en",
    interviewer: bool = False,
    documents: Iterable[str] | str | None = None,
    case: Iterable[str] | str | None = None,
    provenance: Iterable[str] | str | None = None,
    **settings: Any,
) -> pd.DataFrame:
    """One of STATISTICS over a choice of turns, interviewers left out unless asked for; `attrs["warning"]` says whose words they are.

    Keyness compares the choice with the turns that `against` chooses (a mapping of the same names). Raises StatisticError with the reason where
    design or provenance do not permit it.
    """
    chosen = chosen_turns(turns, documents, case, provenance, interviewer)
    other = None if against is None else chosen_turns(turns, **{"interviewer": interviewer, **against})
    provenances = {*chosen["provenance"], *([] if other is None else other["provenance"])}
    if statistic == "frequencies":
        table = word_frequencies(chosen, **settings)
    elif statistic == "collocations":
        table = collocations(chosen, **settings)
    elif statistic == "keyness":
        refused = refusal("keyness", design, provenances)
        if refused:
            raise StatisticError(pick(refused, language))
        if other is None:
            raise StatisticError(
                "keyness compares two groups of turns; say against which, as against={'case': 'north'}"
            )
        table = keyness(chosen, other, **settings)
    else:
        raise StatisticError(f"no statistic of words is called {statistic!r}; {did_you_mean(statistic, STATISTICS)}")
    table.attrs["warning"] = whose_words(provenances, language)
    return table


def _counts(turns: pd.DataFrame) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text, language in zip(turns["text"], turns["language"], strict=True):
        for word in iter_words(text, language):
            counts[word] = counts.get(word, 0) + 1
    return counts


def _finder(turns: pd.DataFrame, window: int) -> BigramCollocationFinder:
    from nltk.collocations import BigramCollocationFinder

    # padding between turns, so that no pair reaches from one speaker to the next
    stream: list[str | None] = []
    for text, language in zip(turns["text"], turns["language"], strict=True):
        stream += [*iter_words(text, language), *[None] * (window - 1)]
    return BigramCollocationFinder.from_words(stream, window)
