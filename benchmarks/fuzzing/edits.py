"""Plain data changed as any bytes say, so that a fuzzer changes one field of a sound whole and not the brackets around it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

__all__ = ["ODD", "edited"]

# what nobody expects where something else is due
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**63, -(2**63), 10**30, 1.5, -0.0, 1e308, float("nan"), float("inf"), "", " ", "a", "A B", "../a", "/etc/passwd",
    "a\0b", "\ud800", "‮x", "e\u0301", "<b>", "{x}", "%s", "²", "1e5", "no", "2024-05", "2024-13-40", "[", "x" * 5_000, [], [[]], [1], ["a"], ["a", "a"], [None], {}, {"a": 1}, {"": None},
    [{"a": [1]}], [[1, 2], [3]],
)  # fmt: skip


_MOST = 5_000  # fields of what is edited


def edited(whole: Any, data: bytes) -> Any:
    """A copy of `whole` after the changes that `data` spells, four bytes each and a text where one is due."""
    made, place = [copy.deepcopy(whole)], 0
    while place + 4 <= len(data):
        first, second, act, value = data[place : place + 4]
        place += 4
        holders = list(_fields(made))
        if len(holders) > _MOST:
            break  # copies of copies: what grows without bound tells nothing of who reads it
        holder, key = holders[(first * 256 + second) % len(holders)]
        if act % 8 == 0 and holder is not made:
            del holder[key]
        elif act % 8 == 1:
            other, name = holders[value % len(holders)]
            holder[key] = copy.deepcopy(other[name])
        elif act % 8 == 2:
            text = data[place : place + value % 64]
            place += len(text)
            holder[key] = text.decode("utf-8", "replace")
        elif act % 8 == 3 and isinstance(holder, dict):
            text = data[place : place + value % 16]
            place += len(text)
            holder[text.decode("utf-8", "replace")] = holder.pop(key)
        elif act % 8 == 4 and isinstance(holder, list) and len(holder) < 200:
            holder.insert(key, copy.deepcopy(holder[key]))
        elif act % 8 == 5:
            holder[key] = [holder[key]] if value % 2 else {str(value): holder[key]}
        elif act % 8 == 6 and isinstance(holder[key], int | float):
            holder[key] = holder[key] + value - 128
        else:
            holder[key] = copy.deepcopy(ODD[value % len(ODD)])
    return made[0]


def _fields(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each (list or mapping, index or key), top down; the keys that hold large parts of their own come with them."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(min(len(holder), 60)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
