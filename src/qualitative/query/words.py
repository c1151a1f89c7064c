"""Whether words stand in passages: whole ones in any case of letters, one after the other; with `~` in all their forms. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qualitative.query.tree import Term
from qualitative.text.folding import bare
from qualitative.text.matching import whole_words
from qualitative.text.tokens import blank_pipeline

__all__ = ["saying"]

_PASSAGES = 8192  # passages that are kept folded: one query after another asks for the same
_BETWEEN = "\0"  # parts stems; no text holds it


def saying(term: Term, passages: Iterable[tuple[str, str]]) -> list[bool]:
    """For each passage (text, language), whether it says some value of a term on its text."""
    patterns = [_pattern(value.text, value.is_open) for value in term.values]
    wanted: dict[str, list[str]] = {}  # stems of the values, by language
    found = []
    for text, language in passages:
        seen = _bare(text)
        is_said = any(pattern.search(seen) for pattern in patterns)
        if term.inflected and not is_said:
            if language not in wanted:
                wanted[language] = [_stems(value.text, language) for value in term.values]
            stems = _stems(seen, language)
            is_said = any(value in stems for value in wanted[language])
        found.append(is_said)
    return found


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
