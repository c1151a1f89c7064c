"""The words for keys that stand in reports: bases, kinds. Renderers have their own labels.

What a study calls its cases, classes and values comes from `study.yaml` and `reports/report.yaml`, and stands before these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualitative.folder import Settings
from qualitative.i18n import Text, catalogue, format_date, pick

__all__ = ["own_words", "source_words", "word"]

TEXTS = catalogue("reports")
Words = Mapping[str, Text]


def own_words(settings: Settings, values: Words) -> dict[str, Text]:
    """A study's own words by key: its classes, then what a case is called (`case`, `cases`), then `values` of report.yaml."""
    classes = {value: texts for one in settings.classes.values() for value, texts in one.values.items()}
    called = {language: text[:1].upper() + text[1:] for language, text in settings.case.word.items()}
    several = {language: _plural(text, language) for language, text in called.items()}
    return {**classes, "case": called, "cases": several, **values}


def _plural(word: str, language: str) -> str:
    """The usual plural of a noun, where the language's catalogue has rules for it; `cases` in report.yaml says another.

    >>> _plural("School", "en"), _plural("Company", "en"), _plural("Desa", "id")
    ('Schools', 'Companies', 'Desa')
    """
    for pattern, ending in TEXTS["plurals"].get(language) or ():
        if re.search(pattern, word):
            return re.sub(pattern, ending, word)
    return word


def word(key: object, language: str, own: Words | None = None) -> str:
    """The word for a key, from a study's `own` words first; `a;b` gives both words; an unknown key is shown as it is."""
    own = own or {}
    return ", ".join(pick(own.get(part) or TEXTS.get(f"word.{part}") or part, language) for part in str(key).split(";"))


def source_words(source: object, language: str, own: Words | None = None) -> str | None:
    """The source of a value written out: section, basis, who, when; None for no source. What is written otherwise stays as it is.

    >>> source_words("K informant NA 2018-11", "en"), source_words("form filled in by the firm", "en")
    ('section K, informant NA November 2018', 'form filled in by the firm')
    """
    if not isinstance(source, str):
        return None
    section, *rest = source.split()
    if not rest or rest[0] not in ("informant", "document", "table", "author"):
        return source
    words = [
        format_date(part, language) if re.fullmatch(r"\d{4}(-\d\d)*", part) else word(part, language, own)
        for part in rest
    ]
    return TEXTS.say("source.section", language, letter=section, words=" ".join(words))
