"""Ids from the names of other tools, each once. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

__all__ = ["Namer", "plain_id", "tidy"]

LONGEST = 64


def plain_id(name: str) -> str:
    """A name as an id; empty where no letter or digit of it can be used.

    >>> plain_id("Café (Bu Ani)"), plain_id("中文")
    ('cafe-bu-ani', '')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


class Namer:
    """Gives each name an id of its own, beside those `taken`."""

    def __init__(self, taken: Iterable[str] = (), reserved: Collection[str] = ()) -> None:
        self._taken = {*taken, *reserved}
        self._next: dict[str, int] = {}

    def give(self, name: str, fallback: str) -> str:
        """An id for `name`; of names that become one id the later ones get a number."""
        base = plain_id(name) or fallback
        if base not in self._taken:
            self._taken.add(base)
            return base
        number = self._next.get(base, 2)
        while (made := self._numbered(base, number)) in self._taken:
            number += 1
        self._next[base] = number + 1
        self._taken.add(made)
        return made

    def _numbered(self, base: str, number: int) -> str:
        end = f"-{number}"
        return base[: LONGEST - len(end)].rstrip("-") + end

    def keep(self, id: str) -> bool:
        """Take an id as it is; whether it was free."""
        is_free = id not in self._taken
        self._taken.add(id)
        return is_free


def tidy(name: str) -> str:
    """A name on one line, without control and formatting characters.

    >>> tidy(" a\\n b\\u202e ")
    'a b'
    """
    kept = "".join(
        c if c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in name
    )
    return unicodedata.normalize("NFC", " ".join(kept.split()))
