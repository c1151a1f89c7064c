"""The attributes of persons, documents and cases as columns: `person.age`, `document.setting`, `case.fund`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualitative.corpus.attributes import Attribute
from qualitative.exports.material import Material
from qualitative.i18n import pick
from qualitative.query.knowing import attribute_tables

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["attribute_columns", "declared_of", "labels_of", "owner_table"]

_NEVER = ("consent",)  # what somebody agreed to is no trait of theirs
_BESIDE = ("_source", "_note")  # columns of cases.csv that say where a value comes from


def owner_table(material: Material, owner: str) -> pd.DataFrame:
    """The attributes of all persons, documents or cases, index their ids. Private columns of persons only where they were asked for."""
    folder = material.folder
    declared = folder.settings.attributes
    found = attribute_tables(folder.documents.values(), folder.cases, folder.persons, declared)[owner]
    hidden = set(_NEVER) | ({"case"} if owner == "person" else set())
    if owner == "person" and not material.wanted.private:
        hidden |= set(declared.private)
    return found[[name for name in found.columns if name not in hidden and not _is_beside(str(name))]]


def _is_beside(name: str) -> bool:
    return any(name.endswith(end) or f"{end}_" in name for end in _BESIDE)


def declared_of(material: Material, owner: str) -> Mapping[str, Attribute]:
    """What study.yaml says of the attributes of one kind of thing."""
    declared = material.folder.settings.attributes
    found: Mapping[str, Attribute] = getattr(declared, owner)
    return found


def labels_of(material: Material, owner: str, table: pd.DataFrame) -> dict[str, str]:
    """What each column of `owner_table` is called, by the name that it has beside others (`person.age`)."""
    declared = declared_of(material, owner)
    names = [str(name) for name in table]
    labels = {name: pick(declared[name].label, material.language) if name in declared else "" for name in names}
    return {f"{owner}.{name}": label or name.replace("_", " ") for name, label in labels.items()}


def attribute_columns(material: Material, owner: str, ids: pd.Series[Any]) -> pd.DataFrame:
    """The attributes of the one thing in each row of `ids`; all missing where there is none, or are several (NA)."""
    table = owner_table(material, owner)
    found = table.reindex(ids.to_numpy(object))
    found.index = ids.index
    return found.rename(columns={name: f"{owner}.{name}" for name in found.columns})
