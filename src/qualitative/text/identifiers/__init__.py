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
persons.py    persons named with a title, as proposals; titles.py has the titles
names.py      the names of a list
near.py       what may be one of those names too
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qualitative.text.folding import Folded, fold
from qualitative.text.identifiers.addresses import find_addresses
from qualitative.text.identifiers.births import find_births
from qualitative.text.identifiers.checks import is_plausible_nik
from qualitative.text.identifiers.cues import read_cues
from qualitative.text.identifiers.found import KINDS, PROPOSED, Identifier, folded_value
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


def find_identifiers(
    text: str, names: Iterable[str] = (), *, places: Collection[str] = (), language: str | None = None
) -> list[Identifier]:
    """All identifiers in order; where two overlap, the longer one.

    `names` are looked for besides; `places` (names of the study's cases) are never taken for an address or a person. `language` tells whose
    titles persons bear (None: both).

    >>> [(one.kind, one.text) for one in find_identifiers("NIK 3201014107850001, WA 0812-3456-7890")]
    [('nik', '3201014107850001'), ('phone', '0812-3456-7890')]
    """
    plain = fold(text, case=False, lines=False)
    cues = read_cues(plain.text)
    found = [
        *find_numbers(plain.text, cues),
        *find_spoken(plain.text, cues),
        *find_tokens(plain.text, cues),
        *find_mail(plain.text),
        *find_births(plain.text),
        *(one for one in find_addresses(plain.text) if not _is_a_place(one, places)),
        *(one for one in find_persons(plain.text, language) if not _is_a_place(one, places)),
    ]
    listed = list(find_names(text, fold(text), names)) if names else []
    return _apart([*(_placed(one, text, plain) for one in found), *listed])


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
