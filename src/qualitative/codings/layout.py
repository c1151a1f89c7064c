"""How `code` events lie in columns, made from the table of fields: the schema for Arrow, what it can't check, and the way back to events.

A column holds one type, but a field may have several (a number or a list). Each list or object beside another type gets a column of its own:
in the bytes that Arrow reads, its key is given that column's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from qualitative.codings.fields import FIELDS, NEWEST, Field
from qualitative.codings.forms import NULL, TEXT, Form, arrow_type
from qualitative.codings.schema import CodeEvent, Tail

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["code_schema", "events_of", "fits", "renamed"]

_CODE = FIELDS["code"]
_SIGNS = {"[": "[]", "{": "{}"}  # what a further column's name ends with


def _sign(form: Form) -> str:
    return _SIGNS.get(form.arrow[0], "")


def _columns(field: Field, version: int = NEWEST) -> dict[str, list[Form]]:
    """The columns of a field, with the forms that each holds."""
    by_sign: dict[str, list[Form]] = {}
    for form, since in field.forms:
        if form is not NULL and since <= version:
            by_sign.setdefault(_sign(form), []).append(form)
    return {field.name + (sign if place else ""): forms for place, (sign, forms) in enumerate(by_sign.items())}


_COLUMNS = {field.name: _columns(field) for field in _CODE.values()}
_SEVERAL = [name for name, columns in _COLUMNS.items() if len(columns) > 1]


def code_schema(version: int = NEWEST) -> pa.Schema:
    """The columns that the `code` events of a version need, with the types of the newest."""
    import pyarrow as pa

    columns = [(field.name, column) for field in _CODE.values() for column in _columns(field, version)]
    # the last form of an object is the widest
    return pa.schema([(column, arrow_type(_COLUMNS[name][column][-1].arrow)) for name, column in columns])


def renamed(data: bytes, rows: int) -> bytes | None:
    """Lines of version 2 with the keys of further columns; None where it is not sure that each field stands once a line."""
    if any(f'{sign}":'.encode() in data for sign in _SIGNS.values()):
        return None  # a key that already looks like a further column's
    for name in _SEVERAL:
        keys = data.count(f'"{name}":'.encode())
        if keys > rows or (keys < rows and name not in Tail.__annotations__):
            return None
        for column in list(_COLUMNS[name])[1:]:
            data = data.replace(f'"{name}":{column[-2]}'.encode(), f'"{column}":{column[-2]}'.encode())
    return data


def fits(table: pa.Table) -> bool:
    """Whether the strict parser would take each row as an event that is written here (nothing but its end missing)."""
    import pyarrow.compute as pc

    versions = pc.unique(table["v"]).to_pylist()
    for version in versions:
        if version not in range(1, NEWEST + 1):
            return False
        rows = table if len(versions) == 1 else table.filter(pc.equal(table["v"], version))
        if not all(_field_fits(rows, field, version) for field in _CODE.values()):
            return False
        if pc.any(pc.greater_equal(rows["start"], rows["end"])).as_py():
            return False
    return True


def _field_fits(table: pa.Table, field: Field, version: int) -> bool:
    columns = _columns(field, version)
    later = [column for column in _COLUMNS[field.name] if column not in columns]
    if any(column in table.column_names and table[column].null_count < len(table) for column in later):
        return False
    held = sum(len(table) - table[column].null_count for column in columns)
    is_nullable = field.name in Tail.__annotations__ or any(form is NULL and s <= version for form, s in field.forms)
    if held > len(table) or (held < len(table) and not is_nullable):
        return False
    if len(columns) > 1 and _twice(table, list(columns)):
        return False
    return all(_values_fit(table[column], forms) for column, forms in columns.items())


def _twice(table: pa.Table, columns: list[str]) -> bool:
    """Whether a row has a value in each of two columns."""
    import pyarrow.compute as pc

    first, second = (pc.is_valid(table[column]) for column in columns)
    return bool(pc.any(pc.and_(first, second)).as_py())


def _values_fit(values: pa.ChunkedArray, forms: list[Form]) -> bool:
    """Whether each value of a column that is not null fits one of the forms."""
    import pyarrow.compute as pc

    if values.null_count == len(values):
        return True
    kind = forms[0].arrow[0]
    if kind == "{":
        return _objects_fit(pc.drop_null(values), forms)
    if kind == "[":
        values = pc.list_flatten(values)
        return values.null_count == 0 and _texts_fit(values, forms, lambda text: [text])
    if forms[0].arrow == "text":
        return _texts_fit(values, forms, str)
    if forms[0].arrow == "bool":
        return True
    extremes = pc.min_max(values)
    return all(forms[0].fits(extremes[name].as_py()) for name in ("min", "max")) and _is_finite(values)


def _objects_fit(values: pa.ChunkedArray, forms: list[Form]) -> bool:
    import pyarrow.compute as pc

    known = [name for name, _ in forms[-1].parts]
    others = [field.name for field in values.type if field.name not in known]
    if any(pc.struct_field(values, name).null_count < len(values) for name in others):
        return False
    for name, form in forms[-1].parts:
        part = pc.struct_field(values, name)
        # what an older form has not may be missing
        if part.null_count and all(name in dict(older.parts) for older in forms):
            return False
        if not _values_fit(part, [form]):
            return False
    return True


def _texts_fit(values: pa.ChunkedArray, forms: list[Form], as_value: Callable[[str], object]) -> bool:
    import pyarrow.compute as pc

    if len(forms) == 1 and forms[0].each:
        each = forms[0].each
        return each == TEXT.each or pc.all(pc.match_substring_regex(values, rf"\A(?:{each})\z")).as_py() is not False
    distinct = pc.drop_null(pc.unique(values)).to_pylist()
    return all(any(form.fits(as_value(text)) for form in forms) for text in distinct)


def _is_finite(values: pa.ChunkedArray) -> bool:
    import pyarrow.compute as pc

    return pc.all(pc.is_finite(values)).as_py() is not False


def events_of(codes: pa.Table) -> list[CodeEvent]:
    """Rows as events, without what is null or missing."""
    events = []
    for row in codes.to_pylist():
        event = {name: value for name, value in row.items() if value is not None}
        for name in _SEVERAL:
            for column in list(_COLUMNS[name])[1:]:
                if column in event:
                    event[name] = event.pop(column)
        if "suggestion" in event:
            event["suggestion"] = {key: part for key, part in event["suggestion"].items() if part is not None}
        events.append(cast(CodeEvent, event))
    return events
