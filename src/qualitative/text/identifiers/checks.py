"""Check digits and dates inside numbers, by the rules of those who give the numbers out. Pure; each takes digits alone."""

from __future__ import annotations

import re

__all__ = ["is_date", "is_iban", "is_nhs", "is_plausible_nik", "is_plausible_nip", "is_ssn", "luhn"]

# province codes of the Ministry of Home Affairs
_PROVINCES = {*range(11, 20), 21, *range(31, 37), 51, 52, 53, *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)}
_NHS_WEIGHTS = range(10, 1, -1)


def luhn(digits: str) -> bool:
    """Luhn's check (ISO/IEC 7812-1), which payment cards bear.

    >>> luhn("4539148803436467"), luhn("4539148803436468")
    (True, False)
    """
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits, len(digits) % 2))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_plausible_nik(digits: str) -> bool:
    """Whether 16 digits have a province, a possible date and a serial: region (6), DDMMYY with the day plus 40 for women, serial (4);
    Peraturan Pemerintah 37/2007. A family card has the day of its issue there.

    >>> is_plausible_nik("3201014107850001"), is_plausible_nik("3201013207850001"), is_plausible_nik("1234567890123456")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9]{16}", digits):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    date = 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12
    return int(digits[:2]) in _PROVINCES and digits[2:4] != "00" and date and digits[12:] != "0000"


def is_plausible_nip(digits: str) -> bool:
    """Whether 18 digits are a civil servant's: date of birth, month of appointment, 1 or 2, serial (Peraturan Kepala BKN 22/2007)."""
    if not re.fullmatch(r"[0-9]{18}", digits):
        return False
    return (
        is_date(digits[6:8], digits[4:6], digits[:4])
        and is_date("1", digits[12:14], digits[8:12])
        and digits[14] in "12"
    )


def is_ssn(digits: str) -> bool:
    """Whether nine digits can be a United States social security number: no area 000, 666 or 9xx, no group 00, no serial 0000."""
    return digits[:3] not in ("000", "666") and digits[0] != "9" and digits[3:5] != "00" and digits[5:] != "0000"


def is_nhs(digits: str) -> bool:
    """Whether ten digits bear the check digit (modulus 11) of a number of the National Health Service of England.

    >>> is_nhs("9434765919"), is_nhs("9434765918")
    (True, False)
    """
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _NHS_WEIGHTS, strict=False)) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def is_iban(text: str) -> bool:
    """Whether letters and digits leave 1 by modulus 97 (ISO 13616)."""
    moved = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def is_date(day: str, month: str, year: str) -> bool:
    """Whether three numbers can be a day, a month, and a year of two digits or of somebody who lives now."""
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and (len(year) == 2 or 1880 <= int(year) <= 2100)
