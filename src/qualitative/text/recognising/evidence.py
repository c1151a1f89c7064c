"""Which shape of label holds in a text: repetition over the file is the evidence, and points are given openly. Pure.

A shape (colon, brackets, name above, …) is believed where its points reach ENOUGH and its labels open enough of the paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.text.recognising.believing import ABOVE, Label, believed, is_timed
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.openings import FORMS, Opening
from qualitative.text.recognising.words import asks, is_code, is_field, key_of, role_of

__all__ = ["ENOUGH", "Hypothesis", "best_of", "hypothesis", "may_open"]

ENOUGH = 0.6
_ITEM = re.compile(r"[ \t]{0,40}[-•*●▪~][ \u202f]{1,3}\S")
# what a shape is worth before anything comes back: a voice tag is certain, a dash is mostly prose
_PRIOR = {
    "voice": 1.0,
    "colon": 0.3,
    "sign": 0.3,
    "at": 0.3,
    "wrapped": 0.1,
    "bold": 0.1,
    "bar": 0.1,
    "tab": 0.1,
    "arrow": 0.1,
    "timed": 0.1,
    "semicolon": 0.1,
}


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


def best_of(
    lines: Sequence[Line], said: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Hypothesis | None, list[Hypothesis]]:
    """(the best shape that holds, all shapes by score). `names` are labels that a person declared; `said` their roles."""
    found = [hypothesis(form, lines, said, names) for form in FORMS]
    ranked = sorted((h for h in found if h.entries), key=lambda h: (-h.score, FORMS.index(h.form)))
    return next((h for h in ranked if h.holds), None), ranked


def hypothesis(form: str, lines: Sequence[Line], said: Mapping[str, str], names: Mapping[str, str]) -> Hypothesis:
    """The labels of one shape, and what speaks for them."""
    entries = [
        (i, line.readings[form]) for i, line in enumerate(lines) if form in line.readings and may_open(lines, i, form)
    ]
    entries = _without_items(lines, entries)
    labels = believed(form, lines, entries, said, names)
    kept = [(i, opening) for i, opening in entries if key_of(opening.label) in labels]
    points = _points(form, lines, kept, labels)
    first = next((i for i, line in enumerate(lines) if not line.empty), 0)
    leads = bool(kept) and kept[0][0] == first
    declared = any(key in names for key in labels)
    return Hypothesis(
        form, labels, kept, _share(form, lines, kept), sum(points.values()), tuple(points), declared, leads
    )


def _without_items(lines: Sequence[Line], entries: list[tuple[int, Opening]]) -> list[tuple[int, Opening]]:
    """Without the items of a list in the speech: few lines with a bullet, whose labels stand nowhere without one."""
    listed = {i for i, _ in entries if _ITEM.match(lines[i].text)}
    if not listed or len(listed) * 2 >= len(entries):
        return entries
    known = {key_of(opening.label) for i, opening in entries if i not in listed}
    return [(i, opening) for i, opening in entries if i not in listed or key_of(opening.label) in known]


def may_open(lines: Sequence[Line], index: int, form: str) -> bool:
    """Whether a reading of this shape can stand here: a heading is only a heading, a name above needs speech below it."""
    line = lines[index]
    if line.within:
        return False
    if form == "heading":
        return _followed(lines, index)
    if line.text.lstrip().startswith("#") and "heading" in line.readings:
        return False
    return form != "alone" or _followed(lines, index)


def _followed(lines: Sequence[Line], index: int) -> bool:
    return any(not below.empty for below in lines[index + 1 : index + 3])


def _share(form: str, lines: Sequence[Line], kept: Sequence[tuple[int, Opening]]) -> float:
    """The share of paragraphs, or of lines where that is more, that the labels account for."""
    opened = {i for i, _ in kept}
    blocks = [i for i, line in enumerate(lines) if line.new_block and not line.empty]
    full = sum(not line.empty for line in lines)
    explained = 0
    above = False
    for i in blocks:
        explained += i in opened or above
        above = form in ABOVE and i in opened and (i + 1 >= len(lines) or lines[i + 1].empty)
    dense = (len(kept) * (2 if form in ABOVE else 1)) / full if full else 0.0
    return max(explained / len(blocks) if blocks else 0.0, min(dense, 1.0))


def _points(
    form: str, lines: Sequence[Line], kept: Sequence[tuple[int, Opening]], labels: Mapping[str, Label]
) -> dict[str, float]:
    """What speaks for the shape, and how much; the names tell it to a reader of this table."""
    if not kept:
        return {}
    keys = [key_of(opening.label) for _, opening in kept]
    again = [label for label in labels.values() if label.count >= 2]
    roles = {label.role or role_of(label.name) for label in labels.values()} - {None}
    turned = sum(a != b for a, b in itertools.pairwise(keys)) / max(len(keys) - 1, 1)
    questions = _asking(lines, kept)
    share = _share(form, lines, kept)
    timed = sum(is_timed(lines, i, o) for i, o in kept) * 2 >= len(kept)
    coded = len(labels) >= 2 and sum(is_code(label.name) for label in labels.values()) * 2 > len(labels)
    marked = coded or form in ("voice", "sign", "at", "wrapped", "bold")
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
        "nothing of a talk": -0.5
        if not (roles or asked or timed or marked) and all(" " not in label.name for label in labels.values())
        else 0.0,
        "fields among them": -0.6 if not (roles or questions or timed) and _fields_share(form, lines) >= 0.3 else 0.0,
        "fields that come round": -2.0 if not questions and _comes_round(form, lines) else 0.0,
        "a record, not a talk": -0.8 if not roles and not questions and _is_record(keys) else 0.0,
        "a colon closes longer ones": -1.0
        if form == "at" and sum("sign" in lines[i].readings for i, _ in kept) * 5 >= len(kept) * 4
        else 0.0,
        "one name only": -0.6 if len(labels) == 1 and form not in ("voice", "colon", "sign", "at") else 0.0,
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
        speech = lines[index].text[opening.end :] if opening.form not in ABOVE else ""
        asked[key] += asks(speech, by_words) or any(
            asks(line.text, by_words) for line in lines[index + 1 : min(end, index + 12)]
        )
    if len(turns) < 2:
        return False
    shares = sorted((asked[key] / turns[key] for key in turns), reverse=True)
    return shares[0] >= 0.3 and shares[-1] <= shares[0] / 2


def _fields_share(form: str, lines: Sequence[Line]) -> float:
    """The share of fields (Name, Age) among all labels of a shape."""
    all_labels = [line.readings[form].label for line in lines if form in line.readings]
    return sum(map(is_field, all_labels)) / len(all_labels) if all_labels else 0.0


def _comes_round(form: str, lines: Sequence[Line]) -> bool:
    """Whether all labels of a shape are one form, filled in again and again, with a field (Name, Age) among them."""
    keys = [key_of(line.readings[form].label) for line in lines if form in line.readings]
    return _is_record(keys) and any(map(is_field, keys))


def _is_record(keys: Sequence[str]) -> bool:
    """Whether labels come in one order again and again, three or more of them: the fields of a form."""
    period = len(dict.fromkeys(keys))
    return period >= 3 and len(keys) >= 2 * period and all(a == b for a, b in zip(keys, keys[period:], strict=False))
