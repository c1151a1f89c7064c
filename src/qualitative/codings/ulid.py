"""ULIDs that rise within a process and above every id that they refer to, so that the order of ids is the order of events (github.com/ulid/spec).

Written here because libraries give no monotonic ids, on which the order of events rests.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

__all__ = ["ULID", "format_ulid", "is_ulid", "new_ulid", "ulid_time"]

ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"  # as a regular expression
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_lock = threading.Lock()
_last = 0


def new_ulid(after: str | None = None) -> str:
    """A new id: 48 bits of milliseconds, 80 random bits; larger than the one before it, and than `after`."""
    global _last
    with _lock:
        last = max(_last, _number(after)) if after else _last
        fresh = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        # a second id within the millisecond, or a clock set back, counts on from the last
        _last = fresh if fresh >> 80 > last >> 80 else last + 1
        number = _last
    return format_ulid(number)


def format_ulid(number: int) -> str:
    """The ULID of 128 bits: 48 of milliseconds, 80 others."""
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_ulid(value: object) -> bool:
    """Whether `value` is written as a ULID."""
    return isinstance(value, str) and len(value) == 26 and value[0] <= "7" and set(value) <= set(_ALPHABET)


def ulid_time(ulid: str) -> datetime:
    """The moment in a ULID, UTC."""
    return datetime.fromtimestamp(_number(ulid[:10]) / 1000, UTC)


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    return number
