"""How `code` events lie in columns, made from the table of fields: the schema for Arrow, what it can't check, and the way back to events.

A column holds one type, but a field may have several (a number or a list). Each list or object beside another type gets a column of its own:
in the bytes that Arrow reads, its key is given that column's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from qualitative.codings.fields import FIELDS, NEWEST, Field
from qualitative.codings.forms import ANY, NULL, Form, arrow_type
from qualitative.codings.schema import CodeEvent, Tail

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["code_schema", "events_of", "fits", "laid_out"]

_CODE = FIELDS["code"]
_SIGNS = {"[": "[]", "{": "{}"}  # what a further column's name ends with
_OTHER = "\x7f"  # what its key ends with in lines that have values of both types; no key of ours has it


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


def code_schema() -> pa.Schema:
    """The columns that `code` events need."""
    import pyarrow as pa

    columns = [(column, forms) for columns in _COLUMNS.values() for column, forms in columns.items()]
    # the last form of an object is the widest
    return pa.schema([(column, arrow_type(forms[-1].arrow)) for column, forms in columns])


def laid_out(lines: bytes, rows: int, version: int) -> tuple[bytes | bytearray, dict[str, str]] | None:
    """(lines for Arrow, the key of each column in them), for `code` events of versions up to this.

    Where lines differ in the type that they give a field, one of the types gets a key of its own, as long as the field's. None where a line
    may say the field twice, or has such a key already.
    """
    keys: dict[str, str] = {}
    told_apart: bytes | bytearray = lines
    for field in _CODE.values():
        columns = list(_columns(field, version))
        keys |= dict.fromkeys(columns[:1], field.name)
        if len(columns) < 2:
            continue
        first, other = columns  # no field has values of three types
        values = _values(lines, field.name)
        is_other = _begin_with(lines, values, other)
        if field.name in Tail.__annotations__:
            # of a field that may be missing, these are all values: one is a text, and nobody writes null
            if not (is_other | _begin_with(lines, values, first)).all():
                return None
        elif not (len(values) == rows and (is_other.all() or _once_a_line(lines, values))):
            return None
        if not is_other.any():
            continue
        if is_other.all():
            del keys[first]
            keys[other] = field.name
        else:
            keys[other] = field.name[:-1] + _OTHER
            if _OTHER.encode() in lines:
                return None
            told_apart = _renamed(told_apart, values[is_other])
    return told_apart, keys


def _values(lines: bytes, name: str) -> np.ndarray:
    """Where the values of a key begin."""
    import numpy as np

    return np.fromiter((found.end() for found in re.finditer(f'"{name}":'.encode(), lines)), np.int64)


def _begin_with(lines: bytes, values: np.ndarray, column: str) -> np.ndarray:
    """Which values are of the type of a column, by their first character."""
    import numpy as np

    sign = column[-2] if column[-2:] in _SIGNS.values() else '"'
    found: np.ndarray = np.frombuffer(lines, np.uint8)[values] == ord(sign)
    return found


def _once_a_line(lines: bytes, values: np.ndarray) -> bool:
    """Whether so many values as there are lines stand one in each."""
    import numpy as np

    ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))
    return len(ends) == len(values) and bool((values < ends).all() and (values[1:] > ends[:-1]).all())


def _renamed(lines: bytes | bytearray, values: np.ndarray) -> bytearray:
    """The lines, in which the key of each of these values ends with the sign for the other type."""
    import numpy as np

    changed = bytearray(lines)
    np.frombuffer(changed, np.uint8)[values - len('x":')] = ord(_OTHER)
    return changed


def fits(table: pa.Table) -> bool:
    """Whether the strict parser would take each row as an event that is written here (nothing but its end missing)."""
    import pyarrow.compute as pc

    versions = pc.unique(table["v"]).to_pylist()
    for version in versions:
        rows = table if len(versions) == 1 else table.filter(pc.equal(table["v"], version))
        if not all(_field_fits(rows, field, version) for field in _CODE.values()):
            return False
        if pc.any(pc.greater_equal(rows["start"], rows["end"])).as_py():
            return False
    return True


def _field_fits(table: pa.Table, field: Field, version: int) -> bool:
    columns = _columns(field, version)
    later = [column for column in _COLUMNS[field.name] if column not in columns]
    if any(table[column].null_count < len(table) for column in later):
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
        return each == ANY or pc.all(pc.match_substring_regex(values, rf"\A(?:{each})\z")).as_py() is not False
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
        events.append(cast("CodeEvent", event))
    return events
