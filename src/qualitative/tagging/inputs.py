"""What callers give as texts and codes, from lists, tuples, arrays, Series or generators, as plain lists; what is neither is named."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

from qualitative.errors import TaggerError

__all__ = ["codes_of", "groups_of", "languages_of", "texts_of"]


def texts_of(texts: Iterable[str]) -> list[str]:
    """The texts in order; None and NaN, which tables hold for an empty cell, as the empty text. Raises TaggerError for what is no text."""
    if isinstance(texts, (str, bytes)):
        raise TaggerError(f"texts is a single text, {str(texts)[:40]!r}; give a list of texts")
    found = list(texts)  # by position: a Series would be read by its labels
    for number, text in enumerate(found):
        if isinstance(text, str):
            continue
        if text is not None and text == text:  # NaN alone differs from itself
            raise TaggerError(f"text {number} is {str(text)[:40]!r}, of type {type(text).__name__}; give texts as str")
        found[number] = ""
    return found


def codes_of(codes: Iterable[Collection[str]], texts: int) -> list[list[str]]:
    """For each of `texts` texts its codes. Raises TaggerError where there are more or fewer, or where one is no collection of ids."""
    each = list(codes)
    if len(each) != texts:
        raise TaggerError(f"{texts} texts but {len(each)} sets of codes; give one set for each text")
    found: list[list[str]] = []
    for number, given in enumerate(each):
        if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
            raise TaggerError(
                f"the codes of text {number} are {given!r}; give a set of code ids for each text, empty where it has none"
            )
        found.append(list(given))
        for code in found[number]:
            if not isinstance(code, str):
                raise TaggerError(f"the codes of text {number} hold {code!r}, which is no code id; give sets of ids")
    return found


def languages_of(languages: Sequence[str]) -> list[str]:
    """The languages in their order, each once. Raises TaggerError for a single text, and for what is no list of texts."""
    if isinstance(languages, str) or not all(isinstance(language, str) for language in languages):
        raise TaggerError(f"languages is {languages!r}; give a list of languages, such as ['en']")
    return list(dict.fromkeys(languages))


def groups_of(groups: Iterable[Hashable] | None, texts: int) -> list[Hashable] | None:
    """The group of each text, or None. Raises TaggerError where there are more or fewer than texts."""
    if groups is None:
        return None
    found = list(groups)
    if len(found) != texts:
        raise TaggerError(f"{texts} texts but {len(found)} groups; give each text the document that it is from")
    return found
