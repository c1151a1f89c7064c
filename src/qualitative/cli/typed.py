"""What is typed at a terminal, as the functions below take it."""

from __future__ import annotations

__all__ = ["listed", "version"]


def listed(text: str) -> list[str]:
    """The names in a text with commas between.

    >>> listed("north, south,"), listed("")
    (['north', 'south'], [])
    """
    return [name.strip() for name in text.split(",") if name.strip()]


def version(text: str) -> int | str:
    """A version of the codebook: its number, or a word such as `head`.

    >>> version("7"), version("head")
    (7, 'head')
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
