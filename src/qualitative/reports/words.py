"""The fixed words of report content in both languages: statuses, bases, kinds. Renderers have their own labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualitative.i18n import format_date, pick

__all__ = ["WORDS", "source_words", "word"]

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
    "observation": {"id": "pengamatan", "en": "observation"},
    # cases and domains; a study says in report.yaml what its cases are
    "case": {"id": "Kasus", "en": "Case"},
    "cases": {"id": "Kasus", "en": "Cases"},
    "national": {"id": "nasional", "en": "national"},
    "policy": {"id": "kebijakan", "en": "policy"},
    "human-resources": {"id": "sumber daya manusia", "en": "human resources"},
    "budget": {"id": "anggaran", "en": "budget"},
    "none": {"id": "di luar ketiganya", "en": "none of the three"},
    "barrier": {"id": "hambatan", "en": "barrier"},
    "enabler": {"id": "pendukung", "en": "enabler"},
    "neutral": {"id": "netral", "en": "neutral"},
}


def word(key: object, language: str, own: Mapping[str, Mapping[str, str]] = WORDS) -> str:
    """The word for a key, from a study's `own` words first; `a;b` gives both words; an unknown key is shown as it is."""
    return ", ".join(pick(own.get(part) or WORDS.get(part, part), language) for part in str(key).split(";"))


def source_words(source: object, language: str, own: Mapping[str, Mapping[str, str]] = WORDS) -> str | None:
    """The source of a value written out: section, basis, who, when; None for no source.

    >>> source_words("K informant NA 2018-11", "en")
    'section K, informant NA November 2018'
    """
    if not isinstance(source, str):
        return None
    section, *rest = source.split()
    words = [
        format_date(part, language) if re.fullmatch(r"\d{4}(-\d\d)*", part) else word(part, language, own)
        for part in rest
    ]
    return f"{pick({'id': 'bagian', 'en': 'section'}, language)} {section}, {' '.join(words)}"
