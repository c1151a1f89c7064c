"""Queries as they are written, in a second reading of the contract that knows nothing of the library's: syntax trees, a parser, a printer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SCOPES = ("passage", "person", "document", "case", "near")
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
ONE_VALUE = (
    "case",
    "basis",
    "informant",
    "person",
    "provenance",
    "kind",
    "document",
    "section",
    "source",
    "role",
    "statement",
    "date",
    "round",
    "code",
)


# --- syntax -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Value:
    """A value of a term: literal where it stood in quotes; `x*` (a beginning) only elsewhere."""

    text: str
    quoted: bool = False

    @property
    def beginning(self) -> str | None:
        """What the value must begin with, if it is `x*`."""
        return self.text[:-1] if self.text.endswith("*") and not self.quoted else None

    def fits(self, word: str) -> bool:
        """Whether a word is this value or begins as it says."""
        start = self.beginning
        return word == self.text if start is None else word.startswith(start)


@dataclass(frozen=True)
class Term:
    """`field:value,value`."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Comparison:
    """`person.age >= 30`."""

    attribute: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Not:
    """`not q`."""

    of: Any


@dataclass(frozen=True)
class And:
    """`q q` or `q and q`."""

    parts: tuple[Any, ...]


@dataclass(frozen=True)
class Or:
    """`q or q`."""

    parts: tuple[Any, ...]


@dataclass(frozen=True)
class Scope:
    """`passage(q)` and its like."""

    name: str
    of: Any


TOKEN = re.compile(
    r"""\s*(?: (?P<scope>(?:passage|person|document|case|near)\() | (?P<bracket>[()])
             | (?P<term>[a-z_~]+:(?:"(?:\\.|[^"\\])*"|[^\s"(),]+)(?:,(?:"(?:\\.|[^"\\])*"|[^\s"(),]+))*)
             | (?P<compare>[a-z]+\.\w+\s+(?:!=|<=|>=|=|<|>)\s+(?:"(?:\\.|[^"\\])*"|[^\s"(),]+)(?:,(?:"(?:\\.|[^"\\])*"|[^\s"(),]+))*)
             | (?P<word>and|or|not)\b )""",
    re.VERBOSE,
)
VALUE = re.compile(r'"((?:\\.|[^"\\])*)"|([^\s"(),]+)')


def values_in(text: str) -> tuple[Value, ...]:
    """The values of `a,"b c",d*`."""
    return tuple(
        Value(re.sub(r"\\(.)", r"\1", found[1]), quoted=True) if found[1] is not None else Value(found[2])
        for found in VALUE.finditer(text)
    )


def tokens_of(text: str) -> list[tuple[str, str]]:
    """The kind and text of each token. Raises ValueError."""
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"can't read {text[at:]!r}")
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return found


def parse(text: str) -> Any:
    """The syntax tree: `not` before `and` or side by side, these before `or`. Raises ValueError."""
    tokens = tokens_of(text)
    tree, rest = _either(tokens)
    if rest:
        raise ValueError(f"can't read {rest[0][1]!r}")
    return tree


def _either(tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
    part, tokens = _both(tokens)
    parts = [part]
    while tokens and tokens[0] == ("word", "or"):
        part, tokens = _both(tokens[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Or(tuple(parts))), tokens


def _both(tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
    part, tokens = _single(tokens)
    parts = [part]
    while tokens and tokens[0] not in (("word", "or"), ("bracket", ")")):
        if tokens[0] == ("word", "and"):
            tokens = tokens[1:]
        part, tokens = _single(tokens)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else And(tuple(parts))), tokens


def _single(tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
    if not tokens:
        raise ValueError("something is missing at the end")
    (kind, text), rest = tokens[0], tokens[1:]
    if (kind, text) == ("word", "not"):
        part, rest = _single(rest)
        return Not(part), rest
    if kind == "term":
        field, values = text.split(":", 1)
        return Term(field, values_in(values)), rest
    if kind == "compare":
        attribute, operator, values = text.split(None, 2)
        return Comparison(attribute, operator, values_in(values)), rest
    if kind == "scope" or text == "(":
        part, rest = _either(rest)
        if not rest or rest[0] != ("bracket", ")"):
            raise ValueError("a bracket is not closed")
        return (Scope(text[:-1], part) if kind == "scope" else part), rest[1:]
    raise ValueError(f"can't read {text!r}")


def written(value: Value) -> str:
    """The value as it stands in a query."""
    if value.quoted:
        return '"' + value.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value.text


def printed(tree: Any, within: str = "or", word: Callable[[], str] = lambda: " ") -> str:
    """The query as text, with no more brackets than its precedence needs; `word` gives what stands between the parts of an `and`."""
    match tree:
        case Term(field, values):
            return f"{field}:" + ",".join(map(written, values))
        case Comparison(attribute, operator, values):
            return f"{attribute} {operator} " + ",".join(map(written, values))
        case Scope(name, of):
            return f"{name}({printed(of, 'or', word)})"
        case Not(of):
            return "not " + printed(of, "not", word)
        case And(parts):
            text = printed(parts[0], "and", word)
            for part in parts[1:]:
                text += word() + printed(part, "and", word)
            return f"({text})" if within in ("and", "not") else text
        case Or(parts):
            text = " or ".join(printed(part, "or-part", word) for part in parts)
            return text if within == "or" else f"({text})"
    raise TypeError(tree)
