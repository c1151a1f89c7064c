"""Records as a notebook shows them: many as a table with a row each, one as a list of its fields. Texts are escaped."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["described", "fields_of", "table_html"]

_MOST = 100  # rows of a list
_ROWS = 10  # rows of a table among other fields
_LONG = 200  # characters of a cell


def table_html(rows: Sequence[object]) -> str:
    """A table with a row for each record, its fields as columns; of more than 100 the first, and how many there are."""
    shown = [fields_of(row) for row in rows[:_MOST]]
    columns = list(dict.fromkeys(name for row in shown for name in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in columns)}</tr>" for row in shown)
    more = f"<p>the first {_MOST} of {len(rows)}</p>" if len(rows) > _MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}" if rows else "<p>none</p>"


def described(title: str, parts: Iterable[tuple[str, object]]) -> str:
    """A heading, then each named part: a table, a list, or a value."""
    head = f"<p><b>{escape(title)}</b></p>" if title else ""
    return head + "".join(_part(name, value) for name, value in parts)


def fields_of(record: object) -> dict[str, object]:
    """The public fields of a record: those of a mapping, a dataclass or a named tuple; of anything else its text."""
    if isinstance(record, Mapping):
        return {str(name): value for name, value in record.items()}
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        names = [field.name for field in dataclasses.fields(record)]
    else:
        names = list(getattr(record, "_fields", ()))
    if not names:
        return {"": str(record)}
    return {name: getattr(record, name) for name in names if not name.startswith("_")}


def _part(name: str, value: object) -> str:
    called = f"<p>{escape(name)}</p>" if name else ""
    if _is_table(value):
        more = f"<p>{_ROWS} of {len(value)} rows</p>" if len(value) > _ROWS else ""
        return f"{called}{value.head(_ROWS).to_html(border=0)}{more}"
    if isinstance(value, (list, tuple)) and value and not isinstance(value[0], str):
        return called + table_html(value)
    if isinstance(value, (list, tuple)):
        return f"{called}<ul>{''.join(f'<li>{escape(str(one))}</li>' for one in value)}</ul>" if value else ""
    return f"<p>{escape(name)}: {_cell(value)}</p>" if name else f"<p>{_cell(value)}</p>"


def _is_table(value: object) -> TypeGuard[pd.DataFrame]:
    return hasattr(value, "to_html") and hasattr(value, "head")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, frozenset, set)):
        value = ", ".join(str(one) for one in value)
    elif isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        value = "; ".join(f"{key}: {one}" for key, one in value.items())
    text = str(value)
    return escape(text if len(text) <= _LONG else f"{text[:_LONG]}…")
