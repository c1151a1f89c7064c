"""Characters that show nothing or turn the text around: found and made visible, one for one, so that no position moves. Pure."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "show_hidden"]

# joiners do their work between letters of scripts that join and in emoji; after Latin letters, digits and spaces they only hide
_JOINERS = r"(?:(?<=[\x00-\u024f\u1e00-\u1eff\u2000-\u206f])|^)[\u200c\u200d]"
_TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SILENT = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
)
HIDDEN = re.compile(rf"[{_TURNS}{_SILENT}]|{_JOINERS}")


def show_hidden(text: str) -> str:
    """`text` with a sign in the place of each hidden character: ⇄ turns the direction, ␢ shows nothing, ␀ and the like control.

    >>> show_hidden("a\\u202eb\\u200bc")
    'a⇄b␢c'
    """
    return HIDDEN.sub(lambda match: _sign(match[0]), text)


def _sign(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    return "⇄" if re.match(f"[{_TURNS}]", character) else "␢"
