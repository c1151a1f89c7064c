"""Whether two spellings may be one name. Pure; on folded words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["deletions", "is_one_off", "sound"]

# how Indonesian, Dutch-Indonesian and Arabic names are spelled: the same letter
_SOUNDS = (
    (r"oe", "u"), (r"dj", "j"), (r"tj", "c"), (r"nj", "ny"), (r"sj|sh|sy", "s"), (r"ch|kh", "h"), (r"ph|v", "f"), (r"th", "t"), (r"dh|dl", "d"),
    (r"q|ck", "k"), (r"x", "ks"), (r"z", "s"), (r"ie|y", "i"), (r"ou", "u"), (r"(?<=[aeiou])h(?=[^aeiou]|$)|(?<=[^aeiou])h", ""), (r"(.)\1+", r"\1"), (r"'", ""),
)  # fmt: skip


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """How a word sounds, roughly: without accents, and with one letter for what is spelled in two ways.

    >>> sound("boedi") == sound("budi"), sound("sjarifoeddin") == sound("syarifudin")
    (True, True)
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for pattern, sound in _SOUNDS:
        plain = re.sub(pattern, sound, plain)
    return plain


@lru_cache(maxsize=8192)
def deletions(word: str) -> tuple[str, ...]:
    """The word, and every word with one letter less: two words that share one differ by a letter or two."""
    return tuple(dict.fromkeys((word, *(word[:at] + word[at + 1 :] for at in range(len(word))))))


def is_one_off(a: str, b: str) -> bool:
    """Whether one letter was added, left out, changed, or two neighbours changed places.

    >>> is_one_off("aminah", "amniah"), is_one_off("aminah", "aminahh"), is_one_off("aminah", "amnah"), is_one_off("aminah", "amna")
    (True, True, True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[at + 1 :] == shorter[at:]
