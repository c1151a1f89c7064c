"""Who took part, attribute by attribute, so that no value and no combination tells of fewer than k persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualitative.counting.persons import count_persons, speakers
from qualitative.exports.material import Material
from qualitative.exports.wanted import TEXTS
from qualitative.i18n import pick
from qualitative.privacy.guards import attributes_of, people, singled_in
from qualitative.privacy.paper import Paper

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["add_participants"]


def add_participants(paper: Paper, material: Material) -> None:
    """A table for each attribute with how many persons have each value; what fewer than k share stands together, where these are k.

    Attributes stand apart from each other: a row a person would let combinations be read. Numbers are given as their median alone.
    """
    paper.heading(_say(material, "title"))
    counted = count_persons(speakers(material.documents.values())).iloc[0]
    paper.text(_say(material, "counts", **{str(name): int(number) for name, number in counted.items()}))
    k = singled_in(material.folder).k
    here = _chosen(material)
    if len(here) < k:
        paper.text(_say(material, "too-few", k=k))
        return
    paper.text(_say(material, "guarded", k=k))
    for name in here.columns:
        column = here[name].dropna()
        label = _label(material, str(name))
        if _is_number(here[name]):
            value = f"{column.astype(float).median():g}" if len(column) >= k else ""
            paper.text(
                _say(material, "median", name=label, value=value, n=len(column))
                if value
                else _say(material, "hidden", name=label, k=k)
            )
            continue
        rows = _shared(column, k, material)
        if rows:
            paper.table([label, _say(material, "persons")], rows)
        else:
            paper.text(_say(material, "hidden", name=label, k=k))


def _chosen(material: Material) -> pd.DataFrame:
    """The attributes of those who speak in the fieldwork among the chosen documents."""
    documents = people(material.folder)["documents"]
    spoken = [person for person, ids in documents.items() if set(ids) & set(material.documents)]
    return attributes_of(material.folder).loc[spoken]


def _is_number(column: pd.Series[Any]) -> bool:
    import pandas as pd

    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _shared(column: pd.Series[Any], k: int, material: Material) -> list[list[str]]:
    """The values that k persons or more share, then the others together if these are k; nothing where one group would give the other away."""
    counts = column.astype(str).value_counts()
    shared = {str(value): int(number) for value, number in sorted(counts.items()) if number >= k}
    rest = int(counts.sum()) - sum(shared.values())
    while 0 < rest < k and shared:  # the total less what is shown must not tell of fewer than k
        smallest = min(shared, key=lambda value: (shared[value], value))
        rest += shared.pop(smallest)
    rows = [[value, str(number)] for value, number in shared.items()]
    return [*rows, *([[_say(material, "others"), str(rest)]] if rest >= k else [])]


def _label(material: Material, name: str) -> str:
    declared = material.folder.settings.attributes
    owner, _, own = name.rpartition(".")
    one = (declared.document if owner == "document" else declared.person).get(own)
    if one is not None and (label := pick(one.label, material.language)):
        return label
    word = pick(material.folder.settings.case.word, material.language) if name == "case" else ""
    return word or own.replace("_", " ")


def _say(material: Material, key: str, /, **values: object) -> str:
    return TEXTS.say(f"participants.{key}", material.language, **values)
