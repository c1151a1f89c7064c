"""What a messenger writes itself in the export of a chat (who came and went), and a program below its transcript. Nobody says it. Pure.

Such a line often bears a name like a person's message: that of the group, or of whom it tells. It is known by the mark that an export puts
before it (U+200E right behind the label; see `corpus.readers.raw`), or by its words, which each language says of itself (`messenger` in
`reading.yaml`). Words that somebody may have typed ("Budi left") count only where they bear no label, their own subject's, or one under
which nothing else stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from qualitative.text.languages import messenger_phrases
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.words import key_of

__all__ = ["MESSAGE", "is_of_chat", "set_apart"]

MESSAGE, PROGRAM = "message of the system", "line of the program"
EDGE = 5  # lines at each end of a text where a program may say that it wrote it
NAME = 120  # characters of a name, or of the names of several
LONGEST = 1_000  # characters of a line that is looked at for its words
_ANY = rf".{{1,{NAME}}}?"
_BEGINNINGS = ("says", "program")  # of what the beginning suffices
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_SENT = re.compile(r"<[^<>]{1,200}>\W{0,3}$")  # <attached: 0001.jpg>


def is_of_chat(line: Line) -> bool:
    """Whether a line begins as a message of an export does: with a day and a time."""
    return line.stamp is not None and line.stamp[0].date is not None


def set_apart(lines: Sequence[Line], marked: Mapping[int, int]) -> Sequence[Line]:
    """The lines, of which those that the messenger wrote itself are its `own` and open no turn; nor do lines `within` a message.

    `marked` (number of a line -> position) is where a mark of the export stands right behind a label.
    """
    _set_programs_apart(lines)
    dated = [line for line in lines if is_of_chat(line)]
    if len(dated) < 2:
        return lines
    labelled = {id(line): _parted(line) for line in dated}
    # where most messages bear the mark, people wrote it themselves, as in scripts that run from right to left
    trusted = marked if sum(line.number in marked for line in dated) * 2 <= len(dated) or len(dated) < 4 else {}
    told = {id(line) for line in dated if _is_own(*labelled[id(line)], trusted.get(line.number))}
    acted = {id(line) for line in dated if id(line) not in told and _matches("acts", labelled[id(line)][1])}
    groups: dict[str, list[Line]] = {}
    for line in dated:
        groups.setdefault(key_of(labelled[id(line)][0]), []).append(line)
    for key, group in groups.items():
        if not key or (len(group) > 1 and all(id(line) in told or id(line) in acted for line in group)):
            told |= acted.intersection(map(id, group))
    for line in dated:
        if id(line) in told:
            line.own, line.readings = MESSAGE, {}
    undated = [line for line in lines if not is_of_chat(line) and "colon" in line.readings]
    if len(undated) < len(dated):
        for line in undated:
            line.within = True
    return lines


def _set_programs_apart(lines: Sequence[Line]) -> None:
    """What a program says of a transcript stands above or below it."""
    full = [line for line in lines if not line.empty]
    for line in (*full[:EDGE], *full[EDGE:][-EDGE:]):
        if _matches("program", line.text.strip(" ([*_\t")):
            line.own, line.readings = PROGRAM, {}


def _parted(line: Line) -> tuple[str, str, int]:
    """(label, what stands behind it, where that begins) of a message; no label where none stands before a colon."""
    start = line.stamp[1] if line.stamp else 0
    opening = line.readings.get("colon")
    if opening is None or _is_told_in(opening.label):
        return "", line.text[start:].strip(" -–—~"), start
    return opening.label, line.text[opening.end :].strip(), opening.end


def _is_told_in(label: str) -> bool:
    """Whether what stands before a colon is no name but what happened: `Budi changed the name to "Village`."""
    return '"' in label.translate(_QUOTES) or _matches("says", label) or _matches("acts", label)


def _is_own(label: str, text: str, begin: int, mark: int | None) -> bool:
    if mark is not None and mark == begin:
        return not (_matches("sent", text) or _SENT.search(text[:LONGEST]))
    if not label:
        head = text.partition(":")[0]
        return any(_matches(kind, part) for kind in ("says", "acts") for part in (text, head))
    own = _matches("says", text) and not _SENT.search(text[:LONGEST])
    return own or (_matches("acts", text) and key_of(text).startswith(f"{key_of(label).lstrip('~ ')} "))


def _matches(kind: str, text: str) -> bool:
    """Whether a text is, or for some kinds begins as, one of the phrases of a kind."""
    if len(text) > LONGEST:
        text = text[:LONGEST] if kind in _BEGINNINGS else ""
    plain = text.translate(_QUOTES)
    hint, whole = _patterns(kind)
    return hint is not None and hint.search(plain) is not None and whole.match(plain.rstrip(" .")) is not None


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """(a pattern of the longest words of each phrase, so that most lines are passed over at once, that of the phrases)."""
    phrases = messenger_phrases(kind)
    hints = {max(phrase.split("*"), key=len).strip().rstrip(".") for phrase in phrases}
    end = r"(?!\w)" if kind in _BEGINNINGS else r"\Z"
    whole = f"(?:{'|'.join(_pattern(phrase) for phrase in phrases)}){end}"
    return (_any(hints) if hints else None), re.compile(whole, re.IGNORECASE)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words)), re.IGNORECASE)


def _pattern(phrase: str) -> str:
    return _ANY.join(re.escape(part) for part in phrase.rstrip(".").split("*"))
