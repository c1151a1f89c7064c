"""ULIDs that rise within a process and above every id that they refer to, so that the order of ids is the order of events (github.com/ulid/spec).

Written here because libraries give no monotonic ids, on which the order of events rests.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualitative.errors import CodingError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["ULID", "format_ulid", "is_ulid", "new_ulid", "ulid_numbers", "ulid_of", "ulid_time"]

ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"  # as a regular expression
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LATEST = (1 << 48) - 1  # the last millisecond that an id can hold
_lock = threading.Lock()
_last = 0


def new_ulid(after: str | None = None) -> str:
    """A new id: 48 bits of milliseconds, 80 random bits; larger than the one before it, and than `after`."""
    global _last  # noqa: PLW0603
    above = _number(after) if after else 0
    if above >> 80 == LATEST:
        above = 0  # no clock ever said this, and nothing could be larger
    with _lock:
        last = max(_last, above)
        fresh = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        # a second id within the millisecond, or a clock set back, counts on from the last
        _last = fresh if fresh >> 80 > last >> 80 else last + 1
        number = _last
    return format_ulid(number)


def ulid_of(at: str, *names: str) -> str:
    """The id that follows from a moment (ISO 8601) and names: the same for the same, so that nothing is imported twice."""
    moment = int(datetime.fromisoformat(at).timestamp() * 1000)
    if moment < 0:
        raise CodingError(f"{at} lies before 1970, where no id can; give a later date")
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return format_ulid(moment << 80 | int.from_bytes(digest[:10], "big"))


def is_ulid(value: object) -> bool:
    """Whether `value` is written as a ULID."""
    return isinstance(value, str) and len(value) == 26 and value[0] <= "7" and set(value) <= set(_ALPHABET)


def ulid_time(ulid: str) -> datetime:
    """The moment in a ULID, UTC."""
    return datetime.fromtimestamp(_number(ulid[:10]) / 1000, UTC)


def ulid_numbers(ids: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Each id of a column as two whole numbers, its upper and lower 64 bits: they sort and compare like the ids, and much faster.

    Every text of the column must be a ULID.
    """
    import numpy as np

    parts = [_numbers_of(chunk) for chunk in ids.chunks if len(chunk)]
    if not parts:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    return np.concatenate([high for high, _ in parts]), np.concatenate([low for _, low in parts])


def _numbers_of(ids: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    value = np.zeros(256, np.uint64)
    value[np.frombuffer(_ALPHABET.encode(), np.uint8)] = np.arange(32)
    begin = int(np.frombuffer(ids.buffers()[1], np.int32)[ids.offset])
    letters = np.frombuffer(ids.buffers()[2], np.uint8)[begin : begin + 26 * len(ids)].reshape(-1, 26).T
    five, middle = np.uint64(5), value[letters[13]]
    high, low = value[letters[0]], middle & np.uint64(15)
    for letter in letters[1:13]:
        high = high << five | value[letter]
    for letter in letters[14:]:
        low = low << five | value[letter]
    # 128 bits in 26 letters: the upper half ends with the first bit of the fourteenth
    return high << np.uint64(1) | middle >> np.uint64(4), low


def format_ulid(number: int) -> str:
    """The ULID of 128 bits: 48 of milliseconds, 80 others."""
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    return number
