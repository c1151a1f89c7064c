"""A codebook out of a table (CSV, XLSX), as `qualitative export codebook` writes it or as a person begins one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qualitative.codebook.codes import TEXTS, code_fields
from qualitative.codebook.tree import Codebook
from qualitative.errors import ReaderError, did_you_mean
from qualitative.exchange.tables.cells import rows_of
from qualitative.text.cells import plain_cell

__all__ = ["codes_of_table"]

_PLAIN = {
    "parent": "parent",
    "code_kind": "kind",
    "kind": "kind",
    "colour": "colour",
    "retired": "retired",
    "scale": "scale",
}
_BY_LANGUAGE = (*TEXTS, "keywords")
# what an export adds and no table can set
_TOLD = ("depth", "example", "persons", "groups", "in_groups", "places", "documents", "cases", "read_in")
_LISTED = re.compile(r"\s*;\s*")


def codes_of_table(path: Path, book: Codebook, languages: Sequence[str]) -> list[dict[str, Any]]:
    """All codes of `book` as plain data, with what the table says of them and the codes that it adds.

    Columns: `code` (the id), `parent`, `code_kind`, `name`, `definition`, `include`, `exclude`, `keywords` (`; ` between) with `_LANGUAGE` where the
    study has several, `class.NAME`, `colour`, `scale`, `retired`. A column that is not there changes nothing, an empty cell takes away
    what stood there; codes that the table does not name stay as they are. Raises ReaderError for a column or row that is wrong.
    """
    head, *rows = rows_of(path)
    columns = [_column(name.strip(), languages, path.name) for name in head]
    if ("code",) not in columns:
        raise ReaderError(
            f"{path.name}: no column is called code; its first line must name the columns: code, name, definition, …"
        )
    codes = {code.id: code_fields(code) for code in book.values()}
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        cells = {column: plain_cell(cell).strip() for column, cell in zip(columns, row, strict=True) if column}
        id = cells.pop(("code",))
        if id in seen or not id:
            raise ReaderError(
                f"{path.name}: row {number}: "
                + (f"code {id!r} stands twice" if id else "there is no code in the column code")
            )
        seen.add(id)
        codes[id] = _changed(codes.get(id, {"id": id, "parent": None}), cells)
    return list(codes.values())


def _column(name: str, languages: Sequence[str], file: str) -> tuple[str, ...]:
    """Where a column's cells belong in a code; nowhere for what an export only tells."""
    if name == "code" or name == "id":
        return ("code",)
    if name in _PLAIN:
        return (_PLAIN[name],)
    if name.startswith("class."):
        return ("classes", name.removeprefix("class."))
    if name in _BY_LANGUAGE:
        return (name, languages[0])
    for field in _BY_LANGUAGE:
        language = name.removeprefix(f"{field}_")
        if language != name and language in languages:
            return (field, language)
    if name in _TOLD or not name:
        return ()
    known = ["code", *_PLAIN, *_TOLD, *_BY_LANGUAGE, *(f"{field}_{one}" for field in _BY_LANGUAGE for one in languages)]
    raise ReaderError(f"{file}: column {name!r} is unknown; {did_you_mean(name, known)}")


def _changed(fields: Mapping[str, Any], cells: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    made = dict(fields)
    for column, cell in cells.items():
        if len(column) == 1:
            made |= _plain(column[0], cell)
        else:
            field, part = column
            value: Any = [word for word in _LISTED.split(cell) if word] if field == "keywords" else cell
            parts = {**made.get(field, {}), part: value}
            made[field] = {name: one for name, one in parts.items() if one}
    return {name: value for name, value in made.items() if value or name == "parent"}


def _plain(field: str, cell: str) -> dict[str, Any]:
    if field == "retired":
        return {field: cell.lower() in ("1", "true", "yes", "ya")}
    if field == "scale":
        return {field: [word for word in _LISTED.split(cell) if word]}
    return {field: cell or None}
