"""Which codes a term on codes, or on one of their classes, holds for. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.codebook.tree import Codebook
from qualitative.query.tree import Query, Term, Value, iter_terms

__all__ = ["class_of", "class_values", "codes_of", "named_codes"]


def codes_of(term: Term, codebook: Codebook) -> frozenset[str]:
    """The codes of a `code` term with all below them, or those that bear a value of a class."""
    if term.field == "code":
        return frozenset(
            below for value in term.values for top in _tops(value, codebook) for below in codebook.branch(top)
        )
    return frozenset(code for code in codebook if _has_class(class_of(code, term.field, codebook), term))


def named_codes(query: Query, codebook: Codebook) -> frozenset[str]:
    """The codes that a query asks for, by themselves or by a class: those that can be given, or all where none of a term's can be given any more."""
    classes, usable = class_values(codebook), set(codebook.usable())
    terms = [term for term, is_positive in iter_terms(query) if is_positive and isinstance(term, Term)]
    named = [term for term in terms if term.field == "code" or term.field in classes]
    return frozenset(code for term in named for code in (codes_of(term, codebook) & usable or codes_of(term, codebook)))


def class_of(code: str, name: str, codebook: Codebook) -> str | None:
    """The value of a class that a code bears, or the nearest code above it; None where none does."""
    return next(
        (found for one in (code, *codebook.ancestors(code)) if (found := codebook[one].classes.get(name))), None
    )


def class_values(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """The classes that codes bear, with their values."""
    found: dict[str, dict[str, None]] = {}
    for code in codebook.values():
        for name, value in code.classes.items():
            found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def _tops(value: Value, codebook: Codebook) -> Iterator[str]:
    """The codes that a value names, as they are today."""
    names = [value.text]
    if value.is_open:
        names = [one for one in (*codebook, *codebook.merged) if one.startswith(value.text)]
    for one in names:
        if (now := codebook.current(one)) in codebook:
            yield now


def _has_class(own: str | None, term: Term) -> bool:
    return own is not None and any(
        own.startswith(value.text) if value.is_open else own == value.text for value in term.values
    )
