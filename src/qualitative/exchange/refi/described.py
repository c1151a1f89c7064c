"""A code of ours as the description that REFI-QDA has room for, and back: first the definition, then a line for each other field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualitative.model import Code

__all__ = ["described", "fields_of"]

_MARKED = re.compile(
    r"(Definition|Name|Include|Exclude|Keywords|Class|Scale|Kind|Retired|Id)(?: \[([a-z0-9_-]+)\])?: (.*)", re.DOTALL
)
_LAST = re.compile(r"(?:\A|\n)Id \[([a-z]{2})\]: [a-z0-9-]+\Z")
_FIELDS = {"Definition": "definition", "Name": "name", "Include": "include", "Exclude": "exclude"}


def described(code: Code, language: str, called: str) -> str:
    """All that a code holds but its colour and its place: readable by people, and by `fields_of`.

    `language` is that of the file, `called` the name that the code has in it.
    """
    return "\n\n".join(_parts(code, language, called))


def _parts(code: Code, language: str, called: str) -> Iterator[str]:
    if code.definition.get(language):
        yield code.definition[language]
    for word, name in _FIELDS.items():
        texts: dict[str, str] = getattr(code, name)
        for one, text in texts.items():
            if text and one != language:
                yield f"{word} [{one}]: {text}"
            elif text and (name in ("include", "exclude") or (name == "name" and text != called)):
                yield f"{word}: {text}"
    for one, words in code.keywords.items():
        if words:
            yield f"Keywords [{one}]: {'; '.join(words)}"
    for one, value in code.classes.items():
        yield f"Class [{one}]: {value}"
    if code.scale:
        yield f"Scale: {'; '.join(code.scale)}"
    if code.kind == "domain":
        yield "Kind: domain"
    if code.retired:
        yield "Retired: yes"
    yield f"Id [{language}]: {code.id}"


def fields_of(description: str, called: str) -> dict[str, Any]:
    """The fields of a description that `described` wrote; empty for another.

    >>> fields_of("Money.\\n\\nInclude: cash\\n\\nId [en]: budget", "Budget")
    {'name': {'en': 'Budget'}, 'include': {'en': 'cash'}, 'id': 'budget', 'definition': {'en': 'Money.'}}
    """
    last = _LAST.search(description)
    if last is None:
        return {}
    language = last[1]
    found: dict[str, Any] = {"name": {}}
    text: list[str] = []
    goes_on: tuple[str, str] | None = None
    for part in description.split("\n\n"):
        match = _MARKED.fullmatch(part)
        if match:
            goes_on = _add(found, match[1], match[2], match[3], language)
        elif goes_on is None and len(found) == 1 and not found["name"]:
            text.append(part)
        elif goes_on is not None:
            found[goes_on[0]][goes_on[1]] += f"\n\n{part}"  # a field of several paragraphs
    if any(text):
        found["definition"] = {language: "\n\n".join(text), **found.get("definition", {})}
    others = set(found["name"]) - {language}
    if language not in found["name"] and called not in [found["name"][one] for one in others]:
        found["name"] = {language: called, **found["name"]}
    return found


def _add(found: dict[str, Any], word: str, part: str | None, value: str, language: str) -> tuple[str, str] | None:
    """Put one field in place; where a next paragraph would go on."""
    if word in _FIELDS:
        found.setdefault(_FIELDS[word], {})[part or language] = value
        return _FIELDS[word], part or language
    if word == "Keywords" and part:
        found.setdefault("keywords", {})[part] = value.split("; ")
    elif word == "Class" and part:
        found.setdefault("classes", {})[part] = value
    elif word == "Scale":
        found["scale"] = value.split("; ")
    elif word in ("Kind", "Id"):
        found[word.lower()] = value
    elif word == "Retired":
        found["retired"] = True
    return None
