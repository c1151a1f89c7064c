"""The numbers of a report's section on codes by their classes: statements, persons, what was read and asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reference import report_files as files
from reference.report_reading import documents_read
from reference.report_sections import (
    Told,
    code_cells,
    labels,
    no_results,
    people,
    people_cells,
    people_columns,
    statements,
)
from reference.report_walk import Block, Expected


@dataclass(frozen=True)
class Parts:
    """By which class codes are parted, and by which they are told apart."""

    by: str
    split: str
    show: list[str]
    figure: list[str] | None


def parts(told: Told) -> Parts:
    """What report.yaml says, or the first two classes of study.yaml, with all values."""
    said = told.facts.words.get("classes") or {}
    names = list(told.facts.classes)
    by, split = said.get("by", names[0]), said.get("split", names[1])
    values = list(told.facts.classes[split]["values"])
    return Parts(by, split, said.get("show", values), said.get("figure"))


def is_of(told: Told, code: str, by: str | None, split: str | None) -> bool:
    """Whether a code can be given and is of these values."""
    facts, known = told.facts, parts(told)
    return (
        facts.codes[code].kind == "code"
        and files.class_of(facts.codes, code, known.by) == by
        and files.class_of(facts.codes, code, known.split) == split
    )


def class_codes(told: Told, by: str | None) -> list[str]:
    """The codes of a part, in the order of the codebook, of the values that are shown."""
    return [code for code in told.facts.codes for split in parts(told).show if is_of(told, code, by, split)]


def classes_figure(told: Told, block: Block) -> Expected:
    """Statements of each code by basis."""
    facts, known = told.facts, parts(told)
    shown = known.figure or known.show
    values = [*facts.classes[known.by]["values"], None]
    numbers = []
    for code in facts.codes:
        if not any(is_of(told, code, by, split) for by in values for split in shown):
            continue
        here = []
        for basis in ("informant", "document", "table", "author"):
            count = facts.count(row for row in facts.of_codes({code}) if facts.basis(row) == basis)
            here += [str(len(count.places))] * bool(count.places)
        # a code that is out of use and was never given is not drawn
        if here or not facts.codes[code].retired:
            numbers += here or ["0"]
    return {"alt": numbers}


def class_text(told: Told, by: str | None) -> Expected:
    """Of each shown value the statements; those beyond the author, and who speaks there."""
    facts = told.facts
    numbers: list[str] = []
    for split in parts(told).show:
        codes = {code for code in facts.codes if is_of(told, code, by, split)}
        if not codes:
            continue
        rows = facts.of_codes(codes)
        count = facts.count(rows)
        numbers += statements(count) if count.places else []
        beyond = facts.count(row for row in rows if facts.basis(row) != "author")
        if facts.settings.get("work") and beyond.places:
            numbers += [*statements(beyond), *people(beyond.people)]
        elif not facts.settings.get("work"):
            numbers += people(count.people)
    return {"text": numbers}


def class_table(told: Told, by: str | None, block: Block) -> Expected:
    """Statements of each code by basis, and who speaks."""
    facts = told.facts
    found = people_columns(told, block)
    names = [basis for basis in ("informant", "document", "table", "author") if told.word[basis] in labels(block)]
    codes = [told.code(row[0]["text"]) for row in block["rows"]]
    due = {
        code
        for code in class_codes(told, by)
        if not facts.codes[code].retired or facts.count(facts.of_codes({code})).places
    }
    assert set(codes) == due, set(codes) ^ due
    for n, code in enumerate(codes):
        rows = facts.of_codes({code})
        for k, basis in enumerate(names, 2):
            found[f"cell {n}.{k}"] = code_cells(
                told,
                rows,
                [code],
                lambda row, basis=basis: facts.basis(row) == basis,
                lambda key, basis=basis: facts.spoken[key].basis == basis,
            )  # type: ignore[misc]
        for cell in people_cells(told, rows, code, block):
            k += 1
            found[f"cell {n}.{k}"] = cell
    return (
        found | no_results(told, block, facts.of_codes(set(codes))) | read_notes(told, block) | asked_notes(told, block)
    )


def codes_in(told: Told, note: str) -> list[str]:
    """The codes whose names end a note: "… for A, B."."""
    tail = note.rstrip(".")
    return [code for code in told.facts.codes if re.search(rf"(?: |, ){re.escape(told.name(code))}(?:,|$)", tail)]


def sentence(told: Told, key: str) -> str:
    """The words that a note on numbers begins with."""
    said = told.words["counts"][key]
    return (said if isinstance(said, str) else said["other"]).split("{")[0]


def read_notes(told: Told, block: Block) -> Expected:
    """ "Read in full: k of n documents for …"."""
    found: Expected = {}
    for n, note in enumerate(block["notes"]):
        if note.startswith(sentence(told, "read-some")):
            read = {documents_read(told.facts, code) for code in codes_in(told, note)}
            found[f"notes {n}"] = [*(str(one) for one in read), str(len(told.facts.documents))]
    return found


def asked_notes(told: Told, block: Block) -> Expected:
    """ "Asked: …; answered: …, for …": who was asked a question that is linked to the codes, and who then spoke."""
    found: Expected = {}
    for n, note in enumerate(block["notes"]):
        if note.startswith(sentence(told, "asked")):
            by_code = {tuple(asked_and_answered(told, code)) for code in codes_in(told, note)}
            (found[f"notes {n}"],) = [list(one) for one in by_code] or [[]]
    return found


def asked_and_answered(told: Told, code: str) -> list[str]:
    """Who was asked the questions of a code, and who spoke before the interviewer spoke again."""
    facts = told.facts
    guide = files.read_yaml(facts.root / "corpus/guide.yaml") or []
    asked: set[tuple[str, int]] = set()
    answered: set[tuple[str, int]] = set()
    for question in guide:
        if code not in question["codes"]:
            continue
        for document, turns in question["turns"].items():
            here = [key for key in facts.spoken if key[0] == document]
            asked |= set(here) if turns else set()
            for turn in turns:
                later = [key[1] for key in here if key[1] > turn and not facts.spoken[key].answers]
                answered |= {key for key in here if turn < key[1] < min(later, default=10**6)}
    return [*people(facts.people(asked)), *people(facts.people(answered))]


def left_out(told: Told) -> Expected:
    """The codes of the values that are not shown, with their statements."""
    facts, known = told.facts, parts(told)
    codes = {
        code
        for code in facts.codes
        if facts.codes[code].kind == "code" and files.class_of(facts.codes, code, known.split) not in known.show
    }
    used = {code for code in codes if facts.count(facts.of_codes({code})).places}
    return {"text": [str(len(used)), *statements(facts.count(facts.of_codes(codes)))]}
