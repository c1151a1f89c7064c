"""What reading a language takes: words that tell it, words too common to tell anything, marks of sentences, stems.

Each language has them in one file, `locale/<language>/reading.yaml` (docs/contributing/language.md); every entry of it may be missing. A
language without stems is not stemmed; one that says nothing of its sentences is read by what all others say of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qualitative.errors import LanguageError, did_you_mean
from qualitative.i18n import READ, resource

__all__ = [
    "UNKNOWN_LANGUAGE",
    "Rule",
    "Sentences",
    "Step",
    "common_words",
    "messenger_phrases",
    "sentences_of",
    "stemmed_languages",
    "stems_of",
    "stop_words",
]

# what a file may say
ENTRIES = (
    "common", "stop_words", "stems", "abbreviations", "before_numbers", "starters", "numbered", "number_words", "pronouns", "before_pronoun",
    "introducing", "fillers", "mixed_with", "messenger",
)  # fmt: skip
MESSENGER = ("messenger.says", "messenger.acts", "messenger.sent", "messenger.program", "messenger.addressed")
STEMS = ("stems.vowels", "stems.least", "stems.steps", "stems.count")
UNKNOWN_LANGUAGE = "und"  # the code of ISO 639 for a language that is not determined


@dataclass(frozen=True)
class Sentences:
    """Words that tell where sentences end: `abbreviations` that end none; those that do so only `before_numbers`; words that `numbered`
    things have behind a `number_word` ("No. HP"); `starters`, which open a sentence when they stand in upper case after an abbreviation;
    words `before_pronoun` behind which a lone letter is a `pronoun`, no name; abbreviations `introducing` what the sentence goes on with
    ("i.e."); and `fillers`, behind which three dots are a pause ("um... I went")."""

    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    numbered: frozenset[str]
    number_words: tuple[str, ...]
    starters: frozenset[str]
    pronouns: frozenset[str]
    before_pronoun: frozenset[str]
    introducing: frozenset[str]
    fillers: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """What a part of a word becomes."""

    pattern: re.Pattern[str]
    replacement: str


@dataclass(frozen=True)
class Step:
    """One step to a stem: the first of its rules that leaves `least` letters, with `vowels` among them, is followed."""

    rules: tuple[Rule, ...]
    least: int
    vowels: int
    vowel: re.Pattern[str]


@cache
def common_words() -> dict[str, tuple[str, ...]]:
    """Language → the words by which it is told from others, for each language that names some."""
    return {language: words for language in READ if (words := _words(language, "common"))}


@cache
def stop_words(languages: tuple[str, ...] = READ) -> frozenset[str]:
    """The words of these languages that are too common to tell one text from another."""
    return frozenset(word for language in languages for word in _words(language, "stop_words"))


@cache
def sentences_of(language: str) -> Sentences:
    """What tells the sentences of a language, with that of the languages that its texts are mixed with."""
    told = (language, *_words(language, "mixed_with"))
    if not _below(language, "abbreviations"):
        told = tuple(other for other in READ if _below(other, "abbreviations"))

    def words(key: str) -> frozenset[str]:
        return frozenset(word for one in told for word in _words(one, key))

    return Sentences(
        frozenset(word for one in told for word in _below(one, "abbreviations")),
        words("before_numbers"),
        words("numbered"),
        tuple(sorted(words("number_words"))),
        words("starters"),
        words("pronouns"),
        words("before_pronoun"),
        words("introducing"),
        words("fillers"),
    )


@cache
def messenger_phrases(kind: str) -> tuple[str, ...]:
    """What messengers write themselves, of all languages, `*` standing for a name: what they `say`, how persons `act`, what was
    `sent`; what programs write below a transcript; and how labels say to whom (`addressed`).
    """
    return tuple(
        dict.fromkeys(str(phrase) for language in READ for phrase in _told(language).get(f"messenger.{kind}", ()))
    )


@cache
def stems_of(language: str) -> tuple[Step, ...]:
    """The steps that lead to the stem of a word; none where the language has no stems."""
    told = _told(language)
    if not (steps := told.get("stems.steps")):
        return ()
    try:
        vowel = re.compile(f"[{told['stems.vowels']}]")
        return tuple(_step(step, int(told["stems.least"]), vowel) for step in steps)
    except (re.error, KeyError, TypeError, ValueError) as failure:
        raise LanguageError(
            f"the stems of {language!r} can't be read ({type(failure).__name__}: {failure}); give vowels, least and steps, each step"
            " [pattern, what takes its place] or a mapping of rules and vowels"
        ) from None


def stemmed_languages(languages: Iterable[str], *, counted: bool = False) -> tuple[str, ...]:
    """Those of the languages that have stems; with `counted` those in which words of one stem count as one word of a codebook."""
    with_stems = (language for language in languages if stems_of(language))
    return tuple(language for language in with_stems if not counted or _told(language).get("stems.count"))


@cache
def _told(language: str) -> Mapping[str, Any]:
    """What the language's file says, by keys joined by dots. Raises LanguageError for an entry that nobody reads."""
    told = resource(language, "reading")
    for key in told:
        group = {"stems": STEMS, "messenger": MESSENGER}.get(key.partition(".")[0], ENTRIES)
        if (key if group is not ENTRIES else key.split(".")[0]) not in group:
            known = group
            raise LanguageError(
                f"reading.yaml of {language!r} has {key!r}, which nothing reads; {did_you_mean(key, known)}"
            )
    return told


def _step(step: Any, least: int, vowel: re.Pattern[str]) -> Step:
    """A pair (pattern, replacement), or a mapping of `rules` (such pairs) with the `vowels` that they must leave."""
    pairs: Sequence[Sequence[str]] = step["rules"] if isinstance(step, dict) else [step]
    rules = tuple(Rule(re.compile(pattern), replacement) for pattern, replacement in pairs)
    return Step(rules, least, step["vowels"] if isinstance(step, dict) else 1, vowel)


def _words(language: str, key: str) -> tuple[str, ...]:
    return tuple(str(_told(language).get(key, "")).split())


def _below(language: str, key: str) -> tuple[str, ...]:
    """The words of all entries of a group, or of the one entry that stands for it."""
    return tuple(
        word for name in _told(language) if f"{name}.".startswith(f"{key}.") for word in _words(language, name)
    )
