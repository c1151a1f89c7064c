"""Labels of a chat that say to whom: `From Rina to Everyone` is Rina. Pure; the words are each language's own (`messenger` in `reading.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from qualitative.text.languages import messenger_phrases

__all__ = ["who_wrote"]

NAME = 63


def who_wrote(label: str) -> str:
    """The name in a label that says to whom, or nothing where it is an ordinary label.

    >>> who_wrote("From Rina Wulandari to Everyone"), who_wrote("Budi to Rina")
    ('Rina Wulandari', '')
    """
    first, whole = _patterns()
    match = whole.fullmatch(label) if first.match(label) else None
    return next((name for name in match.groups() if name), "").strip() if match else ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(how such labels begin, each phrase with its first name as a group)."""
    phrases = messenger_phrases("addressed")
    begin = {re.escape(phrase.partition("*")[0]) for phrase in phrases}
    whole = [
        re.escape(phrase).replace(r"\*", rf"(.{{1,{NAME}}}?)", 1).replace(r"\*", rf".{{1,{NAME}}}?")
        for phrase in phrases
    ]
    if not phrases:
        return re.compile("(?!)"), re.compile("(?!)")
    return re.compile("|".join(sorted(begin)), re.IGNORECASE), re.compile("|".join(whole), re.IGNORECASE)
