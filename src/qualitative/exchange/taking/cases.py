"""Cases and variables of a foreign project -> rows of cases.csv, declared attributes, and a table for what is many to many. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.corpus.cases import cells_of
from qualitative.corpus.front import is_date
from qualitative.errors import CaseError
from qualitative.exchange.foreign import Foreign, ForeignCase, Variable
from qualitative.exchange.losses import Losses
from qualitative.exchange.naming import Namer, tidy
from qualitative.exchange.taking.known import Known
from qualitative.folder.declared import FIELDS
from qualitative.model import is_id

__all__ = ["Cases", "take_cases", "take_values"]

WHOLE = "all"
_MISSING = "NA"
_VALUES = "values"
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")


@dataclass
class Cases:
    """`rows` by id of a new case, with values by column; the case of each document (foreign id); further belongings as rows of a table.

    `columns` maps a variable's id to its column, `declared` a column to the type that study.yaml must say for it to read as it was.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    of_document: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str, int | None, int | None]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    whole: str | None = None
    made: int = 0


def take_cases(foreign: Foreign, known: Known, losses: Losses) -> Cases:
    """A row for every case, and one case for each document that belongs to some."""
    there = known.folder.named_cases if known.folder else ()
    namer = Namer(there, (WHOLE, "other"))
    found = Cases(columns=_columns(foreign))
    for case in foreign.cases:
        losses.took("cases")
        id = known.ours("case", case.id)
        if id not in there or id is None:
            id = next((one for one in there if one == case.name), None)
        if id is None:
            id = case.name if is_id(case.name) and namer.keep(case.name) else namer.give(case.name, "case")
            found.rows[id] = {**({"description": case.description.strip()} if case.description.strip() else {})}
            found.rows[id] |= take_values(case.values, found, losses)
        else:
            _compare(id, case, found, known, losses)
        if case.description.strip():
            losses.took("descriptions")
        found.ids[case.id] = id
        _belongings(case, id, found)
    used = {variable for thing in foreign.with_values for variable in thing.values}
    for row in found.rows.values():
        # a variable without any value is still a column
        row |= {found.columns[v.id]: _MISSING for v in foreign.variables if v.id not in used}
    found.labels = {found.columns[v.id]: v.name for v in foreign.variables}
    # of a file of ours study.yaml comes along, and says what is declared
    found.declared = {} if foreign.is_ours else _declared(foreign, found)
    found.whole = foreign.whole
    return found


def _compare(id: str, case: ForeignCase, found: Cases, known: Known, losses: Losses) -> None:
    """The values of a case that is here: those that say the same are taken; others are told, and change nothing."""
    folder = known.folder
    rows = cells_of(folder.corpus / "cases.csv", folder.root, CaseError) if folder else []
    head = rows[0][1] if rows else []
    here = next((dict(zip(head, row, strict=False)) for _, row in rows if row[head.index("case")] == id), {})
    for column, value in take_values(case.values, found, losses).items():
        if here.get(column, _MISSING) != value:
            losses[_VALUES].taken -= 1
            losses.left(_VALUES, 1, "differ from what cases.csv says, which stays; each is listed")
            losses.remark(
                f"case {id}: {column} is {here.get(column, 'not there')!r} here, {value!r} in the file",
                "values that differ",
            )


def take_values(values: Mapping[str, str], found: Cases, losses: Losses) -> dict[str, str]:
    """Values by column; one of a variable that the file does not declare is left out."""
    made = {}
    for variable, value in values.items():
        if variable in found.columns:
            losses.took("values")
            made[found.columns[variable]] = " ".join(value.split()) if value.strip() else _MISSING
        else:
            losses.left("values", 1, "of a variable that the file does not declare")
    return made


def _belongings(case: ForeignCase, id: str, found: Cases) -> None:
    for document in case.documents:
        if found.of_document.setdefault(document, id) != id:
            found.more.append((id, document, None, None))
    found.more += [(id, document, start, end) for document, start, end in case.stretches]


def _columns(foreign: Foreign) -> dict[str, str]:
    """A column for each variable. Where a name can be a column as it is, it stays."""
    namer = Namer((), ("case", "document", "description", *FIELDS))
    columns: dict[str, str] = {}
    for variable in foreign.variables:
        name = tidy(variable.name)
        plain = name.replace("_", "-")
        if is_id(plain) and name not in columns.values() and namer.keep(plain):
            columns[variable.id] = name
        else:
            columns[variable.id] = namer.give(name, "variable").replace("-", "_")
    return columns


def _declared(foreign: Foreign, found: Cases) -> dict[str, str]:
    """The columns whose type a table of texts would not tell: texts that look like numbers, and dates."""
    values: dict[str, list[str]] = {}
    for thing in foreign.with_values:
        for id, value in thing.values.items():
            values.setdefault(id, []).append(value)
    made = {}
    for variable in foreign.variables:
        type = _type(variable, [value for value in values.get(variable.id, []) if value.strip()])
        if type:
            made[found.columns[variable.id]] = type
    return made


def _type(variable: Variable, values: list[str]) -> str | None:
    if variable.type == "Text" and values and all(_NUMBER.fullmatch(value.strip()) for value in values):
        return "text"
    if variable.type == "Date" and values and all(is_date(value.strip()) for value in values):
        return "date"
    return None
