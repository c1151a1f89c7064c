"""Persons who are named with a title, as proposals, without any list of names: `Pak Suparman`, `Hj. Siti Aminah`, `Mrs O'Neill`. Pure.

A name is a capitalised word behind a title (or a chain of them) that is neither an office nor a word of every day; initials and particles go with it.
The title stays outside: it is no secret, and the sentence needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qualitative.text.identifiers.found import Identifier, folded_value
from qualitative.text.identifiers.titles import (
    CALLED_AFTER,
    ENGLISH,
    FORMAL,
    INDONESIAN,
    INSTITUTIONS,
    NO_NAMES,
    OFFICES,
    PARTICLES,
    words,
)

__all__ = ["find_persons"]

LONGEST = 5  # words of a name
_SHORT = frozenset(
    words(
        "H Hj KH Dr dr drg drh Prof Ir Drs Dra Ust Bpk Bp Sdr Sdri Ny Tn Nn Alm Tgk Pdt Mr Mrs Ms Mx Rev Fr Sgt Capt Col Lt Maj Cllr Hon Sr Br Rr"
    )
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_CAPITALS = ("H", "KH", "AKP", "AKBP")  # titles that are written so
# parts of names that are written short
_SHORTENED = ("Moh", "Muh", "Md", "Abd", "Dg", "Sy", "St", "Sitti", "Tb", "Rd", "Wm", "Chas", "Geo", "Jr", "Sr")
_INITIAL = re.compile(r"[A-Z](?:\.(?![A-Za-z]{2})|(?= [A-Z][a-z]))")
# a word before a capital, or before a small word that may be one more title or a particle
_BEFORE_NAME = re.compile(r"(?<![^\W_])(?<!-)[A-Za-z]{1,12}(?=\.?[ \n]?[^\W\d_])")


# words of every day, which are a title only with a capital
_NEED_CAPITAL = frozenset(
    words(
        "mama papa om bang teh uni kang cut master major chief general dean elder justice father madam miss nan gran sir lord lady captain"
        " mak wak ning uda ci koh saudara tuan nona hon sr br ito tulang cak alm dr"
    )
)


def _spelled(titles: Iterable[str]) -> frozenset[str]:
    """Titles as they are written: also in capitals, and those that are long enough in small letters."""
    small = {title.lower() for title in titles if len(title) > 2 or title in ("Bu", "Om")}
    return frozenset({*titles, *(title.upper() for title in titles if len(title) > 1), *(small - _NEED_CAPITAL)})


_TITLES = {
    "id": _spelled([*INDONESIAN, "Mr", "Mrs", "Ms", "Miss"]),
    "en": _spelled([*ENGLISH, "Pak", "Bu", "Bapak", "Ibu", "Ustadz", "Hj", "H", "KH"]),
    "": _spelled([*INDONESIAN, *ENGLISH]),
}
_BOTH = frozenset(INDONESIAN) & frozenset(ENGLISH)
_ENGLISH = _spelled(ENGLISH)


def find_persons(text: str, language: str | None = None) -> Iterator[Identifier]:
    """Every name behind a title in a folded text that keeps its capitals and lines; titles of `language` (`id`, `en`), or of both."""
    titles = _TITLES.get(language or "", _TITLES[""])
    done = 0
    for match in _BEFORE_NAME.finditer(text):
        if (
            match[0] not in titles
            or match.start() < done
            or _is_called_after(text, match)
            or _is_letter_of_list(text, match)
        ):
            continue
        start = _behind(text, match, titles)
        if start is None:
            continue
        upper = match[0].isupper() and match[0] not in _CAPITALS
        end = _name_end(text, start, upper, _stops(match[0], language))
        if end > start:
            done = end
            shown = text[start:end]
            yield Identifier(start, end, "person", shown, folded_value(shown))


def _behind(text: str, title: re.Match[str], titles: frozenset[str]) -> int | None:
    """Where the name begins: behind further titles, and an office that stands between (`Pak Kades Suparman`)."""
    at, last = title.end(), title[0]
    for _ in range(5):
        gap = text[at : at + 1]
        if gap == "." and last not in _SHORT:
            return None  # a sentence ends
        at += gap == "."
        at += text[at : at + 1] in (" ", "\n")
        if at == title.end():
            return None
        following = _WORD.match(text, at)
        if following is None:
            return None
        word = following[0]
        chained = (
            word in titles
            and not (word == "H" and last in FORMAL)
            and _WORD.match(text, _past_blank(text, following.end()))
        )
        office = word[0].isupper() and word.casefold() in OFFICES and text[following.end() : following.end() + 1] == " "
        if not chained and not office:
            return at
        at, last = following.end(), word
    return None


def _past_blank(text: str, at: int) -> int:
    at += text[at : at + 1] == "."
    return at + (text[at : at + 1] in (" ", "\n"))


def _name_end(text: str, start: int, upper: bool, stops: frozenset[str]) -> int:
    """Where the name that begins at `start` ends; `start` where there is none."""
    at = end = start
    for number in range(LONGEST):
        initial = _INITIAL.match(text, at)
        word = initial or _WORD.match(text, at)
        if (
            word is None
            or (number and word[0] in _TITLES[""])
            or not _is_of_a_name(word[0], text, word.end(), number, upper, stops)
        ):
            break
        if word[0].islower():  # a particle: only with a name behind it
            at = _past_blank(text, word.end())
            continue
        end = _without_ending(word)
        at = word.end() + (word[0] in _SHORTENED and text[word.end() : word.end() + 2] == ". ")
        end = max(end, at if at > word.end() else end)
        if end < at or text[at : at + 1] not in (" ", "\n") or text[at : at + 2] == "\n\n":
            break
        at += 1
    return end if re.search(r"[^\W\d_]{2}", text[start:end]) else start


def _is_of_a_name(word: str, text: str, end: int, number: int, upper: bool, stops: frozenset[str]) -> bool:
    low = word.casefold()
    if word[0].islower():
        return low in PARTICLES and (number > 0 or low not in ("bin", "binti"))
    if {low.split("'")[0], low.split("-")[0], low.removesuffix("nya")} & stops:
        return False
    if text[end : end + 1] == ":" and number > 0:
        return False  # the next turn's label
    if upper and number == 0 and not word.isupper():
        return False  # MS Word
    if len(word) > 1 and word.isupper() and not upper and "." not in word:
        return (number > 0 and len(word) <= 2) or _is_a_word(word)  # RT and PKH are none; `Siti A` and SUPARMAN are
    return len(word) > 1 or number > 0 or text[end : end + 1] == " "


def _is_a_word(word: str) -> bool:
    return len(word) > 3 and bool(re.search(r"[AEIOUY]", word)) and bool(re.search(r"[^AEIOUY]", word[1:]))


def _without_ending(word: re.Match[str]) -> int:
    """Without 's, -nya and the like."""
    ending = re.search(r"(?:'s|'|-?nya)$", word[0])
    return word.end() - (len(ending[0]) if ending and len(word[0]) > len(ending[0]) + 2 else 0)


def _stops(title: str, language: str | None) -> frozenset[str]:
    """Words that are no name behind this title."""
    if title in FORMAL:
        return NO_NAMES["formal"] if language == "en" else NO_NAMES["formal"] | NO_NAMES["id"]
    if title in _BOTH and language not in ("id", "en"):
        return NO_NAMES["id"] | NO_NAMES["en"]
    return NO_NAMES["en"] if title in _ENGLISH and (title not in _BOTH or language == "en") else NO_NAMES["id"]


def _is_called_after(text: str, title: re.Match[str]) -> bool:
    """Whether a hospital, a street or a school bears the name."""
    start = title.start()
    if title[0] not in CALLED_AFTER:
        return False
    before = re.findall(r"[^\W\d_]+", text[max(0, start - 24) : start])
    glued = text[max(0, start - 1) : start] in (" ", ".")
    return glued and any(word.casefold() in INSTITUTIONS for word in before[-1:])


def _is_letter_of_list(text: str, title: re.Match[str]) -> bool:
    """Whether `H.` is the eighth letter of a list, or part of a degree (`S.H.`) or of initials."""
    if title[0] not in ("H", "R", "Dr", "Ir", "Ny", "Fr", "Sr", "Br"):
        return False
    if text[title.start() - 1 : title.start()] == "." and title.start() > 0:
        return True
    if title[0] == "H" and text[title.end() : title.end() + 4].replace(" ", "").startswith(".E."):
        return True  # His Excellency
    if title[0] != "H":
        return False
    if text[title.end() : title.end() + 1] != ".":
        return True
    line_start = title.start() == 0 or text[title.start() - 1] == "\n"
    return line_start and re.search(r"^[GI]\. ", text, re.MULTILINE) is not None
