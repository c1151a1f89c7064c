"""Numbers that somebody reads out word by word: `nol delapan satu dua …`, `oh seven nine double one …`. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from qualitative.text.identifiers.cues import cues_around
from qualitative.text.identifiers.found import Identifier

__all__ = ["find_spoken"]


def _read(words: str) -> dict[str, str]:
    return {word: str(digit) for digit, word in enumerate(words.split())}


SHORTEST = 8  # digits; who counts to seven counts
_WORDS = {
    **_read("nol satu dua tiga empat lima enam tujuh delapan sembilan"),
    **_read("zero one two three four five six seven eight nine"),
    "kosong": "0",
    "oh": "0",
    "o": "0",
    "hundred": "00",
    "ratus": "00",
}
_TIMES = {"dobel": 2, "double": 2, "tripel": 3, "triple": 3}
_ONE = rf"(?:(?:{'|'.join(_TIMES)}) )?(?:{'|'.join(_WORDS)})"
_READ = re.compile(rf"(?<!\w){_ONE}(?:(?:, ?|-| - |[ \n]){_ONE}){{{SHORTEST - 2},20}}(?!\w)", re.IGNORECASE)
_KINDS = {"nik", "kk", "npwp", "bpjs", "account", "ssn", "nhs", "card"}


def find_spoken(text: str) -> Iterator[Identifier]:
    """Every run of words for digits that is long enough, and more than counting on."""
    for match in _READ.finditer(text):
        digits = _digits(match[0])
        cues = cues_around(text, match.start(), match.end())
        cue = cues.before(match.start()) or cues.after(match.end())
        if len(digits) >= SHORTEST and cue != "other" and not _counts(digits):
            kind = cue if cue in _KINDS else "phone"
            yield Identifier(match.start(), match.end(), kind, match[0], digits)


def _digits(read: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"\w+", read.casefold()):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            digits, times = digits + _WORDS[word] * times, 1
    return digits


def _counts(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(digits)}
    return len(steps) == 1
