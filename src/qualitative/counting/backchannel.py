"""Back-channels: short turns with which somebody only shows that they listen, told by their form and in no language's words.

A turn is one if, once remarks in brackets (`[laughs]`, `(nods)`) are left out, it has at most `words` words and `letters` letters, no digit, and
does not ask. In scripts that are written without blanks each letter is a word. What is longer may say something; what is this short may too
("No."), so that only the places of *other* speakers pass over it: it is a place of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf

__all__ = ["BackChannel", "says_something"]

_REMARK = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>|\*[^*]*\*")
_ASKS = re.compile(
    "[?\uff1f\u061f\u037e\u2047\u2048\u2e2e]"
)  # full-width, Arabic, Greek, doubled and reversed ones too
# scripts without blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class BackChannel:
    """How long a back-channel may be: in words and in letters."""

    words: int = 3
    letters: int = 16

    def __call__(self, text: str) -> bool:
        """Whether a turn with this text is a back-channel.

        >>> back = BackChannel()
        >>> [back(text) for text in ("Mm-hm.", "Ya, betul.", "[laughs]", "And the money?", "Twenty", "20", "From the village fund.")]
        [True, True, True, False, True, False, False]
        """
        words, letters = _length(text)
        return words <= self.words and letters <= self.letters


@lru_cache(maxsize=8192)  # one reading after another asks of the same turns
def _length(text: str) -> tuple[float, float]:
    """(words, letters) of a turn without its remarks; without end where it asks or names a figure."""
    said = _REMARK.sub(" ", text)
    if _ASKS.search(said) or any(map(str.isdigit, said)):
        return inf, inf
    spoken = [word for word in said.split() if any(map(str.isalpha, word))]
    return sum(max(1, len(_UNSPACED.findall(word))) for word in spoken), sum(map(str.isalpha, said))


def says_something(text: str) -> bool:
    """Whether there is any word or figure beside remarks in brackets.

    >>> says_something("No."), says_something("[shrugs] …")
    (True, False)
    """
    return any(map(str.isalnum, _REMARK.sub(" ", text)))
