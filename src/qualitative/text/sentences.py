"""Sentences by Punkt, with the abbreviations of each language (text.languages) and no downloaded data."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qualitative.text.languages import UNKNOWN_LANGUAGE, Sentences, sentences_of

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

__all__ = ["sentence_spans"]

Span = tuple[int, int]

# blank lines, and lines that begin a heading or an item of a list, end a sentence whatever stands before them
_BLOCK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•–]\s|#{1,6}\s|\d{1,2}[.)]\s))")
# scripts that write no space after their full stop
_UNSPACED = re.compile(r"[。！？।؟۔]+[”’」』»)\]]*")
_LIST_NUMBER = re.compile(r"\W*(?:\d{1,3}|[a-zA-Z])[.)]\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\W*\Z")
_QUOTE_END = re.compile(r"[.!?…]\W*[\"”’'»]\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# a letter that names something ends a sentence where Punkt takes it for somebody's initial: "desa A. Di sana", "he and I. Sure"
_LETTER = re.compile(r"(?<=[^\W\d_A-Z])\s([A-Z])[.]\s+(?=([A-Z][^\W\d_]*))")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_INITIALS = re.compile(r"[A-Z][a-z]+ (?:[A-Z][.]){2,}\Z")  # of a person, after a name: "Agus D.W."
_ROMAN = re.compile(r"(?:[IVXLC]{2,}|[VX])\b")  # a lone I is the pronoun
_ELLIPSIS = re.compile(r"(?:\.\.+|…)\W*\Z")
_PAUSE = re.compile(r"([^\W\d_]+)\s?(?:\.\.+|…)\Z")


def sentence_spans(text: str, language: str = UNKNOWN_LANGUAGE) -> list[Span]:
    """The sentences of `text` as half-open code points, in order, without the white space around them.

    `language` is the document's main one; the abbreviations of languages that it is mixed with are known too.

    >>> text = "Menurut Dr. Rahman, PP No. 39 berlaku. Ya."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Menurut Dr. Rahman, PP No. 39 berlaku.', 'Ya.']
    """
    spans: list[Span] = []
    told, punkt, is_unspaced = sentences_of(language), _punkt(language), _UNSPACED.search(text) is not None
    for start, end in _blocks(text):
        found = [
            whole
            for a, b in punkt.span_tokenize(text[start:end])
            for whole in _lettered(text, start + a, start + b, told)
        ]
        if is_unspaced:
            found = [part for whole in found for part in _unspaced(text, *whole)]
        spans += _joined(text, found, told)
    return [span for span in (_stripped(text, *span) for span in spans) if span[0] < span[1]]


@cache
def _punkt(language: str) -> PunktSentenceTokenizer:
    """One tokenizer a language. NLTK takes more than a second to import, so it is imported when first needed."""
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    class Quotes(PunktLanguageVars):  # type: ignore[misc]  # NLTK has no types
        """Punkt's own, and the curly closing quotes that it does not know."""

        re_boundary_realignment = re.compile(r'["\'”’»)\]}]+?(?:\s+|(?=--)|$)', re.MULTILINE)

    parameters = PunktParameters()
    parameters.abbrev_types = set(sentences_of(language).abbreviations)
    parameters.sent_starters = set(sentences_of(language).starters)
    return PunktSentenceTokenizer(parameters, lang_vars=Quotes())


def _blocks(text: str) -> list[Span]:
    start, blocks = 0, []
    for match in _BLOCK.finditer(text):
        blocks.append((start, match.start()))
        start = match.end()
    return [*blocks, (start, len(text))]


def _lettered(text: str, start: int, end: int, told: Sentences) -> list[Span]:
    parts = []
    for match in _LETTER.finditer(text, start, end):
        if match[2].lower() in told.starters or _is_pronoun(text, start, match, told):
            parts.append((start, match.start(1) + 2))
            start = match.start(2)
    return [*parts, (start, end)]


def _is_pronoun(text: str, start: int, letter: re.Match[str], told: Sentences) -> bool:
    before = _WORD_BEFORE.search(text, start, letter.start()) if letter[1] in told.pronouns else None
    return before is not None and before[0] in told.before_pronoun


def _unspaced(text: str, start: int, end: int) -> list[Span]:
    parts = []
    for match in _UNSPACED.finditer(text, start, end):
        parts.append((start, match.end()))
        start = match.end()
    return [*parts, (start, end)] if start < end else parts


def _joined(text: str, spans: list[Span], told: Sentences) -> list[Span]:
    """`spans` with those put together again that Punkt cut in the middle of a sentence."""
    casual = _is_casual(text, spans)
    joined: list[Span] = []
    for start, end in spans:
        if joined and _continues(text[slice(*joined[-1])], text[start:end], casual, told):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_casual(text: str, spans: list[Span]) -> bool:
    """Whether most sentences begin in lower case: then lower case says nothing about where one begins."""
    starts = [text[start] for start, _ in spans[1:] if text[start].isalpha()]
    return sum(letter.islower() for letter in starts) * 2 > len(starts) + 1


def _continues(before: str, after: str, casual: bool, told: Sentences) -> bool:
    if _LIST_NUMBER.fullmatch(before) or after[:1] in ",;:" or _goes_on(before, told):
        return True
    if after[:1].isdigit() or _ROMAN.match(after):
        word = _LAST_WORD.search(before)
        return word is not None and word[1].lower() in told.before_numbers
    first = _FIRST_WORD.match(after)
    if first is not None and first[0].lower() not in told.starters and _INITIALS.search(before):
        return first[0][0].isupper()
    if not after[:1].islower():
        word = _LAST_WORD.search(before)
        if first is not None and word is not None and first[0].lower() in told.numbered:
            return before[-1:] == "." and word[1].lower() in told.number_words
        return not any(letter.isalnum() for letter in after) and len(after) < 4 and after.isascii()
    return not casual or _QUOTE_END.search(before) is not None or _ELLIPSIS.search(before) is not None


def _goes_on(before: str, told: Sentences) -> bool:
    """Whether a sentence can't end here whatever comes: a filler and a pause, or an abbreviation that introduces something."""
    if before[-2:] == ".." or before[-1:] == "…":
        pause = _PAUSE.search(before, max(0, len(before) - 30))
        return pause is not None and pause[1].lower() in told.fillers
    return before[-1:] == "." and before[before.rfind(" ") + 1 : -1].lstrip("([{\"'“‘").lower() in told.introducing


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
