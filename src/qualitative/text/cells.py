"""Cells of tables that people open in a spreadsheet: words that somebody said are no formula. Pure."""

from __future__ import annotations

import re

__all__ = ["inert_cell", "plain_cell"]

# what Excel, LibreOffice and Google Sheets take for a formula (owasp.org/www-community/attacks/CSV_Injection)
_FORMULA = re.compile(r"[=+\-@\t\r|\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")


def inert_cell(text: str) -> str:
    """A text that a spreadsheet shows as it stands: one that would be a formula gets a quotation mark before it. Numbers stay numbers.

    >>> inert_cell("=cmd|'/C calc'!A0"), inert_cell("-5"), inert_cell("desa")
    ("'=cmd|'/C calc'!A0", '-5', 'desa')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """What a cell said before `inert_cell`.

    >>> plain_cell("'=1+1"), plain_cell("'x"), plain_cell("-5")
    ('=1+1', "'x", '-5')
    """
    return text[1:] if text.startswith("'") and inert_cell(text[1:]) == text else text
