"""Persons, cases or documents against codes: how many statements each has, and a missing value where the code was not read for, which is never 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.analysis.counts import results
from qualitative.counting.persons import GROUP, speakers
from qualitative.exports.attributes import labels_of, owner_table
from qualitative.exports.material import Material, one_of
from qualitative.exports.wanted import BY, CELLS, TEXTS, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["matrix_sheet"]


def matrix_sheet(material: Material, by: str = "", name: str = "matrix") -> Sheet:
    """One row a person (and group interview), case or document, a column a code (by its id), attributes beside.

    A cell holds how many places count there for the code itself, or whether any does (`cells: yes-no`). Where there is none it is 0 only if
    all passages of the row were read in full for the code, else missing. Columns before the codes: the id, `unit` (person or group, of
    persons), `case`, and the attributes.
    """
    by = one_of(by or material.wanted.by or BY[0], BY, "--by")
    cells = one_of(material.wanted.cells or CELLS[0], CELLS, "--cells")
    units = _units(material, by)
    counts = _counts(material, units, by)
    described, labels = _described(material, units, by)
    book = material.book
    taken = {by, *described.columns}
    counts.columns = [f"code.{code}" if code in taken else code for code in material.codes]
    codes = dict(zip(counts.columns, material.codes, strict=True))
    names = {name: f"[{code}] {book.label(code, material.language)}" for name, code in codes.items()}
    values: dict[str, dict[int, str]] = {}
    if cells == "yes-no":
        counts = counts.clip(upper=1)
        said = {
            number: TEXTS.say(f"value.{word}", material.language) for number, word in enumerate(("absent", "present"))
        }
        values = dict.fromkeys(counts.columns, said)
    table = described.join(counts).reset_index(names=by)
    labels |= {name: TEXTS.say(f"column.{name}", material.language) for name in ("unit", "case") if name in described}
    labels |= {by: TEXTS.say(f"column.{by}", material.language)} | names
    return Sheet(TEXTS.say(f"sheet.{name}", material.language), table, labels, values, tuple(counts.columns))


@dataclass(frozen=True)
class _Units:
    """The rows: their ids in order, and for rows of evidence and for passages which of them each belongs to (None: none)."""

    ids: list[str]
    evidence: pd.Series[Any]
    passages: pd.Series[Any]
    groups: frozenset[str] = frozenset()


def _units(material: Material, by: str) -> _Units:
    rows, passages = results(material.answers), material.passages
    if by == "document":
        return _Units(list(material.documents), rows["document"], passages["document"])
    if by == "case":
        whole = material.folder.settings.case.whole
        said = [*material.folder.cases.index, *([whole] if whole else []), *sorted({*rows["case"], *passages["case"]})]
        return _Units(list(dict.fromkeys(map(str, said))), rows["case"], passages["case"])
    spoken = speakers(material.documents.values())
    alone = spoken.loc[spoken["kind_of_document"] != GROUP, "person"].dropna()
    groups = frozenset(one.id for one in material.documents.values() if one.kind == GROUP)
    of_rows, of_passages = _who(rows), _who(passages)
    persons = {*alone, *of_rows.dropna(), *of_passages.dropna()} - groups
    ids = [*sorted(persons), *sorted(groups)]
    _tell_nobody(material, rows, of_rows)
    return _Units(ids, of_rows, of_passages, groups)


def _who(rows: pd.DataFrame) -> pd.Series[Any]:
    """The person of each row, or the group interview that it is from."""
    is_group = rows["kind_of_document"] == GROUP
    return rows["document"].where(is_group, rows["person"])


def _tell_nobody(material: Material, rows: pd.DataFrame, who: pd.Series[Any]) -> None:
    material.notes.tell_number("note.nobody", int(rows.loc[who.isna(), "place"].nunique()))


def _counts(material: Material, units: _Units, by: str) -> pd.DataFrame:
    """Index unit, a column a code; Int64."""
    import pandas as pd

    material.tell_choice()
    rows = results(material.answers).assign(unit=units.evidence)
    found = rows.dropna(subset="unit").groupby(["unit", "code"])["place"].nunique().unstack(fill_value=0)
    counts = found.reindex(index=units.ids, columns=material.codes, fill_value=0).astype("Int64")
    counts.index.name = counts.columns.name = None
    read = _read(material, units, material.codes)
    unread = (counts == 0).to_numpy(bool) & ~read
    partly = (counts > 0).to_numpy(bool) & ~read
    counts = counts.mask(pd.DataFrame(unread, index=counts.index, columns=counts.columns))
    notes = material.notes
    notes.tell_number("note.unread-cells", int(unread.sum()), of=unread.size)
    notes.tell_number("note.partly-cells", int(partly.sum()))
    silent = sorted(set(units.ids) - set(units.passages.dropna()))
    notes.tell_number("note.without-material", len(silent), names=", ".join(silent))
    if by == "case":
        notes.tell("note.cases-overlap")
    return counts


def _read(material: Material, units: _Units, codes: list[str]) -> np.ndarray:
    """By unit and code whether all its passages were read in full for the code; what has no passage was not read."""
    passage_of = {unit: np.flatnonzero((units.passages == unit).to_numpy(bool)) for unit in units.ids}
    found = np.zeros((len(units.ids), len(codes)), dtype=bool)
    for column, code in enumerate(codes):
        full = material.reading.full(code)
        for row, unit in enumerate(units.ids):
            here = passage_of[unit]
            found[row, column] = bool(len(here)) and bool(full[here].all())
    return found


def _described(material: Material, units: _Units, by: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """What is known of each unit, and what its columns are called."""
    import pandas as pd

    own = owner_table(material, by)
    table = own.reindex(units.ids).rename(columns={name: f"{by}.{name}" for name in own.columns})
    labels = labels_of(material, by, own)
    if by == "person":
        material.tell_persons()
        cases = _cases_of(material)
        table.insert(0, "case", pd.Series([cases.get(one) for one in units.ids], index=table.index, dtype="str"))
        table.insert(0, "unit", ["group" if one in units.groups else "person" for one in units.ids])
        material.notes.tell_number("note.groups", len(units.groups))
    elif by == "document":
        table.insert(0, "case", [material.documents[one].case for one in units.ids])
    return table, labels


def _cases_of(material: Material) -> dict[str, str]:
    """The case of each person and group, where it is one."""
    spoken = speakers(material.documents.values())
    cases = spoken.dropna(subset="person").groupby("person")["case"].unique()
    found = {str(person): str(some[0]) for person, some in cases.items() if len(some) == 1}
    own = material.folder.persons["case"].dropna()
    found |= {str(person): str(case) for person, case in own.items()}
    return found | {id: one.case for id, one in material.documents.items() if one.kind == GROUP}
