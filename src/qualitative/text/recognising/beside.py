"""What stands at the head of a turn beside its label and its time: dates, and whatever else no other part of the text holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from qualitative.text.recognising.accounting import Aside, words_of
from qualitative.text.recognising.build import annotation
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.openings import Opening
from qualitative.text.recognising.words import word_set

__all__ = ["beside_labels", "dates"]

_OF_TIMES = word_set("am pm a p m s h to d sampai bis at pukul t")  # words within a time, beside its digits


def dates(chosen: Iterable[Opening]) -> tuple[Aside, ...]:
    """The dates of a chat's turns, each once: the corpus keeps the time of a turn, not its day."""
    found = dict.fromkeys(o.stamp.date for o in chosen if o.stamp and o.stamp.date)
    return tuple(Aside("date beside a time", date, plural="dates beside times") for date in found)


def beside_labels(
    lines: Sequence[Line], chosen: Mapping[int, Opening], name: Callable[[str], str], kept: Mapping[str, str]
) -> tuple[Aside, ...]:
    """The words at the heads of turns that are neither the label as it is written, nor in a label of the file that is `kept`, nor a time."""
    written: dict[str, Counter[str]] = {}
    for label in kept:
        written.setdefault(kept[label], Counter()).update(words_of(label))
    found: dict[str, str] = {}
    for index, opening in chosen.items():
        label = name(opening.label)
        left = words_of(lines[index].text[: opening.end])
        left -= words_of(f"{label} {annotation(opening.label, label)}") | written.get(label, Counter())
        if opening.form == "voice":
            left -= Counter(["v"])
        if opening.stamp:
            of_date = words_of(opening.stamp.date or "")
            left = Counter({w: n for w, n in (left - of_date).items() if not w.isdigit() and w not in _OF_TIMES})
        if left:
            found.setdefault(" ".join(left), f"line {lines[index].number}")
    return tuple(
        Aside("stretch beside a label", words, place, "stretches beside labels") for words, place in found.items()
    )
