"""The words of a query: brackets, `and`, `or`, `not`, scopes, and terms with their values. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.errors import QueryError, did_you_mean
from qualitative.folder.declared import FIELDS
from qualitative.query.tree import Comparison, Term, Value

__all__ = ["ATTRIBUTES_OF", "FIELDS", "RELATIONS", "SCOPES", "tokens"]

SCOPES = ("passage", "person", "document", "case", "near")
ATTRIBUTES_OF = ("person", "case", "document")
RELATIONS = ("<=", ">=", "!=", "=", "<", ">")
_WORDS = ("and", "or", "not")

_VALUE = r'(?:"(?:[^"\\]|\\.)*"|[^\s(),"]+)'
_VALUES = rf"{_VALUE}(?:,{_VALUE})*"
_BRACKET = re.compile(r"[()]")
_TERM = re.compile(rf"(?P<field>[a-z0-9][a-z0-9_-]*)(?P<forms>~?):(?P<values>{_VALUES})")
_COMPARISON = re.compile(
    rf"(?P<of>[a-z]+)\.(?P<name>[\w-]+)[^\S\n]*(?P<relation>{'|'.join(RELATIONS)})[^\S\n]*(?P<values>{_VALUES})"
)
_SCOPE = re.compile(rf"(?P<scope>{'|'.join(SCOPES)})(?=\()")
_WORD = re.compile(r'[^\s()"]+|"')


def tokens(text: str) -> Iterator[Term | Comparison | str]:
    """The words of a query; a term is one word, a bracket too. Raises QueryError with what can't be read."""
    end = 0
    while end < len(text):
        if text[end].isspace():
            end += 1
            continue
        if match := _BRACKET.match(text, end):
            yield match[0]
        elif match := _COMPARISON.match(text, end):
            _ends(text, match)
            yield _comparison(text, match)
        elif match := _TERM.match(text, end):
            _ends(text, match)
            yield Term(match["field"], _values(match["values"]), bool(match["forms"]))
        elif match := _SCOPE.match(text, end):
            yield match["scope"]
        else:
            match = _WORD.match(text, end)
            assert match is not None  # whatever is no blank and no bracket is a word
            if match[0] not in _WORDS:
                raise QueryError(f"query {shortened(text)}: {_unreadable(match[0])}")
            yield match[0]
        end = match.end()


def shortened(text: str) -> str:
    """A query as a message shows it."""
    return repr(text) if len(text) <= 200 else f"{text[:40]!r}…"


def _ends(text: str, match: re.Match[str]) -> None:
    rest = text[match.end() : match.end() + 1]
    if rest and not rest.isspace() and rest not in "()":
        near = text[match.start() : match.end() + 10]
        raise QueryError(
            f"query {shortened(text)}: can't read {near!r}; write values side by side without spaces, as field:one,two, or in quotes"
        )


def _values(text: str) -> tuple[Value, ...]:
    return tuple(_value(one) for one in re.findall(_VALUE, text))


def _value(text: str) -> Value:
    if text.startswith('"'):
        return Value(re.sub(r"\\(.)", r"\1", text[1:-1]))
    return Value(text.removesuffix("*"), text.endswith("*"))


def _comparison(text: str, match: re.Match[str]) -> Comparison:
    values = _values(match["values"])
    if match["of"] not in ATTRIBUTES_OF:
        way = did_you_mean(match["of"], ATTRIBUTES_OF)
        raise QueryError(f"query {shortened(text)}: {match['of']}.{match['name']} is no attribute; {way}")
    if len(values) > 1 and match["relation"] != "=":
        raise QueryError(
            f"query {shortened(text)}: {match['relation']} compares with one value, not with {len(values)}; write a term for each"
        )
    return Comparison(match["of"], match["name"], match["relation"], values)


def _unreadable(word: str) -> str:
    """What is wrong with a word that is no term, and the way out."""
    if word.lower() in (*_WORDS, *SCOPES) and word != word.lower():
        return f"{word!r} is written in lower case: {word.lower()}"
    if word in SCOPES:
        return f"{word!r} takes a query in brackets right after it, as {word}(code:…)"
    if word.endswith((":", '"')) or ':"' in word:
        return f'can\'t read {word!r}; write field:value, or field:"some words" with both quotes'
    hint = f"write code:{word}" if word.isalnum() else "write field:value,value without spaces"
    return f"{word!r} is neither field:value nor and, or, not; {hint}"
