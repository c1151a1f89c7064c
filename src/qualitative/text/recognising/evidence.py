"""Which shape of label holds in a text: repetition over the file is the evidence, and points are given openly. Pure.

A shape (colon, brackets, name above, …) is believed where its points reach ENOUGH and its labels open enough of the paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.openings import FORMS, Opening
from qualitative.text.recognising.words import asks, is_code, is_field, is_name, is_nobody, key_of, role_of

__all__ = ["ENOUGH", "Hypothesis", "Label", "best_of", "hypothesis", "may_open"]

ENOUGH = 0.6
# what a shape is worth before anything comes back: a voice tag is certain, a dash is mostly prose
_PRIOR = {"voice": 1.0, "colon": 0.3, "at": 0.3, "wrapped": 0.1, "bold": 0.1, "bar": 0.1, "tab": 0.1, "arrow": 0.1, "timed": 0.1, "semicolon": 0.1}
_WEAK = ("dash", "dot", "gap", "alone", "heading", "semicolon")  # prose has these too, so that once is not enough
_ABOVE = ("alone", "heading")  # the label stands on a line of its own


@dataclass(frozen=True, slots=True)
class Label:
    """What the text shows of one label: how it is mostly spelt, how often and where first it opens a line, and what vouches for it."""

    name: str
    count: int
    first: int
    sure: bool
    role: str | None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One shape over the whole text: the labels that it would make speakers, the lines that they open, and the points."""

    form: str
    labels: Mapping[str, Label]
    entries: Sequence[tuple[int, Opening]]
    share: float
    points: float
    why: tuple[str, ...] = field(default=())
    declared: bool = False  # a person named one of the labels
    leads: bool = False  # the text begins with one of its labels

    @property
    def holds(self) -> bool:
        """Whether the shape is believed."""
        if not self.entries or self.declared:
            return self.declared
        if len(self.labels) == 1:
            only = next(iter(self.labels.values()))
            alone = self.leads and only.count == 1 and (only.role or role_of(only.name)) != "interviewer"
            return self.points > 0 and (self.share >= 0.9 or alone)
        roles = any(label.role or role_of(label.name) for label in self.labels.values())
        least = 0.15 if (roles or self.points >= 1) and self.form not in ("dash", "dot", "gap") else 0.4
        return self.points >= ENOUGH and self.share >= least

    @property
    def score(self) -> float:
        """What the shapes are compared by."""
        return min(self.share, 1) * self.points


def best_of(lines: Sequence[Line], said: Mapping[str, str], names: Mapping[str, str]) -> tuple[Hypothesis | None, list[Hypothesis]]:
    """(the best shape that holds, all shapes by score). `names` are labels that a person declared; `said` their roles."""
    found = [hypothesis(form, lines, said, names) for form in FORMS]
    ranked = sorted((h for h in found if h.entries), key=lambda h: (-h.score, FORMS.index(h.form)))
    return next((h for h in ranked if h.holds), None), ranked


def hypothesis(form: str, lines: Sequence[Line], said: Mapping[str, str], names: Mapping[str, str]) -> Hypothesis:
    """The labels of one shape, and what speaks for them."""
    entries = [(i, line.readings[form]) for i, line in enumerate(lines) if form in line.readings and may_open(lines, i, form)]
    labels = _believed(form, lines, entries, said, names)
    kept = [(i, opening) for i, opening in entries if key_of(opening.label) in labels]
    points = _points(form, lines, kept, labels)
    first = next((i for i, line in enumerate(lines) if not line.empty), 0)
    leads = bool(kept) and kept[0][0] == first
    declared = any(key in names for key in labels)
    return Hypothesis(form, labels, kept, _share(form, lines, kept), sum(points.values()), tuple(points), declared, leads)


def may_open(lines: Sequence[Line], index: int, form: str) -> bool:
    """Whether a reading of this shape can stand here: a heading is only a heading, a name above needs speech below it."""
    line = lines[index]
    if form == "heading":
        return _followed(lines, index)
    if line.text.lstrip().startswith("#") and "heading" in line.readings:
        return False
    return form != "alone" or _followed(lines, index)


def _followed(lines: Sequence[Line], index: int) -> bool:
    for below in lines[index + 1 : index + 3]:
        if not below.empty:
            return True
    return False


def _believed(
    form: str, lines: Sequence[Line], entries: Sequence[tuple[int, Opening]], said: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Label]:
    """Key -> label, for each that may name a speaker in this shape."""
    known = {k: label for k, label in _labels(lines, entries, names).items() if said.get(k) != "text"}
    often = {k: label for k, label in known.items() if k in names or (label.count >= 2 and _plausible(label, form))}
    vouched = {k: label for k, label in known.items() if label.sure and (form == "voice" or is_name(label.name))}
    found = _in_one_case(often, names) | vouched
    if any(label.sure or label.count >= 2 for label in found.values()):
        # beside those, a name that opens a paragraph once is one more speaker, not a part of the turn before it
        tight = _is_tight(lines, [i for i, opening in entries if key_of(opening.label) in found])
        found |= {
            k: label
            for k, label in known.items()
            if (is_name(label.name) or (is_nobody(label.name) and form in ("colon", "wrapped"))) and (tight or lines[label.first].new_block) and (form not in _WEAK or label.sure or _is_kin(label, form, lines, found))
        }
    return _without_head(lines, form, found, names)


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
    if stem != label.name and any(re.sub(r"\W*\d+$", "", other.name) == stem and other.count > 1 for other in found.values()):
        return True
    if form == "heading":
        levels = {_level(lines[other.first]) for other in found.values() if other.count > 1}
        return len(label.name.split()) <= 3 and _level(lines[label.first]) in levels
    if form in ("gap", *_ABOVE):
        below = lines[label.first + 1 : label.first + 2]
        first = min((other.first for other in found.values()), default=0)
        return form == "alone" and label.first > first and len(label.name.split()) <= 4 and bool(below) and not below[0].empty
    return is_code(label.name)


def _level(line: Line) -> int:
    """How many signs a heading begins with."""
    return len(line.text.lstrip()) - len(line.text.lstrip().lstrip("#"))


def _without_head(lines: Sequence[Line], form: str, found: dict[str, Label], names: Mapping[str, str]) -> dict[str, Label]:
    """`Informan: NH`, once, above the talk of P and NH, tells who NH is; nobody says "NH" there."""
    often = [label.first for label in found.values() if label.count >= 2]
    if len(often) < 2:
        return found
    return {
        k: label
        for k, label in found.items()
        if label.count > 1 or label.first > min(often) or k in names or not _heads(lines[label.first], form)
    }


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
    if is_name(name):
        return not (name.isdigit() and form in ("colon", "dot", "dash", "gap") and len(name) > 2)
    words = name.split()
    if name.strip("?") == "":
        return form == "colon" or form == "wrapped"
    if form in _WEAK:
        return name.islower() and len(words) <= 2
    return len(words) <= 3 and not any(c in name for c in "?!;“”\"=")


def _is_timed(lines: Sequence[Line], index: int, opening: Opening) -> bool:
    """Whether a time stands in the opening, or alone on the line above."""
    return opening.stamp is not None or (index > 0 and lines[index - 1].only_time)


def _labels(lines: Sequence[Line], entries: Sequence[tuple[int, Opening]], names: Mapping[str, str]) -> dict[str, Label]:
    groups: dict[str, list[tuple[int, Opening]]] = {}
    for index, opening in entries:
        groups.setdefault(key_of(opening.label), []).append((index, opening))
    return {
        key: Label(
            names.get(key) or Counter(o.label for _, o in group).most_common(1)[0][0],
            len(group),
            group[0][0],
            any(o.form == "voice" or _is_timed(lines, i, o) or o.role or role_of(o.label) for i, o in group),
            next((o.role for _, o in group if o.role), None),
        )
        for key, group in groups.items()
    }


def _share(form: str, lines: Sequence[Line], kept: Sequence[tuple[int, Opening]]) -> float:
    """The share of paragraphs, or of lines where that is more, that the labels account for."""
    opened = {i for i, _ in kept}
    blocks = [i for i, line in enumerate(lines) if line.new_block and not line.empty]
    full = sum(not line.empty for line in lines)
    explained = 0
    above = False
    for i in blocks:
        explained += i in opened or above
        above = form in _ABOVE and i in opened and (i + 1 >= len(lines) or lines[i + 1].empty)
    dense = (len(kept) * (2 if form in _ABOVE else 1)) / full if full else 0.0
    return max(explained / len(blocks) if blocks else 0.0, min(dense, 1.0))


def _points(form: str, lines: Sequence[Line], kept: Sequence[tuple[int, Opening]], labels: Mapping[str, Label]) -> dict[str, float]:
    """What speaks for the shape, and how much; the names tell it to a reader of this table."""
    if not kept:
        return {}
    keys = [key_of(opening.label) for _, opening in kept]
    again = [label for label in labels.values() if label.count >= 2]
    roles = {label.role or role_of(label.name) for label in labels.values()} - {None}
    turned = sum(a != b for a, b in zip(keys, keys[1:], strict=False)) / max(len(keys) - 1, 1)
    questions = _asking(lines, kept)
    share = _share(form, lines, kept)
    timed = sum(_is_timed(lines, i, o) for i, o in kept) * 2 >= len(kept)
    coded = len(labels) >= 2 and sum(is_code(label.name) for label in labels.values()) * 2 > len(labels)
    marked = coded or form in ("voice", "at", "wrapped", "bold")
    asked = questions or any(asks(line.text) for line in lines)
    points = {
        "shape": _PRIOR.get(form, 0.0),
        "labels come back": 0.3 if len(again) >= 2 else 0.15 if again and len(labels) >= 2 else 0.0,
        "they take turns": 0.1 if turned >= 0.5 and len(labels) >= 2 else 0.0,
        "roles": 0.7 if len(roles) == 2 else 0.5 if roles else 0.0,
        "one asks": 0.3 if questions else 0.0,
        "times": 0.4 if timed else 0.0,
        "codes": 0.2 if coded else 0.0,
        "nothing else": (0.2 if share >= 0.9 else 0.1 if share >= 0.7 else 0.0) if len(again) >= 2 else 0.0,
        "nothing of a talk": -0.5 if not (roles or asked or timed or marked) and all(" " not in label.name for label in labels.values()) else 0.0,
        "fields among them": -0.6 if not (roles or questions or timed) and _fields_share(form, lines) >= 0.3 else 0.0,
        "a record, not a talk": -0.8 if not roles and not questions and _is_record(keys) else 0.0,
        "one name only": -0.6 if len(labels) == 1 and form not in ("voice", "colon", "at") else 0.0,
    }
    return {why: value for why, value in points.items() if value}


def _asking(lines: Sequence[Line], kept: Sequence[tuple[int, Opening]]) -> bool:
    """Whether one label's turns hold questions at least twice as often as the others'."""
    asked: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    by_words = not any(asks(line.text) for line in lines)
    for (index, opening), (end, _) in zip(kept, [*kept[1:], (len(lines), None)], strict=False):
        key = key_of(opening.label)
        turns[key] += 1
        speech = lines[index].text[opening.end :] if opening.form not in _ABOVE else ""
        asked[key] += asks(speech, by_words) or any(asks(line.text, by_words) for line in lines[index + 1 : min(end, index + 12)])
    if len(turns) < 2:
        return False
    shares = sorted((asked[key] / turns[key] for key in turns), reverse=True)
    return shares[0] >= 0.3 and shares[-1] <= shares[0] / 2


def _fields_share(form: str, lines: Sequence[Line]) -> float:
    """The share of fields (Name, Age) among all labels of a shape."""
    all_labels = [line.readings[form].label for line in lines if form in line.readings]
    return sum(map(is_field, all_labels)) / len(all_labels) if all_labels else 0.0


def _is_record(keys: Sequence[str]) -> bool:
    """Whether labels come in one order again and again, three or more of them: the fields of a form."""
    period = len(dict.fromkeys(keys))
    return period >= 3 and len(keys) >= 2 * period and all(a == b for a, b in zip(keys, keys[period:], strict=False))
