"""spaCy's tokenizer with a language's exceptions added as texts hold them: Indonesian has 16 000, and adding all takes more than a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

__all__ = ["AsNeeded", "pipeline_of"]

_KEY = 3  # characters by which an exception is looked up; shorter ones are there from the start


class AsNeeded:
    """A tokenizer that gives what it would give with all exceptions: before each text it adds those that stand in it.

    An exception can change a text only where its characters stand in it one after the other, white space aside.
    """

    def __init__(self, tokenizer: Tokenizer, exceptions: Mapping[str, Any]) -> None:
        self._tokenizer = tokenizer
        self._waiting: dict[str, dict[str, list[str]]] = {}
        self._exceptions = exceptions
        for chunk in exceptions:
            squeezed = _squeezed(chunk)
            if len(squeezed) < _KEY:
                tokenizer.add_special_case(chunk, exceptions[chunk])
            else:
                self._waiting.setdefault(squeezed[:_KEY], {}).setdefault(squeezed, []).append(chunk)

    def __call__(self, text: str) -> Doc:
        for chunk in list(self._found(_squeezed(text))):
            self._tokenizer.add_special_case(chunk, self._exceptions[chunk])
        document: Doc = self._tokenizer(text)
        return document

    def _found(self, text: str) -> Iterator[str]:
        """The exceptions that stand in a squeezed text and were not added yet; from now on they count as added."""
        for start in range(len(text) - _KEY + 1):
            if not (alike := self._waiting.get(text[start : start + _KEY])):
                continue
            for squeezed in [one for one in alike if text.startswith(one, start)]:
                yield from alike.pop(squeezed)


def pipeline_of(language: str) -> Language:
    """spaCy's blank pipeline of `language`. Raises what spacy.blank raises for one that spaCy has not."""
    import spacy
    from spacy.tokenizer import Tokenizer
    from spacy.util import get_lang_class

    whole = get_lang_class(language)
    if not (exceptions := getattr(whole.Defaults, "tokenizer_exceptions", None)):
        return spacy.blank(language)

    bare = type(whole.Defaults.__name__, (whole.Defaults,), {"tokenizer_exceptions": {}})
    pipeline: Language = type(whole.__name__, (whole,), {"Defaults": bare})()
    if type(pipeline.tokenizer) is not Tokenizer:
        return spacy.blank(language)
    pipeline.tokenizer = AsNeeded(pipeline.tokenizer, exceptions)
    return pipeline


def _squeezed(text: str) -> str:
    return "".join(text.split())
