"""Who speaks, and how many they are. Whatever counts informants calls `count_persons`.

A label without a person is a person of its own in that document; `nobody` is none; the informants of a work are (work, initials). In a group
interview the unit is the group, and its persons are given beside. A document of a survey holds one respondent's answers, its labels are the
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualitative.model import Document, Evidence

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "GROUP",
    "INTERVIEWER",
    "SURVEY",
    "count_persons",
    "counts_of",
    "equal_labels",
    "informant_of",
    "person_of",
    "speakers",
]

INTERVIEWER, GROUP, SURVEY = "interviewer", "group", "survey"
COUNTED = ("persons", "groups", "in_groups", "nobody")
_SPEAKERS = ("document", "case", "kind_of_document", "provenance", "speaker", "role", "person", "identified")


def person_of(document: Document, label: str | None) -> str | None:
    """Who speaks under a label: a person's id, or a person of this document alone (`document#label`); None for nobody and interviewers."""
    if label is None or document.speakers.get(label, INTERVIEWER) == INTERVIEWER:
        return None
    if document.kind == SURVEY:
        return next(iter(document.persons.values()), f"{document.id}#")
    return document.persons.get(label, f"{document.id}#{label}")


def informant_of(work: str, entry: Evidence) -> str | None:
    """The informant of a work that a paragraph reports (`work/initials`); None where it reports a document, a table or the author."""
    return f"{work}/{entry.informant}" if entry.basis == "informant" and entry.informant else None


def speakers(documents: Iterable[Document]) -> pd.DataFrame:
    """One row for each who speaks in a document: document, case, kind_of_document, provenance, speaker, role, person, identified.

    Of a transcript these are its labels but the interviewers', of notes on a work its informants. `person` is NA for nobody; `identified`
    says that a person is named. Of all that a study has, `count_persons` makes the denominators.
    """
    import pandas as pd

    rows: dict[tuple[str, str], tuple[object, ...]] = {}
    for document in documents:
        about = (document.id, document.case, document.kind, document.provenance)
        for label, role in document.speakers.items():
            if role != INTERVIEWER:
                named = label in document.persons
                rows[document.id, label] = (*about, label, role, person_of(document, label), named)
        for entry in document.evidence if not document.speakers else ():
            person = informant_of(str(document.source.get("work") or document.id), entry)
            if person is not None and entry.informant is not None:
                rows[document.id, entry.informant] = (*about, entry.informant, "informant", person, True)
    table = pd.DataFrame(list(rows.values()), columns=list(_SPEAKERS))
    return table.astype({name: "bool" if name == "identified" else "str" for name in _SPEAKERS})


def count_persons(rows: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many persons stand behind rows (columns document, kind_of_document, person; role, basis), one row for each group of `by`.

    Columns: `persons` outside group interviews, `groups` (the interviews), `in_groups` (the persons who spoke in these), and `nobody`, the
    rows of informants that lead to no person. Without `by`: one row, also for no rows at all.
    """
    import pandas as pd

    if not by:
        return pd.DataFrame([counts_of(rows)], columns=list(COUNTED), dtype="int64")
    rows = rows if "role" in rows.columns else rows.assign(role=None)
    rows = rows[rows["role"].fillna("") != INTERVIEWER]
    is_group, known = rows["kind_of_document"] == GROUP, rows["person"].notna()
    spoken = rows["role"].notna()
    if "basis" in rows.columns:  # a note on what an informant said, who is not named
        spoken |= rows["basis"] == "informant"
    made = pd.DataFrame({
        "persons": rows["person"].where(known & ~is_group),
        "groups": rows["document"].where(is_group),
        "in_groups": rows["person"].where(known & is_group),
        "nobody": spoken & ~known,
    })  # fmt: skip
    how = {**dict.fromkeys(COUNTED[:3], "nunique"), "nobody": "sum"}
    return made.groupby([rows[name] for name in by], sort=True).agg(how).astype("int64")


def counts_of(rows: pd.DataFrame, *, by_role: bool = True) -> tuple[int, int, int, int]:
    """(persons, groups, in_groups, nobody): what `count_persons` counts of all rows, without frames in between. Reports ask for it hundreds of times.

    Without `by_role` the roles of the rows are not looked at.
    """
    none = [None] * len(rows)
    persons, groups, inside, nobody = set[str](), set[str](), set[str](), 0
    columns = [
        rows[name].tolist() if name in rows.columns and (by_role or name != "role") else none
        for name in ("document", "kind_of_document", "person", "role", "basis")
    ]
    for document, kind, person, role, basis in zip(*columns, strict=True):
        if role == INTERVIEWER:
            continue
        is_known = isinstance(person, str)
        if kind == GROUP:
            groups.add(document)
        if is_known:
            (inside if kind == GROUP else persons).add(person)
        elif isinstance(role, str) or basis == "informant":
            nobody += 1
    return len(persons), len(groups), len(inside), nobody


def equal_labels(table: pd.DataFrame) -> pd.DataFrame:
    """Labels that stand in several documents of one case, not everywhere with a person: case, speaker, speakers, identified.

    They are counted as different persons, and that must be told ("3 speakers, 1 identified"). `table` is that of `speakers`.
    """
    found = table.groupby(["case", "speaker"]).agg(speakers=("document", "nunique"), identified=("identified", "sum"))
    found = found.reset_index()
    return found[(found["speakers"] > 1) & (found["identified"] < found["speakers"])].reset_index(drop=True)
