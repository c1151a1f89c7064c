"""Groups of digits that may be one number: `0812-3456-7890`, `3201 0141 0785 0001`, `(021) 555 1234`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualitative.text.identifiers.checks import is_date
from qualitative.text.identifiers.cues import Cues

__all__ = ["Candidate", "Group", "candidates_at", "groups_of"]

SHORTEST, LONGEST = 6, 20  # digits of a number
MOST = 8  # groups of a number that is not read out digit by digit
_DIGITS = re.compile(r"[0-9]+")
_GAPS = frozenset((" ", "-", ".", "/", "_", " - ", ") ", ")", ")-", ").", ")/", " (", "(", "\n", "-\n", " .", ". "))
_WIDEST = max(map(len, _GAPS))
_GLUED = frozenset("-./_")
_CALLING = ("wa", "hp", "telp", "tlp", "tel", "no", "nik", "kk", "npwp", "rek", "nip")  # glued to their number: WA0812…
_MONEY_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:rp|idr|usd|aud|gbp|eur|sgd|a\$|us\$|sebesar|senilai|seharga|sejumlah|sebanyak|total|jumlah)\.?|[$£€¥])[ :]{0,2}\Z",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r" ?(?:%|persen|percent|rupiah|ribu|juta|mil[iy]ar|trili?un|dollars?|pounds|million|billion|thousand|orang|jiwa|warga|people|persons"
    r"|households?|kpm|ha|hektar|km|kg|m2|unit|buah|eksemplar|,-)(?!\w)",
    re.IGNORECASE,
)

# digits, where they begin and end, the gap before them where a number may go on over it, and whether one may end behind them
Group = tuple[str, int, int, str | None, bool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Some groups side by side, read as one number; `gaps` stand between them, `opening` ("+", "(", "(+" or nothing) right before."""

    start: int
    end: int
    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    digits: str
    lengths: tuple[int, ...]
    opening: str
    cues: Cues

    @property
    def called(self) -> str:
        """What the words before it call it, or without any the words behind; empty where nothing does."""
        return self.cues.before(self.start) or self.cues.after(self.end)

    @property
    def is_called_other(self) -> bool:
        """Whether a word for what is no person's stands right beside it."""
        return self.cues.before(self.start, 16) == "other" or (
            not self.cues.before(self.start) and self.called == "other"
        )

    @property
    def is_even(self) -> bool:
        """Whether one sign alone parts the groups."""
        return len(set(self.gaps)) <= 1

    @property
    def is_amount(self) -> bool:
        """`1.200.000`: an amount in thousands."""
        thousands = self.lengths[0] <= 3 and set(self.lengths[1:]) == {3} and self.groups[0][0] != "0"
        return thousands and set(self.gaps) == {"."} and "+" not in self.opening

    @property
    def is_dates(self) -> bool:
        """Years, a date, or several dates: `2018-2019`, `12-05-1975`, `2018/11/05`."""
        if set(self.lengths) == {4} and all(group[:2] in ("18", "19", "20") for group in self.groups):
            return True
        if len(self.groups) % 3:
            return False
        return all(_is_date(*self.groups[at : at + 3]) for at in range(0, len(self.groups), 3))


def _is_date(first: str, second: str, third: str) -> bool:
    if len(first) == 4:
        return len(second) <= 2 and len(third) <= 2 and is_date(third, second, first)
    short = len(first) <= 2 and len(second) <= 2 and len(third) in (2, 4)
    return short and (is_date(first, second, third) or is_date(second, first, third))


def groups_of(text: str) -> list[Group]:
    """All groups of digits, in order."""
    found: list[Group] = []
    last = -1
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        gap = text[last:start] if last >= 0 and start - last <= _WIDEST else None
        found.append((match[0], start, end, gap if gap in _GAPS else None, _ends(text, end)))
        last = end
    return found


def candidates_at(text: str, groups: Sequence[Group], at: int, cues: Cues) -> list[Candidate]:
    """All candidates that begin at one of the groups, shortest first; none where no number may begin. Bounded: none is longer than LONGEST."""
    if len(groups[at][0]) > LONGEST or not _begins(text, groups[at][1]):
        return []
    if at > 0 and _goes_on(text, groups[at - 1], groups[at]):
        return []
    return list(_from(text, groups, at, cues))


def _goes_on(text: str, before: Group, here: Group) -> bool:
    """Whether a number before is glued to this one, or read out digit by digit up to it, so that this is its middle."""
    gap = text[before[2] : min(here[1], before[2] + 4)]
    if len(before[0]) == len(here[0]) == 1:
        return gap in _GAPS
    return gap in ("-", ".", "_", ",", ":") or (gap == "/" and here[0][0] != "0")  # after a slash another may begin


def _begins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before.isalnum():
        return text[max(0, start - 4) : start].lower().endswith(_CALLING)
    return before not in ("#", "@", "=", "%", "\\", "$", "£", "€")


def _from(text: str, groups: Sequence[Group], at: int, cues: Cues) -> Iterator[Candidate]:
    start = groups[at][1]
    opening = text[max(0, start - 2) : start]
    opening = opening if opening == "(+" else opening[-1:] if opening[-1:] in ("(", "+") else ""
    begin = start - len(opening)
    if _MONEY_BEFORE.search(text, max(0, begin - 12), begin):
        return
    parts: list[str] = []
    gaps: list[str] = []
    total = 0
    for digits, _, end, gap, may_end in groups[at : at + LONGEST]:
        if parts:
            if gap is None:
                return
            gaps.append(gap)
        parts.append(digits)
        total += len(digits)
        if total > LONGEST:
            return
        if may_end and total >= SHORTEST and (len(parts) <= MOST or len(parts) == total):
            closed = opening != "(" or any(")" in gap for gap in gaps)
            yield Candidate(
                begin if closed else start,
                end,
                tuple(parts),
                tuple(gaps),
                "".join(parts),
                tuple(map(len, parts)),
                opening,
                cues,
            )
        elif len(parts) > MOST and len(parts) < total:
            return  # no longer one can be read out digit by digit


def _ends(text: str, end: int) -> bool:
    """Whether a number may end here: no letter, no decimal, no further glued group, no unit behind it."""
    behind = text[end : end + 2]
    if behind[:1].isalnum() and not text[end : end + 3].lower().startswith(("nya", "ya", "wa")):
        return False
    if behind[:1] in _GLUED | {",", ":"} and behind[1:].isdigit():
        return behind[0] == "/"
    return not _MONEY_AFTER.match(text, end)
