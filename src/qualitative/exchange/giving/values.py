"""Attributes of cases and documents as typed values. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualitative.corpus.attributes import MISSING, Attribute
from qualitative.exchange.foreign import VariableType

__all__ = ["Column", "columns_of"]

_WHOLE = re.compile(r"[-+]?\d{1,18}")
_FRACTION = re.compile(r"[-+]?\d{1,18}\.\d{1,18}")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True)
class Column:
    """One attribute with its type and the value of each thing that has one."""

    name: str
    type: VariableType
    values: Mapping[str, str]


def columns_of(
    rows: Mapping[str, Mapping[str, str]], declared: Mapping[str, Attribute], known: Mapping[str, VariableType]
) -> list[Column]:
    """A column for each attribute of things (id -> attribute -> text); `known` are the types under which they came in.

    Without either the values tell: all whole numbers, all numbers, all days, or texts.
    """
    names = dict.fromkeys(name for row in rows.values() for name in row)
    made = []
    for name in names:
        values = {id: row[name] for id, row in rows.items() if row.get(name, "") not in MISSING}
        type = _type(list(values.values()), declared.get(name), known.get(name))
        made.append(Column(name, type, values))
    return made


def _type(values: Sequence[str], declared: Attribute | None, known: VariableType | None) -> VariableType:
    fitting = _fitting(values)
    if known is not None and (known in ("Text", "DateTime") or known in fitting):
        return "Text" if known == "DateTime" and not values else known
    if declared is not None and declared.type in ("text", "choice"):
        return "Text"
    return fitting[0]


def _fitting(values: Iterable[str]) -> list[VariableType]:
    """The types that all values fit, the narrowest first."""
    given = list(values)
    found: list[VariableType] = []
    if given and all(_WHOLE.fullmatch(value) for value in given):
        found.append("Integer")
    if given and all(_WHOLE.fullmatch(value) or _FRACTION.fullmatch(value) for value in given):
        found.append("Float")
    if given and all(_DAY.fullmatch(value) for value in given):
        found.append("Date")
    if given and all(value in ("true", "false") for value in given):
        found.append("Boolean")
    return [*found, "Text"]
