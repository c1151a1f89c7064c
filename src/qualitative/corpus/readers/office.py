"""What readers of word processors' files share: marks of bold and italics, and where a thing stood that is not read."""

from __future__ import annotations

from collections.abc import Sequence

from qualitative.corpus.readers.raw import STRONG, WEAK

__all__ = ["behind", "bolded", "parted_by_slant", "raised", "slanted", "squeezed", "unmarked"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SLANT = "\x04"  # before a paragraph that is set in italics as a whole


def behind(words: str) -> str:
    """`behind 'the last words before it'`, or nothing at the beginning.

    >>> behind("Kami mulai dari balai desa. Antrean panjang")
    "behind 'balai desa. Antrean panjang'"
    """
    last = squeezed(words)[-400:].split()[-4:]
    return f"behind '{' '.join(last)}'" if last else "at the beginning"


def bolded(text: str) -> str:
    """Text between the marks of bold."""
    return f"{STRONG}{text}{WEAK}" if text else ""


def slanted(text: str) -> str:
    """A paragraph that is set in italics as a whole."""
    return f"{_SLANT}{text}" if squeezed(text) else text


def parted_by_slant(blocks: Sequence[str]) -> list[str]:
    """Paragraphs whose italics are bold where nothing else is: that alone may part who asks from who answers."""
    plain = [block.replace(_SLANT, "") for block in blocks]
    if any(STRONG in block for block in plain):
        return plain
    return [bolded(made) if block.startswith(_SLANT) else made for block, made in zip(blocks, plain, strict=True)]


def squeezed(text: str) -> str:
    """Without marks of bold and italics, each white space one blank."""
    return " ".join(unmarked(text).split())


def unmarked(text: str) -> str:
    """Without marks of bold and italics."""
    return text.replace(STRONG, "").replace(WEAK, "").replace(_SLANT, "")


def raised(text: str) -> str:
    """Raised digits as such, so that the number of a note never becomes part of the number before it.

    >>> "2011" + raised("3")
    '2011³'
    """
    return text.translate(_RAISED) if text.strip().isdecimal() else text
