"""Marks of Markdown that are no words: underlined headings, broken lines, definitions, quotations with a kind, tags of web pages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualitative.text.recognising.accounting import Aside

__all__ = ["Plainer", "plainer"]

_TAGS = (
    "aside|article|blockquote|body|center|dd|details|div|dl|dt|figure|footer|header|html|main|p|section|span|summary"
)
_ALONE = re.compile(rf"[ \t]{{0,8}}(?:</?(?:{_TAGS})\b[^<>\n]{{0,500}}>[ \t]{{0,8}}){{1,9}}", re.IGNORECASE)
_BREAK = re.compile(r"<br[ \t]{0,3}/?>", re.IGNORECASE)
_BOLD = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_INLINE = re.compile(rf"</?(?:{_TAGS}|i|em|u|font|small)(?:\s[^<>\n]{{0,500}})?>", re.IGNORECASE)
_UNDER = re.compile(r"[ ]{0,3}(?:={3,200}|-{3,200})[ \t]{0,9}")
_HEADED = re.compile(r"[ ]{0,3}(?![#>|\-*+]|[ ]{4})\S[^\n|:]{0,100}(?<![.?!…])")
_NOTE = re.compile(r"[ ]{0,3}\[\^(?P<key>[^\]\s]{1,40})\]:[ \t]{0,9}(?P<text>[^\n]*)")
_CALLOUT = re.compile(r"(?P<quote>[ \t]{0,8}>?[ \t]?)\[!(?P<kind>\w{1,30})\][+-]?[ \t]{0,9}")
_QUOTED = re.compile(r"[ \t]{0,8}>[ \t]?")


@dataclass(frozen=True, slots=True)
class Plainer:
    """A text without such marks, what was set aside, and what it holds in another form."""

    text: str
    asides: tuple[Aside, ...]
    taken: tuple[str, ...]


def plainer(text: str) -> Plainer:
    """The lines of a Markdown file as a person reads them; notes and comments are set aside.

    >>> plainer("Laura\\n-----\\nWhy?[^1]\\n\\n[^1]: A note.").text
    '## Laura\\nWhy?\\n'
    """
    asides: list[Aside] = []
    taken: list[str] = []
    lines = list(_without_comments(text, asides))
    keys = {match["key"] for line in lines if (match := _NOTE.fullmatch(line))}
    mark = re.compile(rf"\[\^(?:{'|'.join(map(re.escape, keys))})\](?!:)") if keys else None
    made: list[str] = []
    note = False  # the line goes on with a note
    for line in lines:
        below = made[-1] if made else ""
        if match := _NOTE.fullmatch(line):
            asides.append(Aside("footnote", match["text"]))
            taken += [match["key"]] * 2
            note = True
            continue
        if note and line.startswith(("    ", "\t")) and line.strip():
            asides[-1] = Aside("footnote", f"{asides[-1].text} {line.strip()}")
            continue
        note = note and not line.strip()
        line = mark.sub("", line) if mark else line
        if _ALONE.fullmatch(line):
            taken.append(line)
        elif _UNDER.fullmatch(line) and _HEADED.fullmatch(below) and (len(made) < 2 or not made[-2].strip()):
            made[-1] = f"{'#' if line.strip()[0] == '=' else '##'} {below.strip()}"
        elif _is_definition(line, made):
            made.append(line[1:].strip())
        elif match := _CALLOUT.match(line):
            taken.append(match["kind"])
            made.append(match["quote"] + line[match.end() :])
        else:
            taken += [tag for found in (_BREAK, _BOLD, _INLINE) for tag in found.findall(line)]
            line = _INLINE.sub("", _BOLD.sub("**", line))
            made += _BREAK.sub("\n", _unbroken(line)).split("\n")
    return Plainer("\n".join(_unquoted(made)), tuple(asides), tuple(taken))


def _without_comments(text: str, asides: list[Aside]) -> Iterator[str]:
    """The lines without `<!-- … -->`."""
    parts: list[str] = []
    place = 0
    while (begin := text.find("<!--", place)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts.append(text[place:begin])
        words = " ".join(text[begin + 4 : end].split())
        asides += [Aside("hidden stretch", words, plural="hidden stretches")] if words else []
        place = end + 3
    yield from "".join([*parts, text[place:]]).split("\n")


def _is_definition(line: str, made: list[str]) -> bool:
    """`:   text` below a term."""
    return re.match(r":[ \t]{1,8}\S", line) is not None and bool(made) and bool(made[-1].strip())


def _unbroken(line: str) -> str:
    """Without the sign of a line that is broken: a backslash at its end."""
    return line[:-1] if line.endswith("\\") and not line.endswith("\\\\") else line


def _unquoted(lines: list[str]) -> list[str]:
    """Without the signs of quotation, where every paragraph is quoted."""
    full = [line for line in lines if line.strip()]
    if full and all(line.lstrip().startswith(">") for line in full):
        return [_QUOTED.sub("", line, count=1) for line in lines]
    return lines
