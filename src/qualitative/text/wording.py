"""Words that several commands say."""

from __future__ import annotations

__all__ = ["number_of"]


def number_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> number_of(1, "change"), number_of(1200, "script"), number_of(2, "entry", "entries")
    ('1 change', '1,200 scripts', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
