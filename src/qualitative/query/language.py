"""Parse queries such as `code:waiting case:north not passage(basis:author)`.

    query := all ("or" all)*
    all   := part ("and"? part)*
    part  := "not" part | scope? "(" query ")" | term
    term  := field ":" values | "text~:" values | owner "." attribute relation values

A value that holds blanks, commas or brackets stands in quotes; one that ends in `*` stands for all that begin so. Fields that are no field of
every study are classes of codes; whether a study has them, `known.check_terms` says.
"""

from __future__ import annotations

from qualitative.errors import QueryError
from qualitative.query.tokens import FIELDS, SCOPES, shortened, tokens
from qualitative.query.tree import All, Any, Comparison, Not, Query, Term, Within

__all__ = ["FIELDS", "parse_query"]

_LONGEST = 10_000  # characters; ten times what a person writes in a claim
_DEEPEST = 50  # brackets and `not` within each other


def parse_query(text: str) -> Query:
    """The query of its text. Raises QueryError with the place where it can't be read."""
    if len(text) > _LONGEST:
        raise QueryError(
            f"query {text[:40]!r}…: {len(text)} characters are more than the {_LONGEST} of one query; part it"
        )
    parser = _Parser(text, list(tokens(text)))
    query = parser.query()
    if parser.position < len(parser.tokens):
        raise QueryError(f"query {text!r}: `)` without `(`")
    return query


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, tokens: list[Term | Comparison | str]) -> None:
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

    def part(self) -> Query:
        token = self._peek()
        if isinstance(token, Term | Comparison):
            self.position += 1
            return token
        self.depth += 1
        if self.depth > _DEEPEST:
            raise QueryError(
                f"query {self.text[:40]!r}…: more than {_DEEPEST} brackets and `not` within each other; part it"
            )
        found = self._word(token)
        self.depth -= 1
        return found

    def _word(self, token: str | None) -> Query:
        if self._take("not"):
            return Not(self.part())
        if token in SCOPES:
            self.position += 1
            return Within(str(token), self._bracket())
        if token == "(":  # noqa: S105
            return self._bracket()
        found = f"`{token}`" if token else "the end"
        raise QueryError(f"query {shortened(self.text)}: field:value is missing before {found}")

    def _bracket(self) -> Query:
        self._take("(")
        inner = self.query()
        if not self._take(")"):
            raise QueryError(f"query {shortened(self.text)}: `(` is not closed")
        return inner

    def _peek(self) -> Term | Comparison | str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self.position += 1
        return True
