"""E-mail addresses, also spelled out: `siti at gmail dot com`, `siti [at] yahoo titik co titik id`. Pure; on a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.text.identifiers.found import Identifier
from qualitative.text.identifiers.titles import words

__all__ = ["find_mail"]

_PLAIN = re.compile(
    r"(?<![\w.+%-])[\w+%-](?:[\w.+%'-]{0,62}[\w+%-])? ?@ ?[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63}){1,5}",
    re.ASCII,
)
_DOT = r"(?: ?[\[({<] ?(?:dot|titik|point|\.) ?[\])}>] ?| (?:dot|titik|point) |\.| \. )"
_SIGN = r"(?: (?:underscore|underline|garis bawah|strip|dash|hyphen|minus|plus) |[_+-])"
_AT_MARKED = r"(?: ?[\[({<] ?(?:at|et|a|@|a keong|keong) ?[\])}>] ?| ?[_-](?:at|AT)[_-] ?)"
_AT_SAID = r"(?: (?:at|et|ad|@|a keong|keong|at sign|tanda at) | ?@ ?)"
_WORD = r"[A-Za-z0-9]{1,40}"
_LOCAL = rf"(?<![\w.@-])(?:(?:[A-Za-z]{{2,20}} ){{1,2}}(?=\d+ ?[@a\[({{<]))?{_WORD}(?:(?:{_DOT}|{_SIGN}){_WORD}){{0,4}}"
_DOMAIN = rf"{_WORD}(?:-{_WORD}){{0,2}}(?:{_DOT}[A-Za-z]{{2,12}}){{1,3}}(?![\w@])"
_DOMAIN_SAID = rf"{_WORD}(?:-{_WORD}){{0,2}}(?:(?: ?[\[({{] ?(?:dot|titik) ?[\])}}] ?| (?:dot|titik|point) )[A-Za-z]{{2,12}}){{1,3}}(?![\w@])"
_MARKED = re.compile(_LOCAL + _AT_MARKED + _DOMAIN, re.IGNORECASE)
_SAID = re.compile(_LOCAL + _AT_SAID + _DOMAIN_SAID, re.IGNORECASE)
# `at` in words, the rest as it is written: only of a known provider, or where the local part can't be a word
_HALF = re.compile(_LOCAL + _AT_SAID + _DOMAIN, re.IGNORECASE)
_NO_END = re.compile(
    rf"(?<![\w.@-]){_WORD}(?:[._+-]{_WORD}){{0,4}} ?@ ?(?:gmail|yahoo|ymail|hotmail|outlook|rocketmail|icloud)(?:[ ,.]{{1,2}}(?:com|co|id|uk|au))*(?!\w)",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?<![\w.@-]){_WORD}(?:[._+-]{_WORD}){{0,4}} ?@ ?{_WORD} ?\. ?(?:[a-z]{{2,4}} ?\. ?)?[a-z]{{2,4}}(?![\w@])",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:e-?mails?|surel|mail|alamat|kirim|hubungi|kontak|contact|write to|reach|address|inbox|sent|send|forward|goes|cc)\w*\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[^\n.]{0,24}\b(?:e-?mail|surel|mail)", re.IGNORECASE)
_PROVIDERS = re.compile(
    r"(?:at|et|ad|@|keong|sign) ?(?:gmail|yahoo|ymail|hotmail|outlook|rocketmail|icloud|proton(?:mail)?|live|aol|mail|btinternet)\b",
    re.IGNORECASE,
)
_PLAIN_AT = re.compile("@")
_MARKED_AT = re.compile(r"[\[({<] ?(?:at|et|a|@|a keong|keong) ?[\])}>]|[_-](?:at|AT)[_-]", re.IGNORECASE)
_SAID_AT = re.compile(
    r" (?:at|et|ad|@|a keong|keong|at sign|tanda at) (?=[^\n]{1,60} (?:dot|titik|point) |[^\n]{1,60}[\[({] ?(?:dot|titik))|@(?= ?\w{1,40} (?:dot|titik|point) )",
    re.IGNORECASE,
)
_HALF_AT = re.compile(r" at (?=\w[^\s@]{1,60}\.\w)", re.IGNORECASE)
# behind these words no shop is meant: schools, offices, societies
_SCHOOL = re.compile(
    r" (?:dot|titik|point) (?:edu|ac|sch|gov|go|org|or|net)(?:(?: (?:dot|titik|point) [a-z]{2})|\b)", re.IGNORECASE
)
_NO_LOCALS = frozenset(
    words(
        "it is was were are be been look looks looked looking see seen find found us me them him her available visit online website site page"
        " published posted read studied study work works worked working based in on di ada lihat cek buka"
    )
)
LOCAL, DOMAIN = 130, 150  # characters that are looked at before and behind the sign
_WRITTEN = {
    r"[\[({<] ?(?:at|et|a|@|a keong|keong) ?[\])}>]| (?:at|et|ad|a keong|keong|at sign|tanda at) ": "@",
    r"[\[({<] ?(?:dot|titik|point|\.) ?[\])}>]| (?:dot|titik|point) ": ".",
    r" (?:underscore|underline|garis bawah) ": "_",
    r" (?:strip|dash|hyphen|minus) ": "-",
}


_PATTERNS = (
    (_PLAIN, _PLAIN_AT),
    (_SPACED, _PLAIN_AT),
    (_NO_END, _PLAIN_AT),
    (_MARKED, _MARKED_AT),
    (_SAID, _SAID_AT),
    (_HALF, _HALF_AT),
)


def find_mail(text: str) -> Iterator[Identifier]:
    """Every e-mail address of a text; one that is spelled with a bare `at` only where a word, a provider or its parts tell that it is one."""
    for pattern, anchor in _PATTERNS:
        done = 0
        for at in anchor.finditer(text):
            # the nearest word where the local part may begin, so that every place is looked at once or twice
            start = max(done, at.start() - LOCAL)
            match = next(
                (match for match in pattern.finditer(text, start, at.end() + DOMAIN) if match.end() > at.start()), None
            )
            if (
                match
                and match.start() <= at.start()
                and (pattern not in (_SAID, _HALF) or _is_meant(text, match, pattern is _HALF))
            ):
                done = match.end()
                yield Identifier(match.start(), match.end(), "email", match[0], _value(match[0]))


def _is_meant(text: str, match: re.Match[str], half: bool) -> bool:
    local = re.split(r" (?:at|et|ad|@|a keong|keong)", match[0], maxsplit=1, flags=re.IGNORECASE)[0]
    told = any(character.isdigit() or character in "._-" for character in local) or re.search(
        r" (?:dot|titik|underscore|garis bawah|dash|hyphen|strip|minus|plus) ", local, re.IGNORECASE
    )
    if half:
        return bool(any(character.isdigit() or character in "._" for character in local) or _PROVIDERS.search(match[0]))
    school = _SCHOOL.search(match[0]) and local.casefold() not in _NO_LOCALS
    alone = len(local) >= 7 and local.islower() and text[: match.start()].rstrip(" ")[-1:] in ("", "\n", ":")
    return bool(
        told
        or school
        or alone
        or _PROVIDERS.search(match[0])
        or _CUE.search(text, max(0, match.start() - 60), match.start())
        or _BEHIND.match(text, match.end())
    )


def _value(shown: str) -> str:
    """As it is written in a letter: the same for every way of spelling it out."""
    for pattern, sign in _WRITTEN.items():
        shown = re.sub(pattern, sign, shown, flags=re.IGNORECASE)
    return re.sub(r"\s", "", shown).casefold()
