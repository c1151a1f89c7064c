"""Find keywords and phrases in text, in their inflected forms too, with spaCy's PhraseMatcher."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qualitative.text.folding import bare
from qualitative.text.tokens import blank_pipeline

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher

__all__ = ["KeywordMatch", "KeywordMatcher", "whole_words"]


def whole_words(words: str, *, is_open: bool = False) -> re.Pattern[str]:
    """What finds words one after the other, in any case of letters, in a text that is `bare`; with `is_open` the last may go on.

    >>> bool(whole_words("dana desa").search("Dana\\n desa"))
    True
    """
    found = r"\s+".join(re.escape(word) for word in bare(words).text.split())
    end = "" if is_open else r"(?!\w)"
    return re.compile(rf"(?<!\w){found}{end}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """One keyword of one code found at `start:end` (half-open code points); `exact` unless only the stems agree."""

    start: int
    end: int
    code: str
    keyword: str
    exact: bool


class KeywordMatcher:
    """Keywords by code, looked up together in one pass over a text.

    >>> matcher = KeywordMatcher({"budget": ["anggaran", "dana desa"]}, "id")
    >>> [(m.code, m.keyword, m.exact) for m in matcher.find("Sudah dianggarkan dari Dana Desa.")]
    [('budget', 'anggaran', False), ('budget', 'dana desa', True)]
    """

    def __init__(self, keywords: Mapping[str, Iterable[str]], language: str) -> None:
        self._language = language
        self._entries = [
            (code, word) for code, words in keywords.items() for word in dict.fromkeys(words) if word.strip()
        ]

    def find(self, text: str) -> list[KeywordMatch]:
        """The matches in the order of the text. Of overlapping matches of one code the longest stays."""
        seen = bare(text)  # invisible characters part no word
        document = blank_pipeline(self._language)(seen.text)
        found = []
        for number, start, end in self._matcher(document):
            span = document[start:end]
            code, keyword = self._entries[int(document.vocab.strings[number])]
            start_there, end_there = seen.span(span.start_char, span.end_char)
            found.append(KeywordMatch(start_there, end_there, code, keyword, span.text.lower() == keyword.lower()))
        return _longest(found)

    @cached_property
    def _matcher(self) -> PhraseMatcher:
        from spacy.matcher import PhraseMatcher

        pipeline = blank_pipeline(self._language)
        matcher = PhraseMatcher(pipeline.vocab, attr="LEMMA")
        for number, (_, keyword) in enumerate(self._entries):
            matcher.add(str(number), [pipeline(keyword)])
        return matcher


def _longest(matches: list[KeywordMatch]) -> list[KeywordMatch]:
    kept: list[KeywordMatch] = []
    taken: dict[str, list[tuple[int, int]]] = {}  # of each code, in the order of the text
    for match in sorted(matches, key=lambda m: (m.start - m.end, not m.exact, m.start, m.keyword)):
        spans = taken.setdefault(match.code, [])
        at = bisect(spans, (match.start, match.end))
        if not any(match.start < end and start < match.end for start, end in spans[max(0, at - 1) : at + 1]):
            spans.insert(at, (match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end, m.code))
