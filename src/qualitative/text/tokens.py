"""Tokens by spaCy's blank pipelines; no model is downloaded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qualitative.text.exceptions import pipeline_of
from qualitative.text.languages import stop_words
from qualitative.text.stems import stem

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["blank_pipeline", "token_spans"]


@cache
def blank_pipeline(language: str) -> Language:
    """spaCy's blank pipeline of `language`, with a component that sets each token's `lemma_` to its stem.

    For a language that spaCy has not, that of many languages, with the language's own stop words (text.languages).
    """
    import spacy
    from spacy.attrs import IS_STOP
    from spacy.language import Language

    if not Language.has_factory("qualitative_stems"):
        Language.factory("qualitative_stems", func=_stemmer, default_config={"language": language})
    try:
        pipeline = pipeline_of(language)
    except (ImportError, ValueError):  # a language that spaCy does not know, or needs more for
        pipeline = spacy.blank("xx")
        common = stop_words((language,))
        pipeline.vocab.lex_attr_getters[IS_STOP] = lambda word: word.lower() in common  # type: ignore[attr-defined]  # in no stub
    pipeline.max_length = 100_000_000  # the limit guards parsers, and there is none here
    pipeline.add_pipe("qualitative_stems", config={"language": language})
    return pipeline


def token_spans(text: str, language: str) -> list[tuple[int, int]]:
    """The tokens of `text`, white space left out, as half-open code points.

    >>> [("Dana desa, ya."[a:b]) for a, b in token_spans("Dana desa, ya.", "id")]
    ['Dana', 'desa', ',', 'ya', '.']
    """
    document = blank_pipeline(language).make_doc(text)
    return [(token.idx, token.idx + len(token)) for token in document if not token.is_space]


class _Stems:
    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, document: Doc) -> Doc:
        for token in document:
            token.lemma_ = stem(token.text, self._language)
        return document


def _stemmer(nlp: Language, name: str, language: str) -> _Stems:
    return _Stems(language)
