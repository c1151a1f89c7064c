"""What queries of a study may name, and what is wrong with one that names something else. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.codebook.tree import Codebook
from qualitative.errors import QueryError, did_you_mean
from qualitative.model import BASES, KINDS, PROVENANCES
from qualitative.query.attributes import Kind, check_comparison
from qualitative.query.coded import class_values, codes_of
from qualitative.query.dates import matches_date, may_be_one_date
from qualitative.query.tokens import FIELDS
from qualitative.query.tree import Comparison, Query, Term, Value, iter_terms, side_by_side

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Known", "check_terms", "has_codes"]

OWN = {"basis": BASES, "provenance": PROVENANCES, "kind": KINDS}  # fields whose values are the library's
_SEVERAL = ("coder", "text")  # fields of which a row may have several values
_FREE = ("text", "round")


@dataclass(frozen=True)
class Known:
    """What queries may name: the codes of `codebook`, `classes` with their values, the `values` of fields, the kinds of attributes.

    Of a field that `values` does not have, any value may be named; so all but codes and OWN, where only a codebook is given.
    """

    codebook: Codebook
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attributes: Mapping[tuple[str, str], Kind] = field(default_factory=dict)

    @classmethod
    def of_codebook(cls, codebook: Codebook) -> Known:
        """What is known where there is only a codebook: its codes, and the classes that these bear."""
        return cls(codebook, class_values(codebook))

    @classmethod
    def of(
        cls,
        codebook: Codebook,
        classes: Mapping[str, Iterable[str]],
        passages: pd.DataFrame,
        attributes: Mapping[tuple[str, str], Kind],
        **values: Iterable[str],
    ) -> Known:
        """What a study knows: `passages` are all of its own (see `passages.asked_passages`), `values` those that stand elsewhere (case, coder, person)."""
        columns = ("informant", "person", "document", "section", "source", "role", "statement", "date")
        found = {name: frozenset(passages[name].dropna().astype(str)) for name in columns}
        found["case"] = frozenset(case for some in passages["cases"] for case in some)
        for name, more in values.items():
            found[name] = found.get(name, frozenset()) | frozenset(more)
        return cls(codebook, {name: tuple(some) for name, some in classes.items()}, found, attributes)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of every study, and the classes of this one."""
        return (*FIELDS, *self.classes)


def check_terms(query: Query, known: Known) -> None:
    """Raise QueryError for a field, code, value or attribute that the study does not have, and for terms that no row can satisfy together."""
    for term, _ in iter_terms(query):
        if isinstance(term, Comparison):
            check_comparison(term, known.attributes)
        elif term.field not in known.fields:
            raise QueryError(f"unknown field {term.field!r}; {did_you_mean(term.field, known.fields)}")
        else:
            _check_values(term, known)
    for beside in side_by_side(query):
        _check_beside([part for part in beside if isinstance(part, Term)], known)


def has_codes(query: Query, codebook: Codebook) -> bool:
    """Whether a codebook holds every code that a query names."""
    codes = [term for term, _ in iter_terms(query) if isinstance(term, Term) and term.field == "code"]
    return all(_has_code(value, codebook) for term in codes for value in term.values)


def _has_code(value: Value, codebook: Codebook) -> bool:
    return (
        bool(codes_of(Term("code", (value,)), codebook)) if value.is_open else codebook.current(value.text) in codebook
    )


def _check_values(term: Term, known: Known) -> None:
    if term.inflected and term.field != "text":
        raise QueryError(f"{term}: `~` belongs to text alone; write {term.field}:… without it")
    for value in term.values:
        if term.field == "round" and not value.text.isdigit():
            raise QueryError(f"round:{value} is no number of a round; write digits, as round:2")
        if term.field == "text" and not value.text.strip():
            raise QueryError(f'{term}: there are no words to look for; write some, as text:"some words"')
        if term.field == "code" and not _has_code(value, known.codebook):
            near = did_you_mean(value.text, known.codebook)
            raise QueryError(f"code {str(value)!r} is not in version {known.codebook.version} of the codebook; {near}")
        allowed = _allowed(term.field, known)
        if allowed is not None and not any(_fits(term.field, value, one) for one in allowed):
            raise QueryError(f"{term.field}:{value} can't match; {did_you_mean(value.text, allowed)}")


def _allowed(name: str, known: Known) -> Collection[str] | None:
    """The values that a field may have; None where any may be named."""
    if name in _FREE or name == "code":
        return None
    return known.classes.get(name) or OWN.get(name) or known.values.get(name)


def _fits(name: str, value: Value, own: str) -> bool:
    if name == "date":
        return matches_date(own, value)
    return own.startswith(value.text) if value.is_open else own == value.text


def _check_beside(terms: list[Term], known: Known) -> None:
    """Terms side by side are asked of one row, which has one code, one basis, one case."""
    for number, one in enumerate(terms):
        for other in terms[number + 1 :]:
            if one.field == other.field and one.field not in _SEVERAL and not _overlap(one, other, known):
                raise QueryError(
                    f"{one} {other}: no row has both, since each has one {one.field}; "
                    f"for passages that have both write passage({one}) passage({other})"
                )


def _overlap(one: Term, other: Term, known: Known) -> bool:
    if one.field == "code" or one.field in known.classes:
        return bool(codes_of(one, known.codebook) & codes_of(other, known.codebook))
    return any(_may_be_one(one.field, a, b) for a in one.values for b in other.values)


def _may_be_one(name: str, one: Value, other: Value) -> bool:
    if name == "date":
        return may_be_one_date(one, other)
    return _fits(name, one, other.text) or _fits(name, other, one.text)
