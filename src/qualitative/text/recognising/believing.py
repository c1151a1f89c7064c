"""Which labels of one shape may name speakers: those that come back, those that something vouches for, and their kin. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitative.text.languages import UNKNOWN_LANGUAGE, sentences_of
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.openings import Opening
from qualitative.text.recognising.words import is_code, is_field, is_name, is_nobody, key_of, role_of

__all__ = ["ABOVE", "Label", "believed", "is_timed"]

_WEAK = ("dash", "dot", "gap", "alone", "heading", "semicolon")  # prose has these too, so that once is not enough


ABOVE = ("alone", "heading")  # the label stands on a line of its own


@dataclass(frozen=True, slots=True)
class Label:
    """What the text shows of one label: how it is mostly spelt, how often and where first it opens a line, and what vouches for it."""

    name: str
    count: int
    first: int
    sure: bool
    role: str | None


def believed(
    form: str,
    lines: Sequence[Line],
    entries: Sequence[tuple[int, Opening]],
    said: Mapping[str, str],
    names: Mapping[str, str],
) -> dict[str, Label]:
    """Key -> label, for each that may name a speaker in this shape."""
    silent = _silent(form, lines, entries) - set(names)
    known = {k: v for k, v in _labels(lines, entries, names).items() if said.get(k) != "text" and k not in silent}
    once = {key_of(o.label) for _, o in entries if o.long} & {k for k, label in known.items() if label.count < 2}
    known = {k: v for k, v in known.items() if k not in once}  # what is too long for a label has to come back
    often = {k: label for k, label in known.items() if k in names or (label.count >= 2 and _plausible(label, form))}
    vouched = {k: label for k, label in known.items() if label.sure and (form == "voice" or is_name(label.name))}
    found = _in_one_case(often, names) | vouched
    if any(label.sure or label.count >= 2 for label in found.values()):
        # beside those, a name that opens a paragraph once is one more speaker, not a part of the turn before it
        tight = _is_tight(lines, [i for i, opening in entries if key_of(opening.label) in found])
        found |= {
            k: label
            for k, label in known.items()
            if (is_name(label.name) or (is_nobody(label.name) and form in ("colon", "wrapped")))
            and (tight or lines[label.first].new_block)
            and (form not in _WEAK or label.sure or _is_kin(label, form, lines, found))
        }
    return _without_head(lines, form, found, names)


def _silent(form: str, lines: Sequence[Line], entries: Sequence[tuple[int, Opening]]) -> set[str]:
    """The labels that never have speech behind them where the others do: `[laughs]` alone in its paragraph is no speaker."""
    if form in ABOVE:
        return set()
    said: Counter[str] = Counter()
    for index, opening in entries:
        below = lines[index + 1 : index + 2]
        speech = lines[index].text[opening.end :].strip() or (
            below and not below[0].empty and form not in below[0].readings
        )
        said[key_of(opening.label)] += bool(speech)
    return {key for key, count in said.items() if not count} if sum(said.values()) * 2 > len(entries) else set()


def _in_one_case(found: dict[str, Label], names: Mapping[str, str]) -> dict[str, Label]:
    """Without words in lower case where most labels have capitals: a line of wrapped speech may begin with one before a colon."""
    low = {k for k, label in found.items() if label.name[:1].islower() and k not in names and not role_of(label.name)}
    high = sum(label.count for k, label in found.items() if k not in low)
    return {k: v for k, v in found.items() if k not in low} if high > sum(found[k].count for k in low) else found


def _is_tight(lines: Sequence[Line], opened: Sequence[int]) -> bool:
    """Whether turns follow one another without blank lines between."""
    return sum(lines[i].new_block for i in opened) * 2 < len(opened) or all(not line.empty for line in lines[:-1])


def _is_kin(label: Label, form: str, lines: Sequence[Line], found: Mapping[str, Label]) -> bool:
    """Whether a label that is seen once in a shape that prose has too goes with the others: Woman 1 with Woman 2, a name above speech."""
    stem = re.sub(r"\W*\d+$", "", label.name)
    if stem != label.name and any(
        re.sub(r"\W*\d+$", "", other.name) == stem and other.count > 1 for other in found.values()
    ):
        return True
    if form == "heading":
        after = next((line for line in lines[label.first + 1 : label.first + 6] if not line.empty), None)
        if after is None or "heading" in after.readings:
            return False  # a title above the first name
        levels = {_level(lines[other.first]) for other in found.values() if other.count > 1}
        return len(label.name.split()) <= 3 and _level(lines[label.first]) in levels
    if form in ("gap", *ABOVE):
        below = lines[label.first + 1 : label.first + 2]
        first = min((other.first for other in found.values()), default=0)
        if (
            form == "alone"
            and label.first > first
            and is_code(label.name)
            and any(is_code(other.name) for other in found.values())
        ):
            return True
        return (
            form == "alone"
            and label.first > first
            and len(label.name.split()) <= 4
            and bool(below)
            and not below[0].empty
        )
    return is_code(label.name)


def _stem(name: str) -> str:
    """`Q` of Q1 and Q2, which count one label on."""
    return re.sub(r"[\W_]{0,4}\d{1,4}$", "", name).casefold()


def _level(line: Line) -> int:
    """How many signs a heading begins with."""
    return len(line.text.lstrip()) - len(line.text.lstrip().lstrip("#"))


def _without_head(
    lines: Sequence[Line], form: str, found: dict[str, Label], names: Mapping[str, str]
) -> dict[str, Label]:
    """`Informan: NH`, once, above the talk of P and NH, tells who NH is; nobody says "NH" there."""
    stems = Counter(_stem(label.name) for label in found.values())
    if sum(label.count >= 2 or stems[_stem(label.name)] >= 2 for label in found.values()) < 2:
        return found
    kept = dict(found)
    for key, label in sorted(found.items(), key=lambda item: item[1].first):
        if label.count > 1 or stems[_stem(label.name)] > 1 or key in names or not _heads(lines[label.first], form):
            break  # the talk has begun
        del kept[key]
    return kept


def _heads(line: Line, form: str) -> bool:
    """Whether a line gives a role and then a name, or a heading, not a speech."""
    opening = line.readings[form]
    value = line.text[opening.end :].strip()
    if not value or opening.stamp or value.endswith((".", "!", "?", "…")):
        return False
    if role_of(opening.label):
        return is_name(value) and len(value.split()) <= 6
    return len(value.split()) <= 2 and not is_code(opening.label)


def _plausible(label: Label, form: str) -> bool:
    """Whether a label that comes back could be a person: lower case and digits are welcome, fields and sentences are not."""
    name = label.name
    if is_field(name):
        return False
    if form in ("dash", "alone") and name.isdigit():
        return len(name) <= 2
    if is_name(name):
        return not (name.isdigit() and form in ("colon", "dot", "dash", "gap") and len(name) > 2)
    words = name.split()
    if name.strip("?") == "":
        return form == "colon" or form == "wrapped"
    if form in ABOVE and label.count >= 3 and len(words) > 3:
        return name[0].isupper() and words[0].casefold().strip(",") not in sentences_of(UNKNOWN_LANGUAGE).starters
    if form in _WEAK:
        return name.islower() and len(words) <= 2
    if any(c in name for c in '?!;“”"='):
        return False
    # a long label is an office (`Head of the village council`); what begins as a sentence does is none
    if len(words) > 1 and words[0].casefold().strip(",") in sentences_of(UNKNOWN_LANGUAGE).starters:
        return False
    return len(words) <= 3 or not name[0].islower()


def is_timed(lines: Sequence[Line], index: int, opening: Opening) -> bool:
    """Whether a time stands in the opening, or alone on the line above."""
    return opening.stamp is not None or (index > 0 and lines[index - 1].only_time)


def _labels(
    lines: Sequence[Line], entries: Sequence[tuple[int, Opening]], names: Mapping[str, str]
) -> dict[str, Label]:
    groups: dict[str, list[tuple[int, Opening]]] = {}
    for index, opening in entries:
        groups.setdefault(key_of(opening.label), []).append((index, opening))
    return {
        key: Label(
            names.get(key) or Counter(o.label for _, o in group).most_common(1)[0][0],
            len(group),
            group[0][0],
            any(o.form == "voice" or is_timed(lines, i, o) or o.role or role_of(o.label) for i, o in group),
            next((o.role for _, o in group if o.role), None),
        )
        for key, group in groups.items()
    }
