"""Dates match by their parts: `2018` stands for all of 2018. Pure."""

from __future__ import annotations

from qualitative.query.tree import Value

__all__ = ["compare_dates", "matches_date", "may_be_one_date"]


def matches_date(own: str, value: Value) -> bool:
    """Whether a date begins with the parts of another.

    >>> matches_date("2018-11", Value("2018")), matches_date("2018", Value("2018-11")), matches_date("2018-11", Value("2018-1"))
    (True, False, False)
    """
    if value.is_open:
        return own.startswith(value.text)
    parts, wanted = own.split("-"), value.text.split("-")
    return parts[: len(wanted)] == wanted


def may_be_one_date(one: Value, other: Value) -> bool:
    """Whether one day can match both."""
    if one.is_open or other.is_open:
        return one.text.startswith(other.text) or other.text.startswith(one.text)
    return matches_date(one.text, other) or matches_date(other.text, one)


def compare_dates(own: str, value: str) -> int:
    """-1, 0 or 1: whether a date is earlier than another, as far as both say (a year against a month: the years).

    >>> compare_dates("2018-11", "2019"), compare_dates("2018-11", "2018"), compare_dates("2018", "2017-12")
    (-1, 0, 1)
    """
    parts, wanted = own.split("-"), value.split("-")
    both = min(len(parts), len(wanted))
    return (parts[:both] > wanted[:both]) - (parts[:both] < wanted[:both])
