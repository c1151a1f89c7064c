"""Words in and words out: nothing of a file is lost, nothing invented. Pure.

Every step gives what it kept in the text and what it set aside, by kind and place; here the words are counted, without asking the step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Aside", "Balance", "balance", "numbered", "told_asides", "words_of"]

_WORD = re.compile(r"\w+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")  # as readers write digits that are raised in the file


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of the file that is not in the text: its kind (`footnote`), its words, and where it stood."""

    kind: str
    text: str = ""
    place: str = ""
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Words of the file that are nowhere, and words that the file does not hold."""

    lost: Counter[str]
    invented: Counter[str]

    @property
    def even(self) -> bool:
        """Whether every word is where it should be."""
        return not self.lost and not self.invented

    def told(self) -> str:
        """One sentence, with the first few words; nothing when even."""
        said = [
            f"{sum(c.values())} {what} ({', '.join(list(c)[:6])}{', …' if len(c) > 6 else ''})"
            for what, c in (("words lost", self.lost), ("words too many", self.invented))
            if c
        ]
        return "; ".join(said)


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text; marks, blanks and letters' case do not count.

    >>> words_of("Ya, ya — 2 kali.")
    Counter({'ya': 2, '2': 1, 'kali': 1})
    """
    return Counter(_words(text))


def _words(text: str) -> list[str]:
    low = text.casefold()
    return _WORD.findall(low if low.isascii() else low.translate(_RAISED))


def balance(before: str, after: Iterable[str], aside: Iterable[str] = ()) -> Balance:
    """The words of `before` against those of all pieces that were made of it.

    >>> balance("P: satu dua", ["satu"], ["P:"]).told()
    '1 words lost (dua)'
    """
    have = words_of(before)
    made: Counter[str] = Counter()
    for piece in (*after, *aside):
        made.update(_words(piece))
    return Balance(have - made, made - have)


def numbered(count: str) -> Aside:
    """The number that a file counts a turn or line by."""
    return Aside("number of a turn or line", count, plural="numbers of turns or lines")


def told_asides(asides: Sequence[Aside]) -> tuple[str, ...]:
    """`2 footnotes (11 words, the first behind 'Kami mulai')`, one a kind, in order of first appearance."""
    kinds: dict[str, list[Aside]] = {}
    for aside in asides:
        kinds.setdefault(aside.kind, []).append(aside)
    return tuple(_told(kind, group) for kind, group in kinds.items())


def _told(kind: str, group: Sequence[Aside]) -> str:
    name = kind if len(group) == 1 else group[0].plural or f"{kind}s"
    words = sum(len(_WORD.findall(aside.text)) for aside in group)
    where = next((aside.place for aside in group if aside.place), "")
    more = [
        *([f"{words} word{'s' * (words != 1)}"] if words else []),
        *([where if len(group) == 1 else f"the first {where}"] if where else []),
    ]
    shown = next((" ".join(aside.text.split()) for aside in group if aside.text.strip()), "")
    begin = f": {shown[:60]!r}{'…' if len(shown) > 60 else ''}" if shown else ""
    size = f" ({', '.join(more)})" if more else ""
    return f"{len(group)} {name}{size}{begin}"
