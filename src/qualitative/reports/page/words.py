"""The fixed words of report content in both languages: statuses, bases, kinds. Renderers have their own labels.

What a study calls its cases, classes and values comes from `study.yaml` and `reports/report.yaml`, and stands before these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualitative.folder import Settings
from qualitative.i18n import format_date, pick

__all__ = ["WORDS", "own_words", "source_words", "word"]

Words = Mapping[str, Mapping[str, str]]

WORDS: dict[str, dict[str, str]] = {
    # statuses
    "supported": {"id": "didukung", "en": "supported"},
    "contested": {"id": "diperselisihkan", "en": "contested"},
    "contradicted": {"id": "dibantah", "en": "contradicted"},
    "silent": {"id": "tanpa bukti", "en": "silent"},
    "asserted": {"id": "dinyatakan penulis", "en": "asserted"},
    "inconsistent": {"id": "sumber tidak selaras", "en": "inconsistent"},
    # bases
    "informant": {"id": "informan", "en": "informant"},
    "document": {"id": "dokumen", "en": "document"},
    "table": {"id": "tabel", "en": "table"},
    "author": {"id": "penulis", "en": "author"},
    # provenance
    "published": {"id": "publikasi", "en": "published"},
    "simulated": {"id": "simulasi", "en": "simulated"},
    "fieldwork": {"id": "lapangan", "en": "fieldwork"},
    # kinds of documents
    "interview": {"id": "wawancara", "en": "interview"},
    "group": {"id": "kelompok", "en": "group"},
    "observation": {"id": "pengamatan", "en": "observation"},
    "survey": {"id": "survei", "en": "survey"},
    # who codes; a study says what its models are
    "human": {"id": "manusia", "en": "human"},
    "model": {"id": "model", "en": "model"},
    # the publication that a secondary analysis reads; a study may call it a paper, a book, a thesis
    "work": {"id": "tulisan", "en": "work"},
}
# without a work nobody is the author: what falls short of an expectation is only that
_NO_AUTHOR = {"asserted": {"id": "belum mencukupi", "en": "not enough"}}


def own_words(settings: Settings, values: Words, *, author: bool) -> dict[str, Mapping[str, str]]:
    """A study's own words by key: its classes, then what a case is called (`case`, `cases`), then `values` of report.yaml."""
    classes = {value: texts for one in settings.classes.values() for value, texts in one.values.items()}
    called = {language: text[:1].upper() + text[1:] for language, text in settings.case.word.items()}
    several = {language: _plural(text, language) for language, text in called.items()}
    return {**classes, **({} if author else _NO_AUTHOR), "case": called, "cases": several, **values}


def _plural(word: str, language: str) -> str:
    """The usual plural of a noun; `cases` in report.yaml says another.

    >>> _plural("School", "en"), _plural("Company", "en"), _plural("Desa", "id")
    ('Schools', 'Companies', 'Desa')
    """
    if language != "en":
        return word
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def word(key: object, language: str, own: Words = WORDS) -> str:
    """The word for a key, from a study's `own` words first; `a;b` gives both words; an unknown key is shown as it is."""
    return ", ".join(pick(own.get(part) or WORDS.get(part, part), language) for part in str(key).split(";"))


def source_words(source: object, language: str, own: Words = WORDS) -> str | None:
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
    return f"{pick({'id': 'bagian', 'en': 'section'}, language)} {section}, {' '.join(words)}"
