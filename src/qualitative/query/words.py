"""Whether words stand in a passage: whole ones in any case of letters, one after the other; with `~` in all their forms. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from qualitative.query.tree import Term
from qualitative.text.folding import bare
from qualitative.text.matching import whole_words
from qualitative.text.tokens import blank_pipeline

__all__ = ["says"]

_PASSAGES = 8192  # passages that are kept folded: one query after another asks for the same
_BETWEEN = "\0"  # parts stems; no text holds it


def says(term: Term, text: str, language: str) -> bool:
    """Whether a passage says some value of a term on its text."""
    seen = _bare(text)
    if any(_pattern(value.text, value.is_open).search(seen) for value in term.values):
        return True
    if not term.inflected:
        return False
    stems = _stems(seen, language)
    return any(_stems(value.text, language) in stems for value in term.values)


@lru_cache(maxsize=_PASSAGES)
def _bare(text: str) -> str:
    return bare(text).text


@lru_cache(maxsize=_PASSAGES)
def _stems(text: str, language: str) -> str:
    """The stems of a text's words, one after the other."""
    stems = (token.lemma_ for token in blank_pipeline(language)(text))
    return _BETWEEN + "".join(stem + _BETWEEN for stem in stems)


@lru_cache(maxsize=256)
def _pattern(words: str, is_open: bool) -> re.Pattern[str]:
    return whole_words(words, is_open=is_open)
