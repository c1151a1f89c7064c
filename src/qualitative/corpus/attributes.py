"""Attributes of cases, persons and documents as a study declares them: their types, and the columns that these make. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualitative.corpus.front import is_date
from qualitative.errors import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MISSING", "OWNERS", "TYPES", "Attribute", "Attributes", "typed", "value_problem"]

OWNERS = ("case", "person", "document")
TYPES = ("text", "number", "date", "choice")
MISSING = ("", "NA")  # of attributes; never of labels and persons


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: `type` is one of TYPES, `values` are those of a choice, in their order where it is `ordered`."""

    name: str
    type: str = "text"
    label: dict[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Attributes:
    """The declared attributes by owner and name; `private` are columns of persons that lie outside git."""

    case: Mapping[str, Attribute] = field(default_factory=dict)
    person: Mapping[str, Attribute] = field(default_factory=dict)
    document: Mapping[str, Attribute] = field(default_factory=dict)
    private: tuple[str, ...] = ()


def value_problem(attribute: Attribute, value: str) -> str | None:
    """What is wrong with a value of an attribute, as a clause; None where it fits, or is missing."""
    if value in MISSING and value not in attribute.values:
        return None
    if attribute.type == "number" and _number(value) is None:
        return f"{attribute.name} {value[:40]!r} is no number; write digits with a point, or NA where it is unknown"
    if attribute.type == "date" and not is_date(value):
        return f"{attribute.name} {value[:40]!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
    if attribute.type == "choice" and value not in attribute.values:
        return f"{attribute.name} {value[:40]!r} is not among its values; {did_you_mean(value, attribute.values)}"
    return None


def typed(column: pd.Series[Any], attribute: Attribute) -> pd.Series[Any]:
    """A column of texts as its type: number -> Float64, choice -> category (ordered where it is said), else string; unknown is NA.

    The values must be without a `value_problem`.
    """
    import pandas as pd

    known = column.astype("string").where(~column.isin([word for word in MISSING if word not in attribute.values]))
    if attribute.type == "number":
        return known.map(lambda text: pd.NA if pd.isna(text) else _number(text)).astype("Float64")
    if attribute.type == "choice":
        return known.astype(pd.CategoricalDtype(list(attribute.values), ordered=attribute.ordered))
    return known


def _number(text: str) -> float | None:
    """The number that a person typed: digits, a sign, a point, an exponent; no `inf`, no `nan`, no `1_000`."""
    plain = text.strip()
    if not plain or len(plain) > 40 or set(plain) - set("0123456789+-.eE"):
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if abs(number) != float("inf") else None
