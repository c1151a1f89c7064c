"""Find what identifies a person in a text, Indonesian or English: numbers, addresses, dates of birth, persons. Pure, in linear time.

found.py      what is found: a place, a kind, a value
cues.py       words that say what a number is
groups.py     groups of digits that may be one number
checks.py     check digits and dates inside numbers
numbers.py    NIK, family cards, tax, health, bank and payment cards; phones.py telephone numbers
tokens.py     plates, passports and other numbers with letters
spoken.py     numbers that are read out word by word
mail.py       e-mail, also spelled out
births.py     dates of birth
addresses.py  postal addresses, as proposals
persons.py    persons named with a title, as proposals; titles.py has the titles, lowercase.py those in small letters
names.py      the names of a list
near.py       what may be one of those names too; spelling.py whether two spellings may be one
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from qualitative.text.folding import Folded, fold
from qualitative.text.identifiers.addresses import find_addresses
from qualitative.text.identifiers.births import find_births
from qualitative.text.identifiers.checks import is_plausible_nik
from qualitative.text.identifiers.cues import read_cues
from qualitative.text.identifiers.found import KINDS, PROPOSED, Identifier, folded_value
from qualitative.text.identifiers.lowercase import find_lowercase
from qualitative.text.identifiers.mail import find_mail
from qualitative.text.identifiers.names import find_names
from qualitative.text.identifiers.numbers import find_numbers
from qualitative.text.identifiers.persons import find_persons
from qualitative.text.identifiers.spoken import find_spoken
from qualitative.text.identifiers.tokens import find_tokens

__all__ = [
    "KINDS",
    "PROPOSED",
    "Identifier",
    "find_identifiers",
    "find_identity_numbers",
    "folded_value",
    "is_plausible_nik",
]


_NUMBERS = frozenset(KINDS) - {"email", "birth-date", "address", "person", "name"}


def find_identifiers(
    text: str,
    names: Iterable[str] = (),
    *,
    places: Collection[str] = (),
    language: str | None = None,
    kinds: Collection[str] | None = None,
    wanted: Callable[[Identifier], bool] = bool,
) -> list[Identifier]:
    """All identifiers in order; where two overlap, the longer one.

    `names` are looked for besides; `places` (names of the study's cases) are never taken for an address or a person. `language` tells whose
    titles persons bear (None: both). Only those of `kinds` (None: all) that are `wanted` count, and hide nothing shorter below them.

    >>> [(one.kind, one.text) for one in find_identifiers("NIK 3201014107850001, WA 0812-3456-7890")]
    [('nik', '3201014107850001'), ('phone', '0812-3456-7890')]
    """
    found = list(find_names(text, fold(text), names)) if names else []
    kinds = frozenset(KINDS if kinds is None else kinds)
    if kinds - {"name"}:
        plain = fold(text, case=False, lines=False)
        found += [
            _placed(one, text, plain) for one in _shaped(plain.text, kinds, places, language) if one.kind in kinds
        ]
    return _apart([one for one in found if wanted(one)])


def _shaped(text: str, kinds: frozenset[str], places: Collection[str], language: str | None) -> Iterator[Identifier]:
    """What has a shape, in a folded text."""
    if kinds & _NUMBERS:
        cues = read_cues(text)
        yield from find_numbers(text, cues, language)
        yield from find_spoken(text)
        yield from find_tokens(text, cues)
    if "email" in kinds:
        yield from find_mail(text)
    if "birth-date" in kinds:
        yield from find_births(text)
    if "address" in kinds:
        yield from (one for one in find_addresses(text) if not _is_a_place(one, places))
    if "person" in kinds:
        small = find_lowercase(text) if language != "en" else ()
        yield from (one for one in (*find_persons(text, language), *small) if not _is_a_place(one, places))


def find_identity_numbers(text: str) -> list[Identifier]:
    """Only the numbers of `find_identifiers`; for many and large files."""
    plain = fold(text, case=False, lines=False)
    return [_placed(one, text, plain) for one in find_numbers(plain.text, read_cues(plain.text))]


def _placed(one: Identifier, text: str, plain: Folded) -> Identifier:
    start, end = plain.span(one.start, one.end)
    return Identifier(start, end, one.kind, text[start:end], one.value)


def _is_a_place(one: Identifier, places: Collection[str]) -> bool:
    """Whether it names a case of the study and nothing smaller."""
    words = one.value.split()
    return any(
        " ".join(words[first:]) == folded_value(place) for place in places for first in range(min(len(words), 3))
    )


def _apart(found: list[Identifier]) -> list[Identifier]:
    """Without overlaps: the longer stays, of equally long ones the first by kind."""
    kept: list[Identifier] = []
    for one in sorted(found, key=lambda one: (one.start, one.start - one.end, KINDS.index(one.kind))):
        while kept and one.start < kept[-1].end and _outranks(one, kept[-1]):
            kept.pop()
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _outranks(one: Identifier, other: Identifier) -> bool:
    return one.end - one.start > other.end - other.start
