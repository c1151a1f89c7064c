"""The fixed words around a report's content. A report's own `labels` come before these."""

from __future__ import annotations

from qualitative.i18n import catalogue, pick
from qualitative.reports.page.model import Report

__all__ = ["SYMBOLS", "TEXTS", "TONES", "counted", "words_of"]

TEXTS = catalogue("labels")

# how a status looks: statuses that say about as much share a colour and a symbol
TONES: dict[str, str] = {
    "corroborated": "strong",
    **dict.fromkeys(("one-source", "said", "called-for", "argued", "partly"), "single"),
    **dict.fromkeys(("only-author", "author-both", "only-author-against"), "author"),
    **dict.fromkeys(("mixed", "author-otherwise", "sources-otherwise"), "mixed"),
    **dict.fromkeys(("contradicted", "only-contrary"), "against"),
    **dict.fromkeys(("not-read", "not-found"), "open"),
}
SYMBOLS: dict[str, str] = {"strong": "✓", "single": "◐", "author": "✎", "mixed": "⇄", "against": "✗", "open": "○"}


def words_of(report: Report) -> dict[str, str]:
    """The fixed words in the report's language, but for those that count; the report's own labels replace them, key by key.

    >>> words_of(Report("findings", "en", "T", "", "2026", (), ()))["table"]
    'Table'
    """
    fixed = {key: pick(text, report.language) for key, text in TEXTS.items() if not key.startswith("count.")}
    return fixed | dict(report.labels)


def counted(what: str, n: int, language: str, **more: str) -> str:
    """How many `segments`, `sources`, `statements`, `persons` or `groups` (with their `persons`), in words.

    >>> counted("segments", 1, "en"), counted("persons", 3, "en"), counted("groups", 1, "en", persons="7 persons")
    ('1 segment', '3 persons', '1 group with 7 persons')
    """
    return TEXTS.say(f"count.{what}", language, n=n, **more)
