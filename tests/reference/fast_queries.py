"""The library's queries over the same records: tables made of them, and its answer as what the slow one gives."""

from __future__ import annotations

import pandas as pd

from qualitative.codebook.tree import Codebook
from qualitative.model import Code as LibraryCode
from qualitative.query.asking import ask
from qualitative.query.attributes import Kind
from qualitative.query.found import Found
from qualitative.query.known import Known
from qualitative.query.rows import rows_of
from reference.asked_rows import Asked

NUMBER, TEXT = Kind("number"), Kind("text")
KINDS = {("person", "age"): NUMBER, ("person", "job"): TEXT, ("case", "fund"): TEXT, ("document", "wave"): NUMBER}
VALUES = ("basis", "section", "source", "statement", "informant", "date", "provenance")


def found_fast(given: Asked, query: str) -> Found:
    """The library's answer."""
    rows = rows_of(passages(given), codings(given), interviewers=given.interviewers, attributes=attributes(given))
    codes = {
        one.id: LibraryCode(one.id, one.parent, {"en": one.id}, classes=dict(one.classes))
        for one in given.codes.values()
        if not one.merged
    }
    merged = {one.id: one.merged for one in given.codes.values() if one.merged}
    known = Known(
        Codebook(1, codes, merged), {"layer": ("people", "process", "tools")}, attributes=KINDS
    )  # values that nobody has may be asked for here
    return ask(query, rows, known, lambda wanted: reading(given, wanted))


def keys(found: Found) -> list[tuple[str, int, str | None, str]]:
    """What stands for a row: document, passage, coding, case."""
    table = found.rows
    codings = [one if isinstance(one, str) else None for one in table["coding"]]
    return list(zip(table["document"], table["passage"].astype(int), codings, table["case"], strict=True))


def passages(given: Asked) -> pd.DataFrame:
    """The passages as counting and queries have them."""
    rows = [
        {
            "document": one.document, "n": one.n, "start": one.start, "end": one.end, "place": one.place, "text": one.text,
            "language": "en", "cases": one.cases, "person": one.person, "role": one.role, "finding": True,
            "is_question": one.role == "interviewer", "kind_of_document": one.values.get("kind"),
            **{name: one.values.get(name) for name in VALUES},
        }
        for one in given.passages
    ]  # fmt: skip
    return pd.DataFrame(rows)


def codings(given: Asked) -> pd.DataFrame:
    """The codings that count."""
    rows = [(one.id, one.document, one.start, one.end, one.code, one.coders, int(one.round)) for one in given.codings]
    return pd.DataFrame(rows, columns=["id", "document", "start", "end", "code", "coders", "round"]).astype(
        {"start": "int64", "end": "int64"}
    )


def attributes(given: Asked) -> dict[str, pd.DataFrame]:
    """The tables of attributes, a column for each that some person, case or document might have."""
    tables = {}
    for owner, rows in given.attributes.items():
        names = [name for of, name in KINDS if of == owner]
        columns = {
            name: pd.array([row.get(name) for row in rows.values()], dtype="Float64" if KINDS[owner, name] == NUMBER else "string")
            for name in names
        }  # fmt: skip
        tables[owner] = pd.DataFrame(columns, index=list(rows))
    return tables


def reading(given: Asked, wanted: frozenset[str]) -> pd.DataFrame:
    """Where each code was read in full: a stretch for each character, as the slow one is asked."""
    ends = {one.document: max(p.end for p in given.passages if p.document == one.document) for one in given.passages}
    rows = [
        (code, document, at, at + 1, given.full(code, document, at, at + 1))
        for code in sorted(wanted)
        for document, end in ends.items()
        for at in range(end)
    ]
    return pd.DataFrame(rows, columns=["code", "document", "start", "end", "absent"]).astype({"absent": "bool"})
