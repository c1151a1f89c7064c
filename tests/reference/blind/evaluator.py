"""A second, slow evaluator of queries, by a hand that had not seen the library's: it knows the contract and the tables of the public API.

Rows are built as the contract says, and a syntax tree is walked over them with plain loops. Where the contract is silent, a comment that
begins with `SILENT` says what is taken here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reference.blind.syntax import And, Comparison, Not, Or, Scope, Term, Value

# --- tables and rows --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One coding in one passage and one case; an empty row has no coding."""

    document: str
    number: int
    case: str | None
    person: str | None
    place: str
    passage: dict[str, Any]
    coding: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, int, str | None, str | None]:
        """What tells rows apart."""
        return self.document, self.number, self.case, self.coding["id"] if self.coding else None


@dataclass(frozen=True)
class Tables:
    """What the public API of a study gives, as plain records."""

    passages: list[dict[str, Any]]
    codings: list[dict[str, Any]]
    codes: dict[str, tuple[str | None, dict[str, str]]]  # id: (the code above, its classes)
    merged: dict[str, str]
    attributes: dict[str, dict[str, Any]]  # "person.age": {person: value}
    orders: dict[str, list[str]]  # of attributes with an order, from the lowest

    @staticmethod
    def of(study: Any, counted: Any = None) -> Tables:
        """Takes the tables of a study; `counted` in the place of what it counts now."""
        documents = {name: study.document(name) for name in study.documents.index}
        passages = [_plain(record) for record in study.passages.to_dict("records")]
        roles = {name: _known(role) for name, role in study.documents["role"].items()}
        for passage in passages:
            _complete(passage, documents[passage["document"]], roles)
        attributes, orders = _attributes(study, documents)
        book = study.codebook
        return Tables(
            passages,
            [_plain(record) for record in (counted or study.counted()).table.to_dict("records")],
            {name: (code.parent, dict(code.classes)) for name, code in book.codes.items()},
            dict(book.merged),
            attributes,
            orders,
        )

    def code_now(self, code: str) -> str:
        """The code that it became by merges."""
        while code in self.merged:
            code = self.merged[code]
        return code

    def below(self, code: str) -> set[str]:
        """The code with all codes below it."""
        found = {code}
        while True:
            more = {name for name, (parent, _) in self.codes.items() if parent in found} - found
            if not more:
                return found
            found |= more


def _known(value: Any) -> Any:
    """None for what is missing, whatever pandas calls it; an informant may be called `NA`."""
    is_missing = type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    return None if is_missing else value


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {name: _known(value) for name, value in record.items()}


def _complete(passage: dict[str, Any], document: Any, roles: dict[str, Any]) -> None:
    """What a passage has beside its row: its words, the role of its document, what it rests on, who is quoted from where."""
    passage["text"] = document.text[passage["start"] : passage["end"]]
    passage["role of document"] = roles[document.id]
    passage["evidence"] = next((each for each in document.evidence or () if each.paragraph == passage["n"]), None)
    if passage["basis"] is None:  # SILENT: what a talk rests on, what a text rests on
        passage["basis"] = (
            None if passage["role"] == "interviewer" else "informant" if passage["speaker"] else "document"
        )
    if passage["speaker"] is not None:  # SILENT: an informant outside a work is (document, label)
        passage["informant"] = None if passage["role"] == "interviewer" else f"{document.id}/{passage['speaker']}"
    else:
        person = passage["person"]
        passage["informant"] = person.split("/", 1)[1] if person and "/" in person else None


def _listed(path: Path) -> list[str]:
    """The persons of persons.csv, which alone holds attributes."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [line["person"] for line in csv.DictReader(file)]


def _attributes(study: Any, documents: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
    """The attributes of persons, cases and documents."""
    found: dict[str, dict[str, Any]] = {}
    orders: dict[str, list[str]] = {}
    listed = set(_listed(Path(study.root) / "corpus" / "persons.csv"))
    for kind, table in (("person", study.persons[study.persons.index.isin(listed)]), ("case", study.cases)):
        for column in table.columns:
            if kind == "person" and column in ("documents", "labels", "identified"):
                continue
            found[f"{kind}.{column}"] = {name: _known(value) for name, value in table[column].items()}
            if getattr(table[column].dtype, "ordered", False):
                orders[f"{kind}.{column}"] = [str(name) for name in table[column].dtype.categories]
    for name, document in documents.items():
        for column, value in (document.attributes or {}).items():
            found.setdefault(f"document.{column}", {})[name] = _known(value)
    return found, orders


def rows_of(tables: Tables, documents: Iterable[str] | None = None, interviewers: bool = False) -> list[Row]:
    """The universe. Interviewers' turns are in it only if asked for; a coding that begins in one is."""
    chosen = None if documents is None else set(documents)
    rows = []
    for passage in tables.passages:
        if chosen is not None and passage["document"] not in chosen:
            continue
        touching = [coding for coding in tables.codings if touches(coding, passage)]
        if passage["role"] == "interviewer" and not interviewers:
            touching = [coding for coding in touching if passage["start"] <= coding["start"] < passage["end"]]
            if not touching:
                continue
        for case in passage["cases"] or (None,):  # SILENT: an empty row, too, is one a case
            for coding in touching or [None]:
                rows.append(
                    Row(passage["document"], passage["n"], case, passage["person"], passage["place"], passage, coding)
                )
    return rows


def touches(coding: dict[str, Any], passage: dict[str, Any]) -> bool:
    """Whether the coding has some of the passage's words."""
    return (
        coding["document"] == passage["document"]
        and coding["start"] < passage["end"]
        and passage["start"] < coding["end"]
    )


# --- meaning ----------------------------------------------------------------------------------------------------------


def truths(tree: Any, rows: list[Row], tables: Tables) -> list[bool]:
    """Of each row of the selection whether the query is true of it."""
    match tree:
        case Term():
            return [term_holds(tree, row, tables) for row in rows]
        case Comparison():
            return [comparison_holds(tree, row, tables) for row in rows]
        case Not(of):
            return [not truth for truth in truths(of, rows, tables)]
        case And(parts):
            return [all(each) for each in zip(*(truths(part, rows, tables) for part in parts), strict=True)]
        case Or(parts):
            return [any(each) for each in zip(*(truths(part, rows, tables) for part in parts), strict=True)]
        case Scope("near", of):
            return near_holds(truths(of, rows, tables), rows, tables)
        case Scope(name, of):
            unit = UNITS[name]
            inner = truths(of, rows, tables)
            held = {unit(row) for row, truth in zip(rows, inner, strict=True) if truth}
            return [unit(row) is not None and unit(row) in held for row in rows]
    raise TypeError(tree)


UNITS: dict[str, Callable[[Row], Any]] = {
    "passage": lambda row: (row.document, row.number),
    "person": lambda row: row.person,
    "document": lambda row: row.document,
    "case": lambda row: row.case,
}


def near_holds(inner: list[bool], rows: list[Row], tables: Tables) -> list[bool]:
    """Whether some row of the informants' passage before or after is true."""
    held = {(row.document, row.number) for row, truth in zip(rows, inner, strict=True) if truth}
    found = []
    for row in rows:
        numbers = [
            passage["n"]
            for passage in tables.passages
            if passage["document"] == row.document and passage["role"] != "interviewer"
        ]
        before = max((number for number in numbers if number < row.number), default=None)
        after = min((number for number in numbers if number > row.number), default=None)
        found.append((row.document, before) in held or (row.document, after) in held)
    return found


def term_holds(term: Term, row: Row, tables: Tables) -> bool:
    """Whether one of the values is the row's."""
    if term.field == "text":
        return any(says(value, row.passage["text"]) for value in term.values)
    if term.field == "code":
        return row.coding is not None and row.coding["code"] in codes_named(term, tables)
    if term.field == "date":
        return any(dated(value, row.passage["date"]) for value in term.values)
    return any(value.fits(held) for value in term.values for held in held_by(row, term.field, tables))


def held_by(row: Row, field: str, tables: Tables) -> list[str]:
    """What a row has in a field, as text."""
    coding, passage = row.coding, row.passage
    match field:
        case "case":
            held = row.case
        case "person" | "place":
            held = getattr(row, field)
        case "document":
            held = row.document
        case "kind":
            held = passage["kind_of_document"]
        case "role":  # SILENT: whose role; here that of the document
            held = passage["role of document"]
        case "coder":
            return list(coding["coders"]) if coding else []
        case "round":
            held = coding["round"] if coding else None
        case "source":
            held = getattr(passage["evidence"], "document", None)
        case "basis" | "informant" | "provenance" | "section" | "statement":
            held = passage[field]
        case _:
            held = tables.codes[coding["code"]][1].get(field) if coding else None
    return [] if held is None else [str(held)]


def codes_named(term: Term, tables: Tables) -> set[str]:
    """The codes that a term names, with those below them, through merges."""
    found = set()
    for value in term.values:
        for code in (*tables.codes, *tables.merged):
            if value.fits(code):
                found |= tables.below(tables.code_now(code))
    return found


def dated(value: Value, date: str | None) -> bool:
    """A date matches by its parts: `2018` is true of 2018-11, `2018-1` is not."""
    if date is None:
        return False
    return value.fits(date) if value.beginning is not None else (date + "-").startswith(value.text + "-")


def says(value: Value, text: str) -> bool:
    """Whether the passage has these words. SILENT: whole words in any case; `x*` is the beginning of one."""
    start = value.beginning
    words = (value.text if start is None else start).split()
    wanted = r"\s+".join(map(re.escape, words))
    return re.search(rf"(?<!\w){wanted}" + (r"(?!\w)" if start is None else ""), text, re.IGNORECASE) is not None


def comparison_holds(comparison: Comparison, row: Row, tables: Tables) -> bool:
    """False where the value is missing, also for `!=`; a comma between values is *or*."""
    value = attribute_of(row, comparison.attribute, tables)
    if value is None:
        return False
    order = tables.orders.get(comparison.attribute)
    return any(compared(value, comparison.operator, wanted, order) for wanted in comparison.values)


def attribute_of(row: Row, attribute: str, tables: Tables) -> Any:
    """The value of an attribute of the row's person, case or document; None where there is none."""
    kind = attribute.split(".", maxsplit=1)[0]
    return tables.attributes[attribute].get(UNITS[kind](row))


def compared(value: Any, operator: str, wanted: Value, order: list[str] | None) -> bool:
    """One comparison; numbers as numbers, values with an order by it, others as text."""
    if operator in ("=", "!="):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            same = float(value) == float(wanted.text)
        else:  # SILENT: `1;2` are two values, beside the whole
            same = any(wanted.fits(part) for part in (str(value), *map(str.strip, str(value).split(";"))))
        return same == (operator == "=")
    left: Any = float(value) if order is None else order.index(str(value))
    right: Any = float(wanted.text) if order is None else order.index(wanted.text)
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[operator])


# --- answers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What a query finds, in each of the forms that it may be asked for in."""

    rows: frozenset[tuple[str, int, str | None, str | None]]
    places: frozenset[str]
    persons: frozenset[str]
    cases: frozenset[str]
    documents: frozenset[str]
    passages: frozenset[tuple[str, int]]
    codings: frozenset[str]
    nobody: int


def answer(tree: Any, rows: list[Row], tables: Tables) -> Answer:
    """What the query is true of."""
    true = [row for row, truth in zip(rows, truths(tree, rows, tables), strict=True) if truth]
    return Answer(
        frozenset(row.key for row in true),
        frozenset(row.place for row in true),
        frozenset(row.person for row in true if row.person is not None),
        frozenset(row.case for row in true if row.case is not None),
        frozenset(row.document for row in true),
        frozenset((row.document, row.number) for row in true),
        frozenset(row.coding["id"] for row in true if row.coding),
        sum(row.person is None for row in true),
    )


def without_value(tree: Any, rows: list[Row], tables: Tables) -> dict[str, int]:
    """Of each attribute that is compared how many rows of the selection have none."""
    return {
        name: sum(attribute_of(row, name, tables) is None for row in rows)
        for name in sorted({part.attribute for part in parts_of(tree) if isinstance(part, Comparison)})
    }


def parts_of(tree: Any) -> list[Any]:
    """The tree and all that is in it."""
    inner = getattr(tree, "parts", None) or ((tree.of,) if hasattr(tree, "of") else ())
    return [tree, *(part for each in inner for part in parts_of(each))]


def is_refused(tree: Any, rows: list[Row], tables: Tables, denied: bool = False) -> bool:
    """Whether positive terms side by side name disjoint values of a field that has one value a row; denied twice is positive."""
    if isinstance(tree, Not):
        return is_refused(tree.of, rows, tables, not denied)
    if isinstance(tree, And) and not denied:
        terms = [part for part in flat(tree) if isinstance(part, Term) and part.field not in ("text", "coder")]
        for index, term in enumerate(terms):
            for other in terms[index + 1 :]:
                if term.field == other.field and not (named(term, rows, tables) & named(other, rows, tables)):
                    return True
    inner = getattr(tree, "parts", None) or ((tree.of,) if hasattr(tree, "of") else ())
    return any(is_refused(part, rows, tables, denied) for part in inner)


def flat(tree: And) -> list[Any]:
    """The parts of an `and`, also of one in brackets within it."""
    return [each for part in tree.parts for each in (flat(part) if isinstance(part, And) else [part])]


def named(term: Term, rows: list[Row], tables: Tables) -> set[str]:
    """The values of the study that a term names."""
    if term.field == "code":
        return codes_named(term, tables)
    if term.field == "date":
        dates = {passage["date"] for passage in tables.passages}
        return {date for date in dates if any(dated(value, date) for value in term.values)}
    known = {held for row in rows for held in held_by(row, term.field, tables)}
    known |= {value.text for value in term.values if value.beginning is None}
    return {held for held in known if any(value.fits(held) for value in term.values)}
