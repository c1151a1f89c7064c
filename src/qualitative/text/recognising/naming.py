"""Labels that mean one person: numbers that count the questions, a full name and its initials. Pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qualitative.text.recognising.words import TITLES, key_of, word_set

__all__ = ["merged"]

_NUMBERED = re.compile(r"(?P<stem>[^\d]{1,40}?)[\s._-]{0,3}(?P<n>\d{1,3})[a-z]?")
MANY = 200  # labels; among more than these nobody is looked for twice
_QUESTIONS = word_set("q question pertanyaan tanya soal pregunta frage pergunta")


def merged(order: Sequence[str], declared: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """(label -> the label it is written as, what to tell). `order` are the labels as turns follow one another.

    >>> merged(["Q1", "A1", "Q2", "A2"], {})[0]
    {'Q1': 'Q', 'A1': 'A', 'Q2': 'Q', 'A2': 'A'}
    """
    free = [label for label in order if key_of(label) not in declared]
    same, notes = _counting(free)
    if not same:
        same, notes = _aliases(free)
    return same, notes


def _counting(order: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Q1, A1, Q2, A2: two stems whose numbers go up together, each label hardly twice."""
    parts = {label: _NUMBERED.fullmatch(label) for label in dict.fromkeys(order)}
    numbered = {label: match for label, match in parts.items() if match}
    stems = list(dict.fromkeys(match["stem"].strip() for match in numbered.values()))
    rest = [label for label in parts if label not in numbered]
    mostly = len(stems) == 2 and sum(label in numbered for label in order) * 5 >= len(order) * 4
    if not stems or len(stems) > 2 or (len(stems) + len(rest) != 2 and not mostly) or len(numbered) < len(stems) + 1:
        return {}, ()
    numbers: dict[str, list[int]] = {stem: [] for stem in stems}
    for label in order:
        if label in numbered:
            numbers[numbered[label]["stem"].strip()].append(int(numbered[label]["n"]))
    counts_up = all(
        all(a <= b <= a + 2 for a, b in itertools.pairwise(ns)) and len(set(ns)) >= 2 for ns in numbers.values()
    )
    hardly_again = all(len(ns) <= len(set(ns)) * 1.5 for ns in numbers.values())
    if (
        not counts_up
        or not hardly_again
        or (rest and not mostly and stems[0].casefold() not in _QUESTIONS)
        or ((mostly or not rest) and not _paired([label for label in order if label in numbered], numbered))
    ):
        return {}, ()
    same = {label: match["stem"].strip() for label, match in numbered.items()}
    shown = ", ".join(list(same)[:4]) + (", …" if len(same) > 4 else "")
    return same, (
        f"{shown} are {' and '.join(stems)}: the numbers count questions, not persons; --speakers {next(iter(same))}=informant,… keeps them apart",
    )


def _paired(order: Sequence[str], numbered: Mapping[str, re.Match[str]]) -> bool:
    """Whether most numbers come as question and answer, one behind the other."""
    numbers = [(numbered[label]["stem"].strip(), numbered[label]["n"]) for label in order]
    pairs = sum(a[1] == b[1] and a[0] != b[0] for a, b in itertools.pairwise(numbers))
    return bool(pairs * 3 >= len(numbers))


def _aliases(order: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """`Budi (B)` and then `B`; `Siti Aminah` and then `SA`: written as the commoner of the two."""
    counts = Counter(order)
    if len(counts) > MANY:
        return {}, ()
    last = {label: place for place, label in enumerate(order)}
    first = {label: place for place, label in reversed(list(enumerate(order)))}
    same: dict[str, str] = {}
    for short in counts:
        longer = [
            label for label in counts if label != short and _means(label, short) and last[label] < first[short] + 4
        ]
        if len(longer) == 1 and longer[0] not in same and counts[longer[0]] <= max(2, counts[short] // 2 + 1):
            same[longer[0]] = short
        same |= {label: short for label in counts if _is_annotated(label, short)}
    notes = _perhaps_annotated(counts, same) + tuple(
        f"{long} and {short} read as one speaker, written {short}; --speakers {_quoted(long)}=informant keeps them apart"
        for long, short in same.items()
        if not _is_annotated(long, short)
    )
    return same, notes


def _perhaps_annotated(labels: Iterable[str], same: Mapping[str, str]) -> tuple[str, ...]:
    """`Laura (laughs)` and `Laura (softly)`, and no `Laura`: the brackets may tell how she speaks, or tell two people apart."""
    groups: dict[str, list[str]] = {}
    for label in labels:
        bracket = re.search(r"\s[(\[][^\W\d_A-Z][^()\[\]]{2,40}[)\]]$", label)
        if bracket and label not in same:
            groups.setdefault(key_of(label[: bracket.start()]), []).append(label)
    return tuple(
        f"{' and '.join(found[:3])} are kept apart: where the brackets tell how somebody speaks, leave them out of the label in the file"
        for found in groups.values()
        if len(found) > 1
    )


def _is_annotated(label: str, short: str) -> bool:
    """`P (laughs)` beside `P`: the bracket tells how, not who."""
    bracket = re.search(r"\s[(\[]([^()\[\]]{1,40})[)\]]$", label)
    return bracket is not None and bracket[1][:1].islower() and key_of(label[: bracket.start()]) == key_of(short)


def _means(long: str, short: str) -> bool:
    """Whether `short` abbreviates `long`: in its brackets, or as the initials of two names or more."""
    bracket = re.search(r"[(\[]([^()\[\]]{1,20})[)\]]$", long)
    if bracket and key_of(bracket[1]) == key_of(short):
        return True
    if key_of(re.sub(r"[(\[][^()\[\]]{1,40}[)\]]$", "", long)) == key_of(short) and bracket is not None:
        return True
    names = list(re.findall(r"[^\W\d_]+", long))
    bare = re.sub(r"[\s.]", "", short)
    if not bare.isalpha() or not bare.isupper() or not 2 <= len(bare) <= 4:
        return False
    initials = "".join(name[0] for name in names).upper()
    untitled = "".join(name[0] for name in names if name.casefold() not in TITLES).upper()
    return len(names) >= 2 and bare in (initials, untitled)


def _quoted(label: str) -> str:
    return f"'{label}'" if " " in label else label
