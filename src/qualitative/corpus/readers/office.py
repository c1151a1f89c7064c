"""What Word and OpenDocument share: the words around a thing that is not read, to say where it stood."""

from __future__ import annotations

from qualitative.corpus.readers.raw import STRONG, WEAK

__all__ = ["behind", "bolded", "squeezed"]


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


def squeezed(text: str) -> str:
    """Without marks of bold, each white space one blank."""
    return " ".join(text.replace(STRONG, "").replace(WEAK, "").split())
