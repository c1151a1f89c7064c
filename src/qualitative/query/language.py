"""Parse queries such as `code:referral-bazda and case:muaro-jambi and not basis:author`.

    query := all ("or" all)*
    all   := part ("and"? part)*
    part  := "not" part | "(" query ")" | field ":" value ("," value)*

A value ending in `*` matches by its beginning. `code:` matches a code and all below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualitative.errors import QueryError, did_you_mean

__all__ = ["FIELDS", "All", "Any", "Not", "Query", "Term", "iter_terms", "parse_query"]

# field -> the column of the evidence table that it looks at
FIELDS = {
    "code": "code",
    "domain": "domain",
    "valence": "valence",
    "case": "case",
    "basis": "basis",
    "informant": "informant",
    "provenance": "provenance",
    "kind": "kind_of_document",
    "document": "document",
    "section": "section",
    "source": "source",
    "coder": "coder",
    "role": "role",
    "date": "date",
}
# these are asked of each coding; the others are asked of the passage
CODING_FIELDS = ("code", "domain", "valence", "coder")

_LONGEST = 10_000  # characters; ten times what a person writes in a claim
_DEEPEST = 50  # brackets and `not` within each other
_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<field>[a-z]+):(?P<values>[^\s(),]+(?:,[^\s(),]+)*)|(?P<word>[^\s()]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """`field:value,value`: any of the values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The passages that `part` does not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """The passages that every part matches."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The passages that some part matches."""

    parts: tuple[Query, ...]


Query = Term | Not | All | Any


def parse_query(text: str) -> Query:
    """The query of its text. Raises QueryError with the place and the nearest field name."""
    if len(text) > _LONGEST:
        raise QueryError(
            f"query {text[:40]!r}…: {len(text)} characters are more than the {_LONGEST} of one query; part it"
        )
    tokens = list(_tokens(text))
    parser = _Parser(text, tokens)
    query = parser.query()
    if parser.position < len(tokens):
        raise QueryError(f"query {text!r}: `)` without `(`")
    return query


def iter_terms(query: Query, *, positive: bool = True) -> Iterator[tuple[Term, bool]]:
    """(term, whether it is asked for rather than excluded) of a query, left to right."""
    if isinstance(query, Term):
        yield query, positive
    elif isinstance(query, Not):
        yield from iter_terms(query.part, positive=not positive)
    else:
        for part in query.parts:
            yield from iter_terms(part, positive=positive)


def _tokens(text: str) -> Iterator[Term | str]:
    end = 0
    while text[end:].strip():
        match = _TOKEN.match(text, end)
        if match is None:
            raise QueryError(f"query {text!r}: can't read {text[end:].strip()[:20]!r}; write field:value")
        end = match.end()
        word = match["bracket"] or match["word"]
        if word in ("(", ")", "and", "or", "not"):
            yield word
        elif word:
            hint = f"write code:{word}" if word.isalnum() else "write field:value,value without spaces"
            raise QueryError(f"query {text!r}: {word!r} is neither field:value nor and, or, not; {hint}")
        elif match["field"] not in FIELDS:
            raise QueryError(
                f"query {text!r}: unknown field {match['field']!r}; {did_you_mean(match['field'], FIELDS)}"
            )
        else:
            yield Term(match["field"], tuple(match["values"].split(",")))


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, tokens: list[Term | str]) -> None:
        self.text, self.tokens, self.position, self.depth = text, tokens, 0, 0

    def query(self) -> Query:
        parts = [self.all()]
        while self._take("or"):
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def all(self) -> Query:
        parts = [self.part()]
        while self._take("and") or self._peek() not in (None, "or", ")"):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def part(self, depth: int = 0) -> Query:
        if depth + self.depth > _DEEPEST:
            raise QueryError(
                f"query {self.text[:40]!r}…: more than {_DEEPEST} brackets and `not` within each other; part it"
            )
        if self._take("not"):
            return Not(self.part(depth + 1))
        if self._take("("):
            self.depth += depth + 1
            inner = self.query()
            self.depth -= depth + 1
            if not self._take(")"):
                raise QueryError(f"query {self.text!r}: `(` is not closed")
            return inner
        token = self._peek()
        if not isinstance(token, Term):
            found = f"`{token}`" if token else "the end"
            raise QueryError(f"query {self.text!r}: field:value is missing before {found}")
        self.position += 1
        return token

    def _peek(self) -> Term | str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self.position += 1
        return True
