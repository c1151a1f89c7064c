"""What the panel says: the room's catalogue, and what the page gets of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualitative.i18n import FALLBACK, catalogue, locale_of

__all__ = ["TEXTS", "page_locales", "page_words"]

TEXTS = catalogue("panel")


def page_words(languages: Iterable[str]) -> dict[str, dict[str, str | Mapping[str, str]]]:
    """Language → key → what the page says: a string, or one a plural form, in the language that lends it where it has none.

    >>> page_words(["en"])["en"]["memo.word"]
    'Memo'
    """
    return {
        language: {key: texts.get(language) or texts[FALLBACK] for key, texts in TEXTS.items()}
        for language in dict.fromkeys(languages)
    }


def page_locales(languages: Iterable[str]) -> dict[str, str]:
    """Language → the tag by which a browser knows its plural forms, names of languages and hours.

    >>> page_locales(["en", "id"])
    {'en': 'en-GB', 'id': 'id-ID'}
    """
    return {language: locale_of(language) for language in languages}
