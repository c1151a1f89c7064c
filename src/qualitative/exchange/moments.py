"""Moments as other tools write them. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

__all__ = ["moment_of"]

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_C = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})")


def moment_of(text: str | None) -> str | None:
    """A moment as events write it, from ISO 8601 or the form of C's `ctime`; None for what is neither, or lies before 1970.

    A time without a zone is taken as UTC, a date alone as its beginning.

    >>> moment_of("2018-03-27T19:29:27Z"), moment_of("Tue Mar 25 09:41:44 2014"), moment_of("0001-01-01T00:00:00Z")
    ('2018-03-27T19:29:27.000Z', '2014-03-25T09:41:44.000Z', None)
    """
    if not text or len(text) > 64:
        return None
    try:
        found = _iso(text.strip()) or _ctime(text.strip())
    except (ValueError, OverflowError):
        return None
    if found is None or found.year < 1970:
        return None
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    date, time, fraction, zone = match.groups()
    moment = datetime.fromisoformat(f"{date}T{time or '00:00'}{(fraction or '')[:7]}{(zone or 'Z')}")
    return moment.astimezone(UTC)


def _ctime(text: str) -> datetime | None:
    match = _C.fullmatch(text)
    if not match or match[1] not in _MONTHS:
        return None
    day, hour, minute, second, year = map(int, match.groups()[1:])
    return datetime(year, _MONTHS.index(match[1]) + 1, day, hour, minute, second, tzinfo=UTC)
