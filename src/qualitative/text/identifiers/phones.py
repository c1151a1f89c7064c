"""Telephone numbers of Indonesia, the United Kingdom, North America and Australia in all usual shapes, and any with a country's code. Pure.

Lengths and first digits: Indonesian Fundamental Technical Plan (mobile 08 and 8 to 11 digits, area 2 or 3 digits), Ofcom's National Telephone
Numbering Plan, the North American Numbering Plan, ACMA's Numbering Plan, ITU E.164 (15 digits at most).
"""

from __future__ import annotations

import re

from qualitative.text.identifiers.groups import Candidate

__all__ = ["is_certain_phone", "is_phone", "phone_value"]

_ID = re.compile(r"8[1-9]\d{7,10}|(?:2[1-9]|[2-7]\d|9\d)\d?[1-9]\d{4,7}")
_UK = re.compile(r"7\d{9}|[123]\d{8,9}|8\d{9}")
_AU = re.compile(r"[23478]\d{8}")
_US = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_COUNTRIES = {"62": _ID, "44": _UK, "61": _AU, "1": _US}
_MOBILE = re.compile(r"08[1-9]\d{7,10}|07\d{9}|04\d{8}")
_AREA_ID = re.compile(r"0[2-79]\d{1,2}")


def is_phone(one: Candidate) -> bool:
    """Whether groups of digits are shaped like a telephone number, or are called one and may be one."""
    if one.is_amount or one.is_dates or "" in one.groups or not 6 <= len(one.digits) <= 16:
        return False
    if not _is_parted_like_one(one):
        return False
    return is_certain_phone(one) or (one.called == "phone" and _may_be(one))


def is_certain_phone(one: Candidate) -> bool:
    """Whether the shape alone says so."""
    digits = one.digits
    if "+" in one.opening:
        return _is_foreign(digits)
    if digits.startswith("00") and digits[2:4] in ("62", "44", "61") and len(one.groups[0]) in (2, 4, len(digits)):
        return _is_foreign(digits[2:])
    if digits.startswith("62") and (one.groups[0] in ("62", digits) or digits[2] == "8"):
        return bool(_ID.fullmatch(digits[2:].removeprefix("0"))) and (
            digits[2:].lstrip("0")[0] == "8" or len(one.groups) > 1
        )
    if digits[0] == "0":
        return _is_national(one)
    return _is_american(one)


def phone_value(digits: str, opening: str) -> str:
    """The same for `+62 812…`, `62812…` and `0812…`.

    >>> phone_value("6281234567890", "+"), phone_value("081234567890", "")
    ('081234567890', '081234567890')
    """
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    for country in ("62", "44", "61"):
        if digits.startswith(country) and ("+" in opening or len(digits) > 10):
            return "0" + digits[2:].removeprefix("0")
    return digits


def _is_foreign(digits: str) -> bool:
    for country, national in _COUNTRIES.items():
        if digits.startswith(country):
            return bool(national.fullmatch(digits[len(country) :].removeprefix("0"))) or (
                country != "1" and 9 <= len(digits) <= 15
            )
    return 8 <= len(digits) <= 15 and digits[0] != "0"


def _is_national(one: Candidate) -> bool:
    """With the 0 of a trunk call."""
    digits, first = one.digits, one.groups[0]
    if _MOBILE.fullmatch(digits):
        return len(first) >= 3 or one.opening == "(" or (len(first) == 2 and set(one.lengths) != {2})
    if "/" in one.gaps[1:] or (
        one.gaps[:1] == ("/",) and one.groups[-1][:2] in ("19", "20") and len(one.groups[-1]) == 4
    ):
        return False
    if one.opening == "(" and ")" in "".join(one.gaps):
        return 7 <= len(digits) <= 12
    if len(one.groups) == 1:
        return (
            bool(_ID.fullmatch(digits[1:]) or _UK.fullmatch(digits[1:]))
            and 9 <= len(digits) <= 11
            and one.called not in ("account", "nik", "bpjs", "identity")
        )
    if len(first) == 2:
        return bool(_AU.fullmatch(digits[1:])) and one.lengths in ((2, 4, 4), (2, 8))
    area = _AREA_ID.fullmatch(first) and _ID.fullmatch(digits[1:]) and len(digits) - len(first) >= 5
    return bool(area) or (3 <= len(first) <= 5 and len(digits) in (10, 11) and bool(_UK.fullmatch(digits[1:])))


def _is_american(one: Candidate) -> bool:
    """`(212) 555-0123`, `212-555-0123`, `1 212 555 0123`."""
    lengths, groups = one.lengths, one.groups
    if lengths[:1] == (1,) and groups[0] == "1":
        lengths, groups = lengths[1:], groups[1:]
    if lengths != (3, 3, 4) or groups[0][0] in "01":
        return False
    signs = set(one.gaps)
    return bool(
        one.opening == "("
        or ") " in signs
        or ")" in signs
        or signs <= {"-"}
        or signs <= {"."}
        or groups[1][0] in "23456789"
    )


def _may_be(one: Candidate) -> bool:
    """Shorter, and without its first digits, where words call it a number to ring."""
    digits = one.digits
    if one.groups[0] in ("1500", "1300", "1800"):
        return False  # a line of an office
    if re.fullmatch(r"8[1-9]\d{7,10}", digits) or re.fullmatch(r"1?[2-9]\d{9}", digits):
        return True
    local = one.lengths in ((3, 4), (4, 4), (4, 3), (3, 5), (6,), (7,), (8,))
    return (local and digits[0] != "0") or (digits[0] == "0" and 8 <= len(digits) <= 13)


def _is_parted_like_one(one: Candidate) -> bool:
    """No group of one digit but a country's or an area's, and no lonely short group behind whole ones, which counts something."""
    rest = one.groups[1:]
    if any(len(group) == 1 for group in rest) and set(one.lengths) != {1}:
        abroad = "+" in one.opening and all(len(group) > 1 for group in rest[2 if rest[0] == "0" else 1 :])
        return abroad or ("(0)" in "".join(_woven(one)) and all(len(group) > 1 for group in rest if group != "0"))
    if len(one.groups) > 2 and len(rest[-1]) == 2 and one.gaps[-1] == " ":
        return min(map(len, rest[:-1])) == 2 or one.gaps[-2] != " " or len(rest) == 2
    return True


def _woven(one: Candidate) -> list[str]:
    return [part for pair in zip(one.groups, (*one.gaps, ""), strict=True) for part in pair]
