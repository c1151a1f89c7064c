"""What a report can count, from the files: passages, places, persons, coded segments, and the rows that queries choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qualitative import Study
from reference import report_files as files
from reference.asked_rows import Asked, Code, Coding, Passage, Row, answer
from reference.counted import counted
from reference.material import Answer, Material
from reference.places import passages_of
from reference.study import Codes, codes_of, material_of


@dataclass(frozen=True)
class Spoken:
    """A passage as counting sees it. `finding` says whether its place is a result, `answers` that it is no interviewer's."""

    place: str
    person: str | None
    finding: bool
    answers: bool
    basis: str | None


@dataclass(frozen=True)
class People:
    """Persons outside group interviews, the groups, and the persons who speak in these."""

    alone: frozenset[str]
    groups: frozenset[str]
    in_groups: frozenset[str]

    def __len__(self) -> int:
        return len(self.alone) + len(self.groups)


@dataclass(frozen=True)
class Count:
    """What rows come to: statements (all, and those that all who read them gave), segments by id, people."""

    places: frozenset[str]
    agreed: frozenset[str]
    segments: frozenset[str]
    people: People


class Facts:
    """A study's files, and what is counted of them in a report on all of its cases."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings: dict[str, Any] = files.read_yaml(root / "study.yaml")
        self.whole = self.settings["case"].get("whole")
        self.classes: dict[str, Any] = self.settings["classes"]
        self.cases = files.read_csv(root / "corpus/cases.csv")
        self.codes = files.codebook(root)
        self.words: dict[str, Any] = files.read_yaml(root / "reports/report.yaml") or {}
        ids = {row["case"] for row in self.cases} | {self.whole}
        # "counted": what is real, not what was made up to learn with
        self.documents = [one for one in files.documents(root) if one.provenance != "simulated" and one.case in ids]

    @cached_property
    def material(self) -> Material:
        """Codings, marks and decisions, of all documents."""
        return material_of(Study.open(self.root))

    @cached_property
    def history(self) -> Codes:
        """The codebook's history."""
        return codes_of(Study.open(self.root))

    @cached_property
    def answer(self) -> Answer:
        """What counts."""
        return counted(self.material)

    @cached_property
    def spoken(self) -> dict[tuple[str, int], Spoken]:
        """By document and number of the passage what counting asks of it."""
        known = {one.id: one for one in self.documents}
        found = {}
        for one in passages_of(self.documents, {d.id: d.turns for d in self.documents}):  # type: ignore[arg-type]
            document = known[one.document]
            found[one.document, one.n] = Spoken(
                one.place, one.person, one.finding, one.answers, basis_of(document, one.n)
            )
        return found

    @cached_property
    def asked(self) -> Asked:
        """The passages with the codings that count, as queries see them."""
        known = {document.id for document in self.documents}
        codings = [
            Coding(row.id, row.document, row.start, row.end, row.code, tuple(sorted(row.coders)))
            for row in self.answer.rows
            if row.document in known
        ]
        classes = {
            code: {name: value for name in self.classes if (value := files.class_of(self.codes, code, name))}
            for code in self.codes
        }
        merged = self.history.head
        codes = {
            one.id: Code(one.id, one.parent, merged.now(one.id) if merged.now(one.id) != one.id else None, classes[one.id])
            for one in self.codes.values()
        }  # fmt: skip
        passages = [self.passage(document, turn) for document in self.documents for turn in document.turns]
        return Asked(passages, codings, codes, {"person": {}, "case": {}, "document": {}}, lambda *_: True)

    def passage(self, document: files.Document, turn: files.Turn) -> Passage:
        """A passage with the fields that queries ask of."""
        entry = next((one for one in document.evidence if one.paragraph == turn.n), None)
        spoken = self.spoken[document.id, turn.n]
        values = {
            "kind": document.kind, "provenance": document.provenance, "basis": spoken.basis,
            "date": entry.date if entry else document.date, "section": entry.section if entry else None,
            "source": entry.source if entry else None, "statement": entry.statement if entry else None,
            "informant": entry.informant if entry and entry.basis == "informant" else None,
        }  # fmt: skip
        # of a talk the role is the one that its head gives the informant
        role = entry.role if entry else "interviewer" if not spoken.answers else document.role or "informant"
        return Passage(
            document.id, turn.n, turn.start, turn.end, spoken.place, document.text[turn.start : turn.end],
            entry.cases if entry else (document.case,), spoken.person, role,
            {name: value for name, value in values.items() if value is not None},
        )  # fmt: skip

    def rows(self, query: str) -> list[Row]:
        """The rows of a query."""
        return answer(self.asked, query)

    @cached_property
    def coded(self) -> list[Row]:
        """All rows with a coding, in findings and elsewhere."""
        from reference.asked_rows import rows_of

        return [row for row in rows_of(self.asked) if row.coding is not None]

    def is_finding(self, row: Row) -> bool:
        """Whether a row lies in a place that is a result."""
        return self.spoken[row.passage.document, row.passage.n].finding

    def cases_of(self, key: tuple[str, int]) -> tuple[str, ...]:
        """The cases that a passage speaks of."""
        return next(one.cases for one in self.asked.passages if (one.document, one.n) == key)

    def basis(self, row: Row) -> str | None:
        """What the passage of a row rests on."""
        return self.spoken[row.passage.document, row.passage.n].basis

    def count(self, rows: Iterable[Row], findings: bool = True) -> Count:
        """What rows come to; of findings alone, or of all."""
        known = [row for row in rows if row.coding is not None and self.is_finding(row) >= findings]
        agreed = {row.id for row in self.answer.rows if row.agreed}
        return Count(
            frozenset(row.passage.place for row in known),
            frozenset(row.passage.place for row in known if row.coding and row.coding.id in agreed),
            frozenset(segment(row.coding) for row in known if row.coding),
            self.people((row.passage.document, row.passage.n) for row in known),
        )

    def people(self, passages: Iterable[tuple[str, int]]) -> People:
        """Who speaks in passages."""
        kinds = {one.id: one.kind for one in self.documents}
        here = {key: self.spoken[key] for key in passages}
        return People(
            frozenset(one.person for key, one in here.items() if one.person and kinds[key[0]] != "group"),
            frozenset(key[0] for key, one in here.items() if one.answers and kinds[key[0]] == "group"),
            frozenset(one.person for key, one in here.items() if one.person and kinds[key[0]] == "group"),
        )

    def of_codes(self, codes: Collection[str]) -> list[Row]:
        """The rows of some codes, without those below them."""
        return [row for row in self.coded if row.coding and row.coding.code in codes]


def segment(coding: Coding) -> str:
    """The id of a coded segment: its document and where it lies."""
    return f"{coding.document}.{coding.start}-{coding.end}"


def basis_of(document: files.Document, n: int) -> str | None:
    """What a passage rests on: its own note says so; what somebody says is an informant's, a text a document's."""
    for one in document.evidence:
        if one.paragraph == n:
            return one.basis
    return document.basis or ("document" if document.kind == "document" else "informant")
