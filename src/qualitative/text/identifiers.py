"""Find what identifies a person in Indonesian text: numbers, addresses, dates of birth, and names from a list. Pure.

A NIK is region (6 digits), date of birth (DDMMYY, the day plus 40 for women) and a serial; a family card (KK) is region, date of issue and a
serial (Peraturan Pemerintah 37/2007). Sixteen digits that are neither are reported as a number all the same: a slip of the pen hides nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["KINDS", "Identifier", "find_identifiers", "is_plausible_nik"]

KINDS = ("nik", "kk", "number", "phone", "email", "birth-date", "address", "name")

# province codes of the Ministry of Home Affairs
_PROVINCES = {*range(11, 20), 21, *range(31, 37), 51, 52, 53, *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)}
_MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "agu",
    "aug",
    "sep",
    "okt",
    "oct",
    "nov",
    "des",
    "dec",
]
_SIXTEEN = re.compile(r"(?<![\w.,-])\d(?:[ .\-]?\d){15}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+62|62|0)[ .\-]?8\d{1,2}(?:[ .\-]?\d{2,4}){2,3}|\(?0[2-9]\d{1,2}\)?[ .\-]\d{3,4}[ .\-]?\d{3,4})(?![\w-])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}|\d{{1,2}} (?:{'|'.join(_MONTHS)})\.? (?:19|20)\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:lahir|kelahiran|ttl|tgl\.? ?lahir|born|birth)\b", re.IGNORECASE)
_FAMILY_CARD = re.compile(r"\b(?:KK|kartu keluarga|family card)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:Jl\.?|Jln\.?|Jalan|Gg\.?|Gang|Perum(?:ahan)?|Komplek|Kompleks|Blok)[ \n]+[A-Z0-9][\w.'/-]*(?:[ \n]+(?!RT\b|RW\b|No\b)[A-Z0-9][\w.'/-]*){0,4}"
    r"(?:,?[ \n]+(?:No|Nomor|no)\.?[ \n]*\d+\w?)?(?:,?[ \n]+RT\W{0,2}\d{1,3}[ \n]*[/,]?[ \n]*RW\W{0,2}\d{1,3})?"
    r"|\bRT\W{0,2}\d{1,3}[ \n]*[/,]?[ \n]*RW\W{0,2}\d{1,3}"
)


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One place: `start:end` of the text, what kind it is, and `value`, the same for every way of writing it."""

    start: int
    end: int
    kind: str
    text: str
    value: str


def find_identifiers(text: str, names: Iterable[str] = ()) -> list[Identifier]:
    """All identifiers in order; where two overlap, the longer one.

    >>> [(one.kind, one.text) for one in find_identifiers("NIK 3201014107850001, WA 0812-3456-7890")]
    [('nik', '3201014107850001'), ('phone', '0812-3456-7890')]
    """
    found = [*_numbers(text), *_matches(text, _EMAIL, "email"), *_births(text), *_addresses(text), *_names(text, names)]
    kept: list[Identifier] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, KINDS.index(one.kind), one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept)


def is_plausible_nik(digits: str) -> bool:
    """Whether 16 digits have a province, a possible date and a serial.

    >>> is_plausible_nik("3201014107850001"), is_plausible_nik("3201013207850001"), is_plausible_nik("1234567890123456")
    (True, False, False)
    """
    if not re.fullmatch(r"\d{16}", digits):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    date = 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12
    return int(digits[:2]) in _PROVINCES and digits[2:4] != "00" and date and digits[12:] != "0000"


def _numbers(text: str) -> list[Identifier]:
    found = []
    for match in _SIXTEEN.finditer(text):
        digits = _digits(match[0])
        kind = "nik" if is_plausible_nik(digits) else "number"
        # a card's date of issue can't be told from a man's date of birth; the word before it can
        if (
            kind == "nik"
            and int(digits[6:8]) <= 31
            and _FAMILY_CARD.search(text, max(0, match.start() - 30), match.start())
        ):
            kind = "kk"
        found.append(Identifier(match.start(), match.end(), kind, match[0], digits))
    for match in _PHONE.finditer(text):
        digits = re.sub(r"^(?:62|0)", "0", _digits(match[0]))
        if 9 <= len(digits) <= 14:
            found.append(Identifier(match.start(), match.end(), "phone", match[0], digits))
    return found


def _births(text: str) -> list[Identifier]:
    return [one for one in _matches(text, _DATE, "birth-date") if _BORN.search(text, max(0, one.start - 40), one.start)]


def _addresses(text: str) -> list[Identifier]:
    return [
        Identifier(match.start(), match.start() + len(shown), "address", shown, _folded(shown))
        for match in _ADDRESS.finditer(text)
        for shown in [match[0].rstrip(".,")]
    ]


def _names(text: str, names: Iterable[str]) -> list[Identifier]:
    """Names with any spacing, also before -nya; capitalised or all in capitals, so that a name which is also a word is not found there."""
    found = []
    for name in names:
        parts = [re.escape(part) for part in name.split()]
        if parts:
            spaced = r"[ \n]+".join(parts)
            pattern = re.compile(rf"(?<!\w){spaced}(?=nya\b|(?!\w))", re.IGNORECASE)
            found += [
                Identifier(match.start(), match.end(), "name", match[0], _folded(name))
                for match in pattern.finditer(text)
                if match[0][0].isupper() or not name[0].isupper()
            ]
    return found


def _matches(text: str, pattern: re.Pattern[str], kind: str) -> list[Identifier]:
    return [Identifier(m.start(), m.end(), kind, m[0], _folded(m[0])) for m in pattern.finditer(text)]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
