"""Indonesian and English: choosing a text, writing numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LANGUAGES", "format_date", "format_number", "pick"]

LANGUAGES = ("id", "en")

_MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def pick(texts: Mapping[str, str] | str | None, language: str) -> str:
    """The text in `language`, else in the other language, else empty.

    >>> pick({"id": "Anggaran", "en": "Budget"}, "en")
    'Budget'
    """
    if texts is None:
        return ""
    if isinstance(texts, str):
        return texts
    return texts.get(language) or next((t for t in texts.values() if t), "")


def format_number(value: float, language: str, digits: int = 0) -> str:
    """A number with the thousands and decimal marks of the language.

    >>> format_number(1135, "id"), format_number(0.75, "id", 2), format_number(1135, "en")
    ('1.135', '0,75', '1,135')
    """
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def format_date(date: str, language: str) -> str:
    """`YYYY[-MM[-DD]]` written out.

    >>> format_date("2018-11", "id"), format_date("2019", "en")
    ('November 2018', '2019')
    """
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[language][int(parts[1]) - 1]
    return " ".join([*(str(int(d)) for d in parts[2:3]), month, parts[0]])
