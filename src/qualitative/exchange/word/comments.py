"""What the comments of a Word file say: codes with their memos, or notes; and which answer which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.exchange.word.parts import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["MACHINE", "Comment", "Said", "comments_in", "said_by"]

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MACHINE = re.compile(r"\[qualitative ([0-9A-F-]{36})(?: ([a-z0-9-]+))?\]")  # the last line of a comment of ours
_TAG = re.compile(r"#([\w][\w\-./>]*)")
_PARTS = re.compile(r" [—–-] |: |\n")  # between a code and the note on it
_WORDS, _LONGEST = 4, 40  # of what may be a code that nobody declared


@dataclass
class Comment:
    """One comment with its answers."""

    id: str
    author: str
    at: str | None
    text: str
    answers: list[Comment] = field(default_factory=list)
    is_answer: bool = False
    is_resolved: bool = False


@dataclass(frozen=True)
class Said:
    """What a comment says: `codes` by name, and a note; `guid` and `code` as a file of ours says."""

    codes: tuple[str, ...]
    note: str
    guid: str | None = None
    code: str | None = None


def comments_in(root: Element, extended: Element | None) -> list[Comment]:
    """All comments, answers among them and with what they answer."""
    found: dict[str, Comment] = {}
    by_paragraph: dict[str, Comment] = {}
    for one in root.iter(f"{W}comment"):
        paragraphs = list(one.iter(f"{W}p"))
        text = "\n".join(_text(paragraph) for paragraph in paragraphs).strip()
        comment = Comment(one.get(f"{W}id", ""), one.get(f"{W}author", "").strip(), one.get(f"{W}date"), text)
        if comment.id in found:
            continue
        found[comment.id] = comment
        for paragraph in paragraphs:
            by_paragraph.setdefault(paragraph.get(f"{_W14}paraId", ""), comment)
    for one in () if extended is None else extended.iter(f"{_W15}commentEx"):
        below = by_paragraph.get(one.get(f"{_W15}paraId", "-"))
        above = by_paragraph.get(one.get(f"{_W15}paraIdParent", "-"))
        if below is not None:
            below.is_resolved = one.get(f"{_W15}done") == "1"
        if below is not None and above is not None and above is not below and not above.is_answer:
            below.is_answer = True
            above.answers.append(below)
    return list(found.values())


def _text(paragraph: Element) -> str:
    parts = []
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            parts.append(one.text or "")
        elif one.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif one.tag == f"{W}tab":
            parts.append("\t")
    return "".join(parts)


def said_by(comments: Iterable[Comment], known: Collection[str]) -> Mapping[str, Said]:
    """What each comment says. A code is what bears #, what the study knows as a code, or a label: one short line that is no sentence."""
    given = [comment for comment in comments if not comment.is_answer]
    labels = {comment.text.casefold() for comment in given if _is_label(comment.text)}
    names = {name.casefold() for name in known} | labels
    return {comment.id: _said(comment.text, names) for comment in given}


def _said(text: str, names: Collection[str]) -> Said:
    lines = text.split("\n")
    machine = MACHINE.fullmatch(lines[-1].strip())
    if machine:
        name, *note = lines[:-1] or [""]
        codes = (name,) if machine[2] else ()
        return Said(codes, "\n".join(note if machine[2] else lines[:-1]).strip("\n"), machine[1], machine[2])
    tags = _TAG.findall(text)
    if tags:
        return Said(tuple(dict.fromkeys(tags)), " ".join(_TAG.sub("", text).split()))
    if text.casefold() in names:
        return Said((text,), "")
    first = _PARTS.split(text, maxsplit=1)
    if len(first) == 2 and first[0].strip().casefold() in names:
        return Said((first[0].strip(),), first[1].strip())
    return Said((), text)


def _is_label(text: str) -> bool:
    """Whether a comment looks like a code: one line of few words, without the signs of a sentence."""
    words = text.split()
    is_short = 0 < len(words) <= _WORDS and len(text) <= _LONGEST and "\n" not in text
    return is_short and not any(sign in text for sign in ".?!,;:") and any(c.isalpha() for c in text)
