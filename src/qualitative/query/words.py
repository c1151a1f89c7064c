"""Whether words stand in a passage: whole ones in any case of letters, one after the other; with `~` in all their forms. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from qualitative.query.tree import Term
from qualitative.text.folding import bare
from qualitative.text.matching import KeywordMatcher, whole_words

__all__ = ["says"]


def says(term: Term, text: str, language: str) -> bool:
    """Whether a passage says some value of a term on its text."""
    if term.inflected and _matcher(tuple(value.text for value in term.values), language).find(text):
        return True
    return any(_pattern(value.text, value.is_open).search(bare(text).text) is not None for value in term.values)


@lru_cache(maxsize=64)
def _matcher(words: tuple[str, ...], language: str) -> KeywordMatcher:
    return KeywordMatcher({"text": words}, language)


@lru_cache(maxsize=256)
def _pattern(words: str, is_open: bool) -> re.Pattern[str]:
    return whole_words(words, is_open=is_open)
