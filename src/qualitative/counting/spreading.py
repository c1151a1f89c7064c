"""One passage a code, so that as few people as can be are quoted twice, and cases take turns."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Candidate", "spread"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that could be quoted: whose it is, the case it is of, and where it stands (document, start)."""

    id: str
    who: str
    case: str
    place: tuple[str, int]


def spread(
    candidates: Mapping[str, Sequence[Candidate]], used: Counter[str], cases: Counter[str]
) -> dict[str, Candidate]:
    """A passage for each code that has any. `used` and `cases` tell who and what was quoted before, and are kept up.

    As many codes as possible go to people who were quoted least (a matching with augmenting paths, after H. W. Kuhn 1955), level by level;
    of a person's passages the one whose case was quoted least, then the first in its document.
    """
    options = {code: _by_speaker(some, cases) for code, some in candidates.items() if some}
    holders: dict[str, str] = {}
    waiting = list(options)
    level = min((used[who] for some in options.values() for who in some), default=0)
    while waiting:
        level += 1
        waiting = [code for code in waiting if not _placed(code, options, holders, used, cases, level)]
    found = {code: options[code][holders[code]] for code in options}
    for one in found.values():
        used[one.who] += 1
        cases[one.case] += 1
    return found


def _by_speaker(some: Sequence[Candidate], cases: Mapping[str, int]) -> dict[str, Candidate]:
    """The best passage of each who could be quoted."""
    found: dict[str, Candidate] = {}
    for one in sorted(some, key=lambda one: (cases[one.case], one.place, one.id)):
        found.setdefault(one.who, one)
    return found


def _placed(
    code: str,
    options: Mapping[str, Mapping[str, Candidate]],
    holders: dict[str, str],
    used: Mapping[str, int],
    cases: Mapping[str, int],
    level: int,
) -> bool:
    """Give the code to somebody who is quoted less than `level` times, moving other codes to others where that makes room."""
    of: dict[str, list[str]] = {}
    now_quoted = Counter(cases)
    for other, who in holders.items():
        of.setdefault(who, []).append(other)
        now_quoted[options[other][who].case] += 1
    came_from: dict[str, str] = {}  # person -> the code through which they were reached
    waiting = deque([code])
    while waiting:
        now = waiting.popleft()
        for who in sorted(options[now], key=lambda who: (now_quoted[options[now][who].case], options[now][who].place)):
            if who in came_from:
                continue
            came_from[who] = now
            if used[who] + len(of.get(who, ())) < level:
                _move(code, who, came_from, holders)
                return True
            waiting.extend(of.get(who, ()))
    return False


def _move(code: str, who: str, came_from: Mapping[str, str], holders: dict[str, str]) -> None:
    """Hand the place on along the path by which it was found."""
    now = came_from[who]
    while True:
        before = holders.get(now)
        holders[now] = who
        if now == code or before is None:
            return
        who, now = before, came_from[before]
