"""Light stemmers: they bring the forms of a word together, and need not give a word that exists."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["stem"]

_SHORTEST = 3  # a stem of fewer letters would match too much

_PARTICLE = re.compile(r"(?:lah|kah|tah|pun)\Z")
_POSSESSIVE = re.compile(r"(?:ku|mu|nya)\Z")
_SUFFIX = re.compile(r"(?:kan|an)\Z")
_SUFFIX_I = re.compile(r"i\Z")
# prefix, what must follow, and the letter that it swallowed
_PREFIXES = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"(?:meny|peny)(?=[aiueo])", "s"),
        (r"(?:meng|peng)(?=[aiueoghk])", ""),
        (r"(?:mem|pem)(?=[aiueo])", "p"),
        (r"(?:mem|pem)(?=[bfpv])", ""),
        (r"(?:men|pen)(?=[aiueo])", "t"),
        (r"(?:men|pen)(?=[cdjtsz])", ""),
        (r"(?:me|pe)(?=[lmnrwy])", ""),
        (r"memper|diper|diber|keber|keter|berke|penge|menge", ""),
        (r"per|ber|ter|di|ke|se", ""),
    )
)
# roots whose k a prefix in -ng swallows; without the list "mengurus" and "mengurangi" would be one kind
_K_ROOTS = """
aji ata elola embali embang enal erja etahu irim ompensasi onfirmasi ontrol
oordinasi uasa uat umpul unjung urang unci uning elompok ejar
"""

_ENGLISH = ((r"(?<=\w\w)ies\Z", "y"), (r"(?<=ss|sh|ch|.x)es\Z", ""), (r"(?<=[^su])s\Z", ""), (r"(?<=\w\w\w)(?:ing|ed)\Z", ""),
            (r"(?<=\w\w\w\w)(?:ly|ment|ments)\Z", ""))  # fmt: skip
_ENGLISH_RULES = tuple((re.compile(pattern), ending) for pattern, ending in _ENGLISH)
_VOWEL = re.compile(r"[aiueoy]")


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "id") -> str:
    """The stem of `word`, lower case; "id" or "en".

    >>> [stem(word) for word in ("anggaran", "penganggaran", "Dianggarkan")], stem("funding", "en")
    (['anggar', 'anggar', 'anggar'], 'fund')
    """
    word = word.lower()
    if not word.replace("-", "").isalpha():
        return word
    halves = word.split("-")
    if len(halves) == 2 and halves[0] and halves[1].startswith(halves[0]):  # a plural: desa-desa, obat-obatan
        word = halves[1]
    return _english(word) if language == "en" else _indonesian(word)


def _indonesian(word: str) -> str:
    for ending in (_PARTICLE, _POSSESSIVE):
        word = _without(ending, word)
    bare = _prefix_off(word)
    shorter = _without(_SUFFIX_I, _without(_SUFFIX, bare))
    return shorter if _VOWEL.search(shorter) else bare


def _prefix_off(word: str) -> str:
    for pattern, swallowed in _PREFIXES:
        match = pattern.match(word)
        rest = swallowed + word[match.end() :] if match else ""
        if match and len(rest) > _SHORTEST and len(_VOWEL.findall(rest)) > 1:
            return "k" + rest if match[0] in ("meng", "peng") and rest.startswith(tuple(_K_ROOTS.split())) else rest
    return word


def _without(ending: re.Pattern[str], word: str) -> str:
    shorter = ending.sub("", word)
    return shorter if len(shorter) > _SHORTEST else word


def _english(word: str) -> str:
    for pattern, ending in _ENGLISH_RULES:
        shorter = pattern.sub(ending, word)
        if len(shorter) >= _SHORTEST and _VOWEL.search(shorter):
            word = shorter
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word
