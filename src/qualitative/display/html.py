"""A piece of HTML that a notebook shows, and colours that are safe to put in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Html", "safe_colour"]

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Html:
    """HTML whose text from outside was escaped where it was put in; `text` is the plain form for a terminal."""

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text or f"<Html, {len(self.html)} characters>"


def safe_colour(colour: str) -> str:
    """The colour if it is a hexadecimal one, else grey: a codebook comes from outside too.

    >>> safe_colour("#0072B2"), safe_colour("red;background:url(x)")
    ('#0072B2', '#cccccc')
    """
    return colour if _COLOUR.fullmatch(colour) else "#cccccc"
