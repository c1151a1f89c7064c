"""The words that a file repeats for a span: whole or cut, white space squeezed or not. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Quote", "fits", "squeezed"]

_CUT = ("…", "...")
_LONG = 60  # characters from which a quote may have been cut without a sign
_GAPS = re.compile(r"[\s\x00-\x1f\x7f\ufffd\ufeff]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` as our texts are written, `plain` without white space, and whether it was cut."""

    text: str
    plain: str
    is_cut: bool

    @classmethod
    def of(cls, quote: str | None) -> Quote | None:
        """The quote of a span; None for none."""
        if quote is None or not quote.strip():
            return None
        text = unicodedata.normalize("NFC", quote.replace("\r\n", "\n").replace("\r", "\n"))
        cut = next((sign for sign in _CUT if text.endswith(sign)), "")
        return cls(text, squeezed(text.removesuffix(cut)), bool(cut))


def squeezed(text: str) -> str:
    """Without white space and control characters, which tools write in many ways.

    >>> squeezed("a  b\\n c")
    'abc'
    """
    return _GAPS.sub("", text)


def fits(quote: Quote, words: str) -> bool:
    """Whether `words` are those of the quote, or begin with it where it was cut."""
    if words == quote.text:
        return True
    if not quote.is_cut and len(quote.text) < _LONG and not -8 <= len(words) - len(quote.text) <= 64:
        return False
    plain = squeezed(words)
    if plain == quote.plain:
        return True
    if quote.is_cut or len(quote.text) >= _LONG:
        return bool(quote.plain) and plain.startswith(quote.plain)
    return False
