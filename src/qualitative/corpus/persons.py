"""Persons on disk: `persons.csv` holds their attributes, `private/persons.csv` those that git must not know.

Where a label of a transcript leads is said in the document's front matter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.attributes import Attribute, Attributes, typed, value_problem
from qualitative.corpus.cases import cells_of, row_problems
from qualitative.corpus.consents import consent_problem
from qualitative.corpus.files import shown
from qualitative.errors import PersonError, QualitativeError, did_you_mean
from qualitative.model import is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "PERSONS", "PRIVATE", "person_columns", "person_ids", "person_problems", "read_persons"]

PERSONS, PRIVATE = "persons.csv", "private/persons.csv"
COLUMNS = ("case", "group", "wave", "consent")  # of every study, beside the attributes that it declares


def read_persons(
    corpus: Path, root: Path | None = None, attributes: Attributes | None = None, cases: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a person, index `person`: `case`, `group`, `wave`, `consent` (string; see corpus.consents), then attributes as declared in study.yaml.

    Empty where there is no file. A column that nobody declared is text. Rows that two branches wrote alike count once. Raises
    PersonError with file and line; `cases` are the ids that `case` may name (None: any).
    """
    import pandas as pd

    declared = attributes or Attributes()
    for problem in person_problems(corpus, root, declared, cases):
        raise problem
    table = pd.DataFrame(columns=list(COLUMNS), index=pd.Index([], name="person", dtype="object"), dtype="string")
    for name in (PERSONS, PRIVATE):
        if (corpus / name).is_file():
            rows = list(dict.fromkeys(tuple(row) for _, row in cells_of(corpus / name, root, PersonError)))
            part = pd.DataFrame(rows[1:], columns=rows[0], dtype="string").set_index("person")
            table = part if name == PERSONS else table.join(part, how="outer")
    missing = [column for column in COLUMNS if column not in table.columns]
    table = table.assign(**dict.fromkeys(missing, pd.Series(pd.NA, index=table.index, dtype="string"))).sort_index()
    table.index = table.index.astype("object")
    rest = [column for column in table.columns if column not in COLUMNS]
    for column in COLUMNS:
        said = declared.person.get(column)
        table[column] = typed(table[column], said) if said else table[column].replace("", pd.NA)
    for column in rest:
        table[column] = typed(table[column], declared.person.get(column, Attribute(column)))
    return table[[*COLUMNS, *rest]]


def person_columns(corpus: Path) -> list[str]:
    """The columns of `persons.csv`; none where there is no such table or it can't be read."""
    try:
        rows = cells_of(corpus / PERSONS, None, PersonError)
    except QualitativeError:
        return []
    return rows[0][1] if rows else []


def person_ids(corpus: Path) -> set[str] | None:
    """The ids in `persons.csv`, right or wrong; None where there is no such table or it can't be read."""
    if "person" not in person_columns(corpus):
        return None
    rows = cells_of(corpus / PERSONS, None, PersonError)
    column = rows[0][1].index("person")
    return {row[column] for _, row in rows[1:] if len(row) > column}


def person_problems(
    corpus: Path, root: Path | None = None, attributes: Attributes | None = None, cases: Iterable[str] | None = None
) -> list[QualitativeError]:
    """All that is wrong with both files; empty where there is none."""
    declared = attributes or Attributes()
    known = None if cases is None else frozenset(cases)
    found: list[QualitativeError] = []
    persons: set[str] = set()
    for name in (PERSONS, PRIVATE):
        path = corpus / name
        if not path.is_file():
            continue
        try:
            rows = cells_of(path, root, PersonError)
        except QualitativeError as problem:
            found.append(problem)
            continue
        said = shown(path, root)
        shape = list(row_problems(rows, said, PersonError))
        found += shape or _problems(rows, said, declared, known, None if name == PERSONS else persons)
        if not shape and "person" in rows[0][1]:
            persons |= {row[rows[0][1].index("person")] for _, row in rows[1:]}
    return found


def _problems(
    rows: list[tuple[int, list[str]]],
    name: str,
    declared: Attributes,
    cases: frozenset[str] | None,
    public: set[str] | None,
) -> Iterator[PersonError]:
    """`public` are the persons of persons.csv where `rows` are those of the private file, else None."""
    head = rows[0][1]
    if "person" not in head:
        yield PersonError(f"{name}:1: no column named person; add one with the id of each person")
        return
    yield from _column_problems(head, name, declared, public is not None)
    seen: dict[str, list[str]] = {}
    for line, row in rows[1:]:
        person = row[head.index("person")]
        if row == head or person == "person":
            yield PersonError(
                f"{name}:{line}: the columns are named again, as two branches changed them; keep one line"
            )
        elif not is_id(person):
            yield PersonError(f"{name}:{line}: {person[:40]!r} is no id for a person; use a–z, 0–9 and -")
        elif seen.setdefault(person, row) != row:
            yield PersonError(f"{name}:{line}: person {person!r} stands twice and differs; keep one row")
        elif public is not None and person not in public:
            near = did_you_mean(person, public).rstrip(".")
            yield PersonError(f"{name}:{line}: person {person!r} has no row in persons.csv; {near}")
        else:
            yield from _row_problems(dict(zip(head, row, strict=True)), f"{name}:{line}", declared, cases)


def _column_problems(head: list[str], name: str, declared: Attributes, private: bool) -> Iterator[PersonError]:
    for column in head:
        if column != "person" and private and column not in declared.private:
            yield PersonError(
                f"{name}:1: column {column!r} is not under `private` in study.yaml; add it to attributes.private, or move it to persons.csv"
            )
        if not private and column in declared.private:
            yield PersonError(
                f"{name}:1: column {column!r} is private in study.yaml; move it to corpus/{PRIVATE}, which git ignores"
            )


def _row_problems(
    row: Mapping[str, str], where: str, declared: Attributes, cases: frozenset[str] | None
) -> Iterator[PersonError]:
    case = row.get("case", "")
    if case and cases is not None and case not in cases:
        yield PersonError(f"{where}: case {case[:40]!r} has no row in cases.csv; {did_you_mean(case, cases)}")
    if sentence := consent_problem(row.get("consent", "")):
        yield PersonError(f"{where}: {sentence}")
    for column, value in row.items():
        attribute = declared.person.get(column)
        if attribute and (sentence := value_problem(attribute, value)):
            yield PersonError(f"{where}: {sentence}")
