"""Text that shows as itself in every format: no character may steer the page around it. Pure."""

from __future__ import annotations

import re

__all__ = ["visible"]

# Bidirectional overrides and isolates can make words read in another order than they are written (UAX 9);
# control characters, lone surrogates and non-characters can't stand in XML at all.
_STEERING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""`text` with every steering character written out as its code point.

    >>> visible("a\u202eb\x00")
    'a⟨U+202E⟩b⟨U+0000⟩'
    """
    return _STEERING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
