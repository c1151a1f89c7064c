"""Attributes of persons, cases and documents in queries: which there are, and whether a comparison with one holds. Pure."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.corpus.attributes import Attributes
from qualitative.errors import QueryError, did_you_mean
from qualitative.query.dates import compare_dates, matches_date
from qualitative.query.tree import Comparison, Value

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Kind", "check_comparison", "compared", "kinds_of"]

NUMBER, DATE, ORDERED, TEXT = "number", "date", "ordered", "text"
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_EQUAL = ("=", "!=")


@dataclass(frozen=True, slots=True)
class Kind:
    """How an attribute is compared (`number`, `date`, `ordered`, `text`), and the values that it has, in their order."""

    type: str
    values: tuple[str, ...] = ()


def kinds_of(tables: Mapping[str, pd.DataFrame], declared: Attributes) -> dict[tuple[str, str], Kind]:
    """The kind of each column of the tables of persons, cases and documents (index: their ids), by owner and name."""
    import pandas as pd

    found = {}
    for owner, table in tables.items():
        for name in table.columns:
            said = getattr(declared, owner).get(name)
            column = table[name]
            if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
                found[owner, name] = Kind(NUMBER)
            elif said is not None and said.type == DATE:
                found[owner, name] = Kind(DATE)
            elif said is not None and said.ordered:
                found[owner, name] = Kind(ORDERED, said.values)
            else:
                own = set(said.values if said else ()) or {
                    one for text in column.dropna() for one in _several(str(text))
                }
                # who has no row may be of any case
                own |= set(map(str, tables["case"].index)) if (owner, name) == ("person", "case") else set()
                found[owner, name] = Kind(TEXT, tuple(sorted(own)))
    return found


def check_comparison(term: Comparison, known: Mapping[tuple[str, str], Kind]) -> None:
    """Raise QueryError for an attribute that nobody has, a relation that it does not know, or a value that it can't have."""
    name = f"{term.of}.{term.name}"
    kind = known.get((term.of, term.name))
    if kind is None:
        names = [f"{owner}.{one}" for owner, one in known]
        raise QueryError(f"{name} is no attribute of this study; {did_you_mean(name, names)}")
    if kind.type == TEXT and term.relation not in _EQUAL:
        raise QueryError(
            f"{term}: {name} is text without an order; compare it with = or !=, or declare its type in study.yaml"
        )
    for value in term.values:
        if kind.type == NUMBER:
            _number(value, term)
        elif kind.type == DATE and not all(part.isdigit() for part in value.text.split("-")):
            raise QueryError(f"{term}: {str(value)!r} is no date; write 2018, 2018-11 or 2018-11-05")
        elif kind.values and not _named(value, term.relation, kind.values):
            raise QueryError(f"{term}: {name} is never {str(value)!r}; {did_you_mean(value.text, kind.values)}")


def compared(own: object, term: Comparison, kind: Kind) -> bool:
    """Whether a value that is there stands in the relation; of an attribute with several values one must, and with `!=` all."""
    holds = [_one(part, term, kind) for part in _parts(own, kind)]
    return all(holds) if term.relation == "!=" else any(holds)


def _parts(own: object, kind: Kind) -> list[str]:
    return _several(str(own)) if kind.type == TEXT else [str(own)]


def _several(text: str) -> list[str]:
    """The values that a cell holds: as a whole, and parted by semicolons."""
    return list(dict.fromkeys([text, *(one.strip() for one in text.split(";"))]))


def _one(own: str, term: Comparison, kind: Kind) -> bool:
    compare = _ORDERS[term.relation]
    if kind.type == NUMBER:
        return any(compare(float(own), _number(value, term)) for value in term.values)
    if kind.type == DATE and term.relation in _EQUAL:
        return any(matches_date(own, value) for value in term.values) == (term.relation == "=")
    if kind.type == DATE:
        return any(compare(compare_dates(own, value.text), 0) for value in term.values)
    if term.relation in _EQUAL:
        is_named = any(own.startswith(value.text) if value.is_open else own == value.text for value in term.values)
        return is_named == (term.relation == "=")
    return any(compare(kind.values.index(own), kind.values.index(value.text)) for value in term.values)


def _named(value: Value, relation: str, values: Collection[str]) -> bool:
    if value.is_open and relation in _EQUAL:
        return any(one.startswith(value.text) for one in values)
    return value.text in values and not value.is_open


def _number(value: Value, term: Comparison) -> float:
    try:
        number = float(value.text)
    except ValueError:
        number = float("nan")
    if value.is_open or number != number or abs(number) == float("inf"):
        raise QueryError(f"{term}: {str(value)!r} is no number; write digits with a point")
    return number
