"""Where the words of a row stand in a text: exactly, else without regard to white space, else to capitals too. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Searched"]


@dataclass
class Searched:
    """A text in which many quotes are looked for."""

    text: str

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        """The text without white space, and where each character of it stands."""
        places = [place for place, character in enumerate(self.text) if not character.isspace()]
        return "".join(self.text[place] for place in places), places

    @cached_property
    def _folded(self) -> str:
        # lower, not casefold, where the length must stay
        plain = self._plain[0]
        return "".join(character.lower() if len(character.lower()) == 1 else character for character in plain)

    def places(self, quote: str) -> list[tuple[int, int]]:
        """The places of a quote, at most two: one is where it stands, two say that it can't be told."""
        wanted = unicodedata.normalize("NFC", quote.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if not wanted:
            return []
        exact = _found(self.text, wanted)
        if exact:
            return [(place, place + len(wanted)) for place in exact]
        plain, places = self._plain
        squeezed = "".join(wanted.split())
        lower = "".join(character.lower() if len(character.lower()) == 1 else character for character in squeezed)
        for text, words in ((plain, squeezed), (self._folded, lower)):
            found = _found(text, words)
            if found:
                return [(places[place], places[place + len(words) - 1] + 1) for place in found]
        return []


def _found(text: str, words: str) -> list[int]:
    first = text.find(words)
    if first < 0:
        return []
    second = text.find(words, first + 1)
    return [first] if second < 0 else [first, second]
