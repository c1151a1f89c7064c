"""Keyword in context: every place where a word stands, with what stands left and right of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from qualitative.analysis.limits import whose_words
from qualitative.analysis.turns import chosen_turns
from qualitative.errors import StatisticError
from qualitative.text.folding import bare
from qualitative.text.matching import KeywordMatcher, whole_words

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Line", "concordance", "iter_concordance"]


Find: TypeAlias = Callable[[str, str], list[tuple[int, int]]]  # (text, language) → places


class Line(NamedTuple):
    """One place: `left` and `right` are cut at a word's edge and at the turn's; `start:end` are code points of the document."""

    left: str
    keyword: str
    right: str
    document: str
    turn: int
    speaker: str | None
    start: int
    end: int


def iter_concordance(turns: pd.DataFrame, keyword: str, width: int = 45, inflected: bool = False) -> Iterator[Line]:
    """The places of `keyword` in the turns (columns document, n, speaker, start, text, language), in their order.

    Whole words, in any case of letters; with `inflected` also forms of the same stem. Raises StatisticError for an empty keyword.
    """
    if not keyword.strip():
        raise StatisticError(f"the keyword {keyword!r} is empty; give a word or phrase to look for")
    find = _by_stem(keyword) if inflected else _by_letters(keyword)
    columns = ("document", "n", "speaker", "start", "text", "language")
    for document, n, speaker, begin, text, language in zip(*(turns[name] for name in columns), strict=True):
        for start, end in find(text, language):
            left, right = _left(text[:start], width), _right(text[end:], width)
            who = speaker if isinstance(speaker, str) else None
            yield Line(left, text[start:end], right, document, int(n), who, begin + start, begin + end)


def concordance(
    turns: pd.DataFrame, keyword: str, width: int = 45, inflected: bool = False, *, language: str = "en", **choice: Any
) -> pd.DataFrame:
    """`iter_concordance` as a table, over the turns that `choice` names (see analysis.turns.chosen_turns).

    `attrs["warning"]` says, in `language`, whose words they are.
    """
    import pandas as pd

    chosen = chosen_turns(turns, **choice)
    table = pd.DataFrame(list(iter_concordance(chosen, keyword, width, inflected)), columns=list(Line._fields))
    table.attrs.update(warning=whose_words(chosen["provenance"], language), language=language)
    return table


def _by_letters(keyword: str) -> Find:
    pattern = whole_words(keyword)

    def find(text: str, language: str) -> list[tuple[int, int]]:
        seen = bare(text)  # a soft hyphen inside a word hides no place of it
        return [seen.span(*match.span()) for match in pattern.finditer(seen.text)]

    return find


def _by_stem(keyword: str) -> Find:
    matchers: dict[str, KeywordMatcher] = {}

    def find(text: str, language: str) -> list[tuple[int, int]]:
        if language not in matchers:
            matchers[language] = KeywordMatcher({"keyword": [keyword]}, language)
        return [(match.start, match.end) for match in matchers[language].find(text)]

    return find


def _left(text: str, width: int) -> str:
    flat = re.sub(r"\s+", " ", text)
    if len(flat) <= width:
        return flat
    return "…" + flat[-width:].partition(" ")[2]


def _right(text: str, width: int) -> str:
    flat = re.sub(r"\s+", " ", text)
    if len(flat) <= width:
        return flat
    return flat[:width].rpartition(" ")[0] + "…"
