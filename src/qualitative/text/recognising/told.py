"""What to tell of a text that was read: lines that look like turns and opened none, and what else it may have been. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qualitative.text.recognising.addressed import who_wrote
from qualitative.text.recognising.evidence import ENOUGH, Hypothesis
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.shapes import LABEL_LIMIT
from qualitative.text.recognising.words import is_code, is_name, is_sure_role, key_of, role_of

__all__ = [
    "doubt",
    "headings_note",
    "line_ranges",
    "lookalike",
    "lookalikes_note",
    "whole_labels_note",
    "without_colon",
]

_SHAPES = {
    "colon": "a colon", "sign": "a sign", "at": "a sign", "wrapped": "brackets", "bold": "bold marks", "bar": "a bar", "tab": "a tab", "arrow": "an arrow", "timed": "a time",
    "alone": "a line of its own", "heading": "a heading", "dash": "a dash", "semicolon": "a semicolon", "dot": "a dot", "gap": "a gap", "voice": "a voice tag",
}  # fmt: skip


def lookalike(line: Line, above: bool = False) -> str:
    """The label that a line seems to open with, or nothing; `above`: names stand on lines of their own in this text."""
    for form in ("voice", "colon", "sign", "at", "wrapped", "tab", "bar"):
        opening = line.readings.get(form)
        if opening and form in ("voice", "colon", "sign", "at"):
            label = opening.label
            if is_name(label) or (label[:1].isupper() and len(label.split()) <= 2) or label.strip("?") == "":
                return label
        elif opening and _could_speak(opening.label):
            return opening.label
    for form in ("dash", "dot", "semicolon", "arrow", "timed"):
        opening = line.readings.get(form)
        if opening and (opening.label[:1].isupper() or opening.stamp) and _could_speak(opening.label):
            return opening.label
    alone = line.readings.get("alone")
    named = (
        alone is not None
        and is_name(alone.label)
        and (alone.stamp or (above and line.new_block and len(alone.label.split()) <= 4))
    )
    return alone.label if alone and named else ""


def without_colon(line: Line, known: Mapping[str, str], tight: bool) -> str:
    """The label (key -> label of `known`) that a paragraph begins with, without the colon that would make it a turn, or nothing."""
    words = line.text[: LABEL_LIMIT + 20].split()
    if not (line.new_block or tight) or line.text[:1].isspace():
        return ""
    for n in range(min(len(words) - 1, 4), 0, -1):
        label = known.get(key_of(" ".join(words[:n])))
        if label and (is_sure_role(label) or label.isupper()) and len(label) > 2 and words[n][:1].isupper():
            return label
    return ""


def headings_note(lines: Sequence[Line], opened: Iterable[int]) -> tuple[str, ...]:
    """What to tell of paragraphs within a talk that look like headings, `PART II`, and were joined to the turn before."""
    first, *_ = sorted(opened) or [len(lines)]
    found = [
        line
        for n, line in enumerate(lines)
        if n > first
        and line.new_block
        and line.text.isupper()
        and len(line.text.split()) <= 8
        and line.text.strip()[-1:] not in ".?!…)]"
        and n not in opened
        and not line.own
        and (n + 1 == len(lines) or lines[n + 1].empty)
    ]
    if not found:
        return ()
    numbers, one = line_ranges([line.number for line in found]), len(found) == 1
    what = f"line {numbers} looks like a heading" if one else f"lines {numbers} look like headings"
    return (f"{what} ({found[0].text.strip()[:40]!r}) and {'was' if one else 'were'} joined to the turn before",)


def lookalikes_note(found: Sequence[tuple[int, str]], known: Iterable[str]) -> tuple[str, ...]:
    """What to tell of lines (number, label) that were joined to the turn before; nothing when there are none."""
    if not found:
        return ()
    same = {key_of(label): label for label in known}
    labels = list(dict.fromkeys(same.get(key_of(label), label) for _, label in found))
    declared = ",".join(
        f"{label}={role_of(label) or ('informant' if is_name(label) else 'text')}" for label in labels[:4]
    )
    lines = line_ranges([number for number, _ in found])
    one = len(found) == 1
    what = f"line {lines} looks like a turn and was" if one else f"lines {lines} look like turns and were"
    quoted = f"'{declared}'" if " " in declared else declared
    more = ",…" if len(labels) > 4 else ""
    return (f"{what} joined to the turn before; declare them with --speakers {quoted}{more} (text: no speaker)",)


def whole_labels_note(whole: Mapping[str, str]) -> tuple[str, ...]:
    """What to tell of labels (as they stand in the file -> as they are written) that tell the role or to whom, or that are too long."""
    long = {label: name for label, name in whole.items() if "…" in name and len(label) > LABEL_LIMIT}
    sent = {label: name for label, name in whole.items() if label not in long and who_wrote(label)}
    short = {label: name for label, name in whole.items() if label not in long and label not in sent}
    kinds = (
        (sent, "labels that say to whom are written without it"),
        (short, "labels whose brackets tell a role are written without them"),
        (long, f"labels of more than {LABEL_LIMIT} characters are shortened"),
    )
    return tuple(f"{what} ({_renamed(labels)}) and kept whole as source.labels" for labels, what in kinds if labels)


def _renamed(labels: Mapping[str, str]) -> str:
    shown = ", ".join(f"{label!r} as {name}" for label, name in list(labels.items())[:4])
    return f"{shown}, …" if len(labels) > 4 else shown


def doubt(best: Hypothesis | None, ranked: Sequence[Hypothesis], lines: Sequence[Line]) -> tuple[str, ...]:
    """Why a text stays prose although something in it looks like speakers, and the option that decides."""
    times = sum(line.stamp is not None for line in lines)
    near = next(
        (
            h
            for h in ranked
            if h.labels and (h.points >= ENOUGH or (len(h.labels) > 1 and len(h.entries) >= 2 * len(h.labels)))
        ),
        None,
    )
    if near is not None:
        names = ", ".join([label.name for label in near.labels.values()][:3]) + (", …" if len(near.labels) > 3 else "")
        first = next(iter(near.labels.values())).name
        if len(near.labels) == 1 and role_of(first) and len(near.entries) >= 2:
            return (
                f"only {names} is labelled and nothing says who speaks in the other paragraphs, so it stays prose; --unlabelled LABEL makes turns",
            )
        shown = f"'{first}=informant'" if " " in first else f"{first}=informant"
        return (
            f"read as prose, because {names} with {_SHAPES[near.form]} opens {near.share:.0%} of the paragraphs and nothing else speaks for a talk; --speakers {shown},… makes turns",
        )
    if times >= 3:
        return ("timestamps, but no speaker's label: read as prose; --unlabelled LABEL makes turns",)
    full = [line for line in lines if not line.empty]
    for begin, what in ((("–", "-", "—"), "a dash"), ((">>",), "'>>'")):
        begun = sum(line.text.lstrip().startswith(begin) for line in full)
        if begun >= 4 and begun * 2 > sum(line.new_block for line in lines) and any("?" in line.text for line in lines):
            return (
                f"paragraphs begin with {what} and may be turns, but nothing says whose: read as prose; put a label before each",
            )
    return _between_signs(lines) or _fields(lines)


_SIGNED = re.compile(r"\s{0,8}([^\w\s]{1,2})([^\W\d_][^\W_]{0,30}(?: [^\W_]{1,30}){0,2})([^\w\s]{1,2})(?=\s)")


def _between_signs(lines: Sequence[Line]) -> tuple[str, ...]:
    """Names between signs that are no brackets, which come back at the heads of lines: `«Rina» …`, `/Rina/ …`."""
    found = [match for line in lines if (match := _SIGNED.match(line.text[:80]))]
    counted = Counter(match[2] for match in found)
    again = [name for name, n in counted.items() if n >= 2]
    if len(again) < 2 or sum(counted[name] for name in again) * 2 < sum(not line.empty for line in lines):
        return ()
    shown = next(match[0].strip() for match in found if match[2] == again[0])
    return (
        f"{', '.join(again[:4])} open most lines, written as {shown}, which is not known as a speaker's sign: read as prose; write {again[0]}: instead",
    )


def _fields(lines: Sequence[Line]) -> tuple[str, ...]:
    """Labels that come back but name fields are told too."""
    counted: dict[str, int] = {}
    for line in lines:
        opening = line.readings.get("colon")
        if opening and len(opening.label.split()) <= 3:
            counted[opening.label] = counted.get(opening.label, 0) + 1
    again = [label for label, n in counted.items() if n >= 2]
    if len(again) < 2:
        return ()
    return (
        f"{', '.join(again[:4])} come back before a colon and look like fields, so it stays prose; --speakers {again[0]}=informant,… makes turns",
    )


def _could_speak(label: str) -> bool:
    """`A – …` may be a turn; `Dinas Sosial – …` is more often prose, unless the label tells a role."""
    return bool(role_of(label)) or (is_code(label) and len(label) <= 12 and not label.isdigit())


def line_ranges(numbers: Sequence[int]) -> str:
    """`11–13, 20` of 11, 12, 13, 20; at most five."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:5]]
    return ", ".join(shown) + (", …" if len(runs) > 5 else "")
