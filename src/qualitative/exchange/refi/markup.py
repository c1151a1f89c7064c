"""Writing the XML of REFI-QDA as text: a hundred thousand selections are many times faster so than as a tree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["attribute", "element", "quote_of", "text_of", "unwritable"]

_QUOTE = 100  # characters of a selection's words that stand as its name
_WRONG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def unwritable(text: str) -> int:
    """How many characters of a text XML can't hold."""
    return len(_WRONG.findall(text))


def text_of(text: str) -> str:
    """A text between tags; what XML can't hold becomes U+FFFD."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _WRONG.sub("\ufffd", text)


def attribute(text: str) -> str:
    """A text in an attribute, with its line ends and tabs."""
    return text_of(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, attributes: Iterable[tuple[str, str | None]], inside: str = "") -> str:
    """An element; attributes that are None are left out."""
    given = "".join(f' {key}="{attribute(value)}"' for key, value in attributes if value is not None)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def quote_of(words: str) -> str:
    """The words of a selection on one line, cut where they are long, as ATLAS.ti writes them.

    >>> quote_of("a\\n b"), len(quote_of("ab " * 100))
    ('a b', 100)
    """
    plain = " ".join(_WRONG.sub(" ", words[: 4 * _QUOTE]).split())
    is_cut = len(plain) > _QUOTE or len(words) > 4 * _QUOTE
    return f"{plain[: _QUOTE - 1]}…" if is_cut else plain
