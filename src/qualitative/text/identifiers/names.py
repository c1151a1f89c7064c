"""The names of a list, however they are written: any blanks, capitals, line breaks, invisible characters, possessives. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qualitative.text.folding import Folded
from qualitative.text.identifiers.found import Identifier, folded_value

__all__ = ["find_names"]


def find_names(text: str, folded: Folded, names: Iterable[str]) -> Iterator[Identifier]:
    """Every place of `names` in `text` (`folded` is its folded form), also before `'s`, `-nya`, `-ku` and `-mu`.

    A name that is written with a capital is found with one only, since it may be a word too (`Budi`, `Grace`).
    """
    known = {folded_value(name): name for name in names if name.strip()}
    if not known:
        return
    for match in _pattern(tuple(known)).finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        wanted = known[match[0]]
        if text[start].isupper() or not wanted.strip()[0].isupper():
            yield Identifier(start, end, "name", text[start:end], match[0])


@lru_cache(maxsize=64)
def _pattern(values: tuple[str, ...]) -> re.Pattern[str]:
    """All names at once, the longest first; the number of a note may stand right behind one."""
    ways = "|".join(re.escape(value) for value in sorted(values, key=lambda value: (-len(value), value)))
    return re.compile(rf"(?<!\w)(?:{ways})(?=-?(?:nya|ku|mu)\b|(?![^\W\d⁰¹²³⁴-⁹]))")
