"""Light stemmers: they bring the forms of a word together, and need not give a word that exists. Their rules are the language's own
(text.languages)."""

from __future__ import annotations

from functools import lru_cache

from qualitative.text.languages import Step, stems_of

__all__ = ["stem"]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of `word`, lower case; the word itself in a language without stems.

    >>> [stem(word, "id") for word in ("anggaran", "penganggaran", "Dianggarkan")], stem("funding", "en"), stem("Funding", "und")
    (['anggar', 'anggar', 'anggar'], 'fund', 'funding')
    """
    word = word.lower()
    steps = stems_of(language)
    if not steps or not word.replace("-", "").isalpha():
        return word
    halves = word.split("-")
    if len(halves) == 2 and halves[0] and halves[1].startswith(halves[0]):  # a plural: desa-desa, obat-obatan
        word = halves[1]
    for step in steps:
        word = _followed(step, word)
    return word


def _followed(step: Step, word: str) -> str:
    """The word after the first rule of a step that leaves enough of it; the word where none does."""
    for rule in step.rules:
        shorter = rule.pattern.sub(rule.replacement, word, count=1)
        if shorter != word and len(shorter) >= step.least and len(step.vowel.findall(shorter)) >= step.vowels:
            return shorter
    return word
