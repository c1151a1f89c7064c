"""What may be one of the names of a list too, though it is written otherwise: other spellings, parts, initials, small letters, another order. Pure.

Nothing here is sure, so nothing here is replaced; it is shown to the person who decides. Linear in the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from qualitative.text.folding import fold
from qualitative.text.identifiers.found import folded_value
from qualitative.text.identifiers.spelling import deletions, is_one_off, sound

__all__ = ["WAYS", "NearMiss", "find_near"]

# how a place may be a name; the first that fits is told
WAYS = ("small letters", "across a line break", "glued", "other order", "other spelling", "part", "initials")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu)'(?=[^\W\d_]{3})", re.IGNORECASE)  # l'Aminah
_BETWEEN = re.compile(r"[ .,_'-]{0,3}")
_BROKEN = re.compile(r"-\s+")
_SHORTEST = 3  # letters of a part that is told alone
_SPELLED = 5  # letters from which one more, less or other letter is told
_LONGEST = 40  # letters of a word that is looked at
_ENDINGS = re.compile(r"(?:-?(?:nya|ku|mu)|'s|s')$")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """`start:end` of the text may be `name` of the list; `how` is one of WAYS, `value` the same for every place written alike."""

    start: int
    end: int
    text: str
    value: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    broken: bool = False


@dataclass
class _Index:
    """The parts of all names: which name and which part of it a word may be."""

    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # name -> its parts
    exact: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    sounds: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    without: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # one letter left out
    glued: dict[str, str] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)


def find_near(text: str, names: Iterable[str]) -> list[NearMiss]:
    """Every place that may be one of `names` and is not written as that name, in order; none overlaps another."""
    index = _index(tuple(names))
    if not index.parts:
        return []
    folded = fold(text)
    found: list[NearMiss] = []
    for start, end, name, how in _runs(folded.text, list(_words(folded.text)), index):
        first, last = folded.span(start, end)
        shown = text[first:last]
        if how == "exact":
            # a name that is written with a capital is found with one only, see names.py
            if shown[0].isupper() or not name.strip()[0].isupper():
                continue
            how = "small letters"
        if not _is_told(shown, how):
            continue
        found.append(NearMiss(first, last, shown, folded.text[start:end], name, how))
    return found


def _is_told(shown: str, how: str) -> bool:
    """Whether a place looks enough like a name: one word alone has a capital, initials alone have nothing else."""
    words = [text for _, text in _tokens(shown)]
    if how in ("part", "other spelling") and len(words) == 1:
        return shown[0].isupper() and len(words[0]) >= _SHORTEST
    if how == "initials" and all(len(word) == 1 for word in words) | (len(words) == 1):
        return shown.isupper()
    return True


@lru_cache(maxsize=16)
def _index(names: tuple[str, ...]) -> _Index:
    index = _Index()
    for name in names:
        parts = tuple(text for _, text in _tokens(folded_value(name)))
        if not parts:
            continue
        index.parts[name] = parts
        for number, part in enumerate(parts):
            index.exact.setdefault(part, []).append((name, number))
            if len(part) > _SHORTEST:
                index.sounds.setdefault(sound(part), []).append((name, number))
            if len(part) >= _SPELLED:
                for key in deletions(part):
                    index.without.setdefault(key, []).append((name, number))
        if len(parts) > 1:
            index.glued["".join(parts)] = index.glued["".join(parts).replace("'", "")] = name
            index.initials["".join(part[0] for part in parts)] = name
    return index


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, the word) of each word, without an article or the like that is glued before it."""
    for match in _TOKEN.finditer(text):
        elided = _ELISION.match(match[0])
        cut = elided.end() if elided else 0
        yield match.start() + cut, match[0][cut:]


def _words(text: str) -> Iterator[_Word]:
    """The words of a folded text; one that a hyphen breaks at a line's end is one word."""
    words = [_Word(start, start + len(word), word) for start, word in _tokens(text)]
    for here, behind in itertools.pairwise([*words, None]):
        assert here is not None
        if behind is not None and _BROKEN.fullmatch(text, here.end, behind.start):
            yield _Word(here.start, behind.end, here.text + behind.text, True)
        yield here


def _runs(text: str, words: list[_Word], index: _Index) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, name, how) of every run of words that may be a name."""
    done = at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word.start < done or len(word.text) > _LONGEST:
            continue
        best = max(
            _from(text, words, at - 1, index),
            key=lambda it: (it[1], -WAYS.index(it[3]) if it[3] in WAYS else 1),
            default=None,
        )
        if best is not None:
            yield best
            done = best[1]


def _from(text: str, words: list[_Word], first: int, index: _Index) -> Iterator[tuple[int, int, str, str]]:
    """What the words from `first` on may be, by each name that the first word may belong to."""
    word = words[first]
    plain = _ENDINGS.sub("", word.text)
    if (whole := plain.replace("'", "")) != plain and whole in index.glued:
        yield word.start, word.start + len(plain), index.glued[whole], "glued"
    if plain in index.glued:
        yield word.start, word.start + len(plain), index.glued[plain], "glued"
    if plain in index.initials and text[word.end : word.end + 1] != "-":
        yield word.start, word.end, index.initials[plain], "initials"
    for name in {name for name, _, _ in _parts_of(word, index)} | _of_initial(word, index):
        run = _run(text, words, first, name, index)
        if run is not None:
            yield run


def _run(text: str, words: list[_Word], first: int, name: str, index: _Index) -> tuple[int, int, str, str] | None:
    """The longest run of words from `first` on that are parts or initials of one name, each part once."""
    parts = index.parts[name]
    taken: list[int] = []
    ways: set[str] = set()
    end, whole = words[first].start, 0
    for word in words[first : first + len(parts) + 2]:
        if word.start < end:
            continue
        if taken and not _goes_on(text, end, word.start):
            break
        fits = [(number, how) for other, number, how in _parts_of(word, index) if other == name and number not in taken]
        if fits:
            number, how = min(fits, key=lambda fit: fit[1] != "exact")
            whole += 1
        elif len(word.text) == 1 and (initial := _initial_of(word.text, parts, taken)) is not None:
            number, how = initial, "initials"
        else:
            break
        if word.broken:
            ways.add("across a line break")
        if taken and text[end : word.start] != " ":
            ways.add(
                "glued"
                if text[end : word.start] not in (". ", ", ")
                else "initials"
                if how == "initials"
                else "other order"
            )
        taken.append(number)
        ways.add(how)
        end = word.end - len(word.text) + len(_ENDINGS.sub("", word.text)) if how == "exact" else word.end
    if not whole:
        return (words[first].start, end, name, "initials") if len(taken) == len(parts) > 1 else None
    return words[first].start, end, name, _way(taken, parts, ways)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether nothing but a sign or blanks parts two words; a full stop and a blank do so behind an initial alone."""
    between = text[end:start]
    if between.startswith(".") and between != ".":
        return not text[end - 2 : end - 1].isalnum()
    return _BETWEEN.fullmatch(between) is not None


def _way(taken: list[int], parts: tuple[str, ...], ways: set[str]) -> str:
    if taken == list(range(len(parts))) and ways == {"exact"}:
        return "exact"
    for way in ("across a line break", "initials", "other spelling"):
        if way in ways:
            return way
    if len(taken) < len(parts):
        return "part"
    return "glued" if taken == sorted(taken) else "other order"


def _parts_of(word: _Word, index: _Index) -> list[tuple[str, int, str]]:
    """(name, which part, how) that a word may be."""
    plain = _ENDINGS.sub("", word.text)
    for form in dict.fromkeys((word.text, plain)):
        if form in index.exact:
            return [(name, number, "exact") for name, number in index.exact[form]]
    found: list[tuple[str, int]] = []
    if len(plain) > _SHORTEST:
        found += index.sounds.get(sound(plain), ())
    if _SPELLED - 1 <= len(plain) <= _LONGEST:
        for key in deletions(plain):
            found += [
                (name, number)
                for name, number in index.without.get(key, ())
                if is_one_off(plain, index.parts[name][number])
            ]
    return [(name, number, "other spelling") for name, number in dict.fromkeys(found)]


def _of_initial(word: _Word, index: _Index) -> set[str]:
    """Names that an initial may begin: `s. aminah`."""
    if len(word.text) != 1:
        return set()
    return {
        name for name, parts in index.parts.items() if len(parts) > 1 and any(part[0] == word.text for part in parts)
    }


def _initial_of(letter: str, parts: tuple[str, ...], taken: list[int]) -> int | None:
    return next((number for number, part in enumerate(parts) if part[0] == letter and number not in taken), None)
