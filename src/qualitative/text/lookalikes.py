"""Lines that look as if they opened a turn, but did not: `A– …`, `Q. …`, `Catatan: …`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualitative.text.labels import Opening, clock, is_name, parse_opening, role_of

__all__ = ["declared_opening", "lookalike", "lookalikes_note"]

_CLOCK = re.compile(r"[ \t]*[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)[\])]?[ \t]+")
_MARKED = re.compile(r"[ \t]*(?P<label>[^\W\d_][^:\n\[\]<>*.)–—-]{0,38}?)[ \t]*(?:[–—]|[-.)](?=\s))[ \t]*(?=\S)")


def declared_opening(line: str, known: Iterable[str]) -> Opening | None:
    """The opening of a line whose label a person declared, although a dash, dot or bracket stands there instead of a colon.

    >>> declared_opening("A– Sudah.", ["a"]).end, declared_opening("Kami – ya.", ["a"])
    (3, None)
    """
    time, position = _time(line)
    match = _MARKED.match(line, position)
    if match is None or " ".join(match["label"].split()).casefold() not in known:
        return None
    return Opening("colon", match.end(), match["label"].strip(), time)


def lookalike(line: str) -> str:
    """The label that a line seems to open with, or nothing.

    >>> [lookalike(line) for line in ("A– Sudah.", "Q. Lalu?", "Catatan: dia diam.", "Ada dua hal: ini dan itu.")]
    ['A', 'Q', 'Catatan', '']
    """
    opening = parse_opening(line)
    if opening and opening.kind in ("colon", "voice"):
        label = opening.label
        return label if is_name(label) or (label[:1].isupper() and len(label.split()) <= 2) else ""
    match = _MARKED.match(line, _time(line)[1])
    label = match["label"].strip() if match else ""
    return label if label and label[0].isupper() and _could_speak(label) else ""


def lookalikes_note(found: Sequence[tuple[int, str]], known: Iterable[str]) -> tuple[str, ...]:
    """What to tell of lines (number, label) that were joined to the turn before; nothing when there are none."""
    if not found:
        return ()
    same = {label.casefold(): label for label in known}
    labels = list(dict.fromkeys(same.get(label.casefold(), label) for _, label in found))
    declared = ",".join(
        f"{label}={role_of(label) or ('informant' if is_name(label) else 'text')}" for label in labels[:4]
    )
    lines = _ranges([number for number, _ in found])
    one = len(found) == 1
    what = f"line {lines} looks like a turn and was" if one else f"lines {lines} look like turns and were"
    quoted = f"'{declared}'" if " " in declared else declared
    more = ",…" if len(labels) > 4 else ""
    return (f"{what} joined to the turn before; declare them with --speakers {quoted}{more} (text: no speaker)",)


def _could_speak(label: str) -> bool:
    """`A – …` may be a turn; `Dinas Sosial – …` is more often prose, unless the label tells a role."""
    return bool(role_of(label)) or (len(label) <= 3 and label.isupper())


def _time(line: str) -> tuple[str | None, int]:
    match = _CLOCK.match(line)
    return (clock(match["time"]), match.end()) if match else (None, 0)


def _ranges(numbers: Sequence[int]) -> str:
    """`11–13, 20` of 11, 12, 13, 20; at most five."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:5]]
    return ", ".join(shown) + (", …" if len(runs) > 5 else "")
