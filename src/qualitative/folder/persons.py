"""Set attributes of persons in `persons.csv`, and what is private in the private one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.corpus.attributes import value_problem
from qualitative.corpus.persons import PERSONS, PRIVATE
from qualitative.corpus.rows import update_rows
from qualitative.errors import PersonError, did_you_mean
from qualitative.folder.describing import Edited

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.folder.folder import Folder

__all__ = ["plan_persons", "write_persons"]

_OWN = ("case", "group", "wave")  # columns of every study that are set here; `consent` is not among them
Values = Mapping[str, Mapping[str, str]]  # person -> column -> value


def plan_persons(folder: Folder, values: Values, known: Iterable[str]) -> list[Edited]:
    """The values that change. `known` are all who speak or have a row. Raises PersonError for a person, column or value that is none."""
    table, known = folder.persons, list(known)
    changes = []
    for person, said in values.items():
        if "#" in person:
            document, _, label = person.partition("#")
            raise PersonError(
                f"{label} of {document} has no id yet; give one: `qualitative speakers {document} --person {label}=ID`"
            )
        if person not in known:
            raise PersonError(f"person {person!r} is not in the study; {did_you_mean(person, known)}")
        for column, value in said.items():
            _check(folder, column, value)
            before = _known(table, person, column)
            if before != value:
                changes.append(Edited(person, column, before, value))
    return changes


def write_persons(folder: Folder, changes: Iterable[Edited]) -> None:
    """Write planned values; a person without a row gets one, and the table where there is none."""
    folder.check_writable()
    private = set(folder.settings.attributes.private)
    tables: dict[str, dict[str, dict[str, str]]] = {PERSONS: {}, PRIVATE: {}}
    for one in changes:
        # who has a private row needs a public one
        tables[PERSONS].setdefault(one.of, {})
        tables[PRIVATE if one.key in private else PERSONS].setdefault(one.of, {})[one.key] = one.after
    for name, rows in tables.items():
        if rows:
            update_rows(folder.corpus / name, "person", rows, PersonError, folder.root, is_sorted=True)
    folder.refresh()


def _check(folder: Folder, column: str, value: str) -> None:
    declared = folder.settings.attributes
    if column == "consent":
        raise PersonError("consent is noted with its date: `qualitative privacy consent PERSON analysis=DATE`")
    if column not in (*_OWN, *declared.person, *declared.private):
        near = did_you_mean(column, [*_OWN, *declared.person, *declared.private])
        raise PersonError(f"{column!r} is not under attributes.person in study.yaml; {near} Declare it there first")
    if column == "case" and value and value not in folder.named_cases:
        raise PersonError(f"case {value!r} has no row in cases.csv; {did_you_mean(value, folder.named_cases)}")
    if column in declared.person and (sentence := value_problem(declared.person[column], value)):
        raise PersonError(sentence)


def _known(table: pd.DataFrame, person: str, column: str) -> str:
    """What the table says of a person, as it would be typed; empty where it says nothing."""
    if person not in table.index or column not in table or bool(table[column].isna().loc[person]):
        return ""
    value: object = table[column].loc[person]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
