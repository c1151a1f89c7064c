"""The numbers of a report's sections on scope, cases, codes and classes, each by what its label says that it counts.

A function for each block: it is given the block only for the names of its rows and columns, and gives the numbers that each text of it should have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from conftest import ROOT
from reference import report_files as files
from reference.asked_rows import Row
from reference.report_counts import Count, Facts, People, segment
from reference.report_reading import absent_in
from reference.report_walk import Block, Expected


@dataclass
class Told:
    """A report's facts and language."""

    facts: Facts
    language: str

    def __post_init__(self) -> None:
        path = ROOT / f"src/qualitative/locale/{self.language}/reports.yaml"
        self.words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.word: dict[str, str] = self.words["word"]

    def name(self, code: str) -> str:
        """What a code is called in the report's language."""
        return self.facts.codes[code].names[self.language]

    def code(self, name: str) -> str:
        """The code that is called so."""
        (found,) = [code for code in self.facts.codes if self.name(code) == name]
        return found

    def cases(self) -> list[str]:
        """The cases in the order of the file, without what speaks of all."""
        return [row["case"] for row in self.facts.cases]

    def places(self) -> list[str]:
        """The cases that rows of the report speak of, what speaks of all first."""
        spoken = {row.case for row in self.facts.coded if self.facts.is_finding(row)}
        return [case for case in [self.facts.whole, *self.cases()] if case in spoken]


def statements(count: Count) -> list[str]:
    """A number of statements, or a range of them."""
    low, high = len(count.agreed), len(count.places)
    return [str(high)] if low == high else [str(low), str(high)]


def people(found: People) -> list[str]:
    """Persons, and groups with their persons where there are some."""
    groups = [str(len(found.groups)), str(len(found.in_groups))] if found.groups else []
    return [str(len(found.alone)), *groups] if found.alone or not groups else groups


def first(told: Told, report: dict[str, Any]) -> Expected:
    """The facts of the first page: of each line its numbers, in the order of the lines that have some."""
    rules = [number for line in rule_lines(told.facts) for number in line]
    done = sum(is_done(told.facts, one.id) for one in told.facts.documents)
    versions = files.read_yaml(told.facts.root / "codebook/codebook.yaml")["version"]
    every = len(told.facts.documents)
    found = [rules, [str(versions)], [str(every)] if done == every else [str(every), str(done)]]
    where = [f"facts {n}" for n, (_, text) in enumerate(report["facts"]) if re.search(r"\d", text)]
    if told.facts.settings.get("work"):
        where.pop()  # the work's own words
    return dict(zip(where, found, strict=True))


def rule_lines(facts: Facts) -> list[list[str]]:
    """For how many documents which rule held, in all or part of each."""
    known = {one.id for one in facts.documents}
    by_rule: dict[int, set[str]] = {}
    for choice in facts.answer.choices:
        if choice.piece.document in known:
            by_rule.setdefault(choice.rule, set()).add(choice.piece.document)
    for row in facts.answer.rows:
        if row.document in known:
            by_rule.setdefault(row.rule, set()).add(row.document)
    return [[str(len(by_rule[rule]))] for rule in sorted(by_rule)]


def is_done(facts: Facts, document: str) -> bool:
    """Whether all of a document was marked done by somebody whose codings count."""
    pieces = [one for one in facts.answer.choices if one.piece.document == document]
    return bool(pieces) and all(one.rule != 6 for one in pieces)


def scope(told: Told, block: Block) -> Expected:
    """Documents, passages, coded statements, who speaks in them and at all, coded segments."""
    facts = told.facts
    # the passages that are asked about: what interviewers say is not (CONTRACTS, Queries)
    passages = [one for one in facts.spoken.values() if one.answers]
    found = facts.count(facts.coded)
    every = facts.people(facts.spoken)
    return {
        "text": [
            str(len(facts.documents)), str(len(passages)), *statements(found), *people(found.people), *people(every),
            str(len(found.segments)),
        ]
    }  # fmt: skip


def documents_table(told: Told, block: Block) -> Expected:
    """Documents by case, kind and provenance; who speaks in these."""
    facts = told.facts
    cases = [case for case in [facts.whole, *told.cases()] if any(one.case == case for one in facts.documents)]
    kinds = sorted({(one.kind, one.provenance) for one in facts.documents})
    labels = [f"{told.word[kind]}, {told.word[provenance]}" for kind, provenance in kinds]
    found: Expected = {}
    for n, case in enumerate(cases):
        here = [one for one in facts.documents if one.case == case]
        for k, column in enumerate(block["columns"][1:], 1):
            if column["label"] in labels:
                kind = kinds[labels.index(column["label"])]
                found[f"cell {n}.{k}"] = [str(sum((one.kind, one.provenance) == kind for one in here) or "–")]
        ids = {one.id for one in here}
        who = facts.people(key for key in facts.spoken if key[0] in ids)
        k = len(kinds) + 1
        found[f"cell {n}.{k}"] = [str(len(who.alone) or "–")]
        if len(block["columns"]) > k + 1:
            found[f"cell {n}.{k + 1}"] = groups(who)
    return found


def groups(who: People) -> list[str]:
    """Groups with their persons, as a cell has them."""
    return [str(len(who.groups)), str(len(who.in_groups))] if who.groups else ["–"]


def bases(told: Told, block: Block) -> Expected:
    """Statements by case and basis, coded or not; and those that are no results."""
    facts = told.facts
    spoken = [(passage, facts.spoken[passage.document, passage.n]) for passage in facts.asked.passages]
    spoken = [(passage, one) for passage, one in spoken if one.answers]
    names = [basis for basis in ("informant", "document", "table", "author") if told.word[basis] in labels(block)]
    cases = [case for case in [facts.whole, *told.cases()] if any(case in passage.cases for passage, _ in spoken)]
    found: Expected = {}
    for n, case in enumerate([*cases, None]):
        for k, basis in enumerate(names, 1):
            here = {s.place for p, s in spoken if s.finding and s.basis == basis and (case is None or case in p.cases)}
            found[f"cell {n}.{k}"] = [str(len(here) or "–")]
    other = {s.place for _, s in spoken if not s.finding}
    if other:
        found["notes 0"] = [str(len(other))]
    return found


def labels(block: Block) -> list[str]:
    """The names of a table's columns."""
    return [column["label"] for column in block["columns"]]


def cases_table(told: Told, block: Block) -> Expected:
    """What cases.csv has, with the dates of the sources."""
    found: Expected = {}
    attributes = list(told.facts.words["attributes"])
    for n, attribute in enumerate(attributes):
        for k, row in enumerate(told.facts.cases, 1):
            found[f"cell {n}.{k}"] = re.findall(r"\d+(?:\.\d+)?", row[attribute])
            source = row.get(f"{attribute}_source") or ""
            if block["rows"][n][k]["note"]:
                found[f"cell note {n}.{k}"] = re.findall(r"\d{4}", source)
    return found


def quoted(told: Told, block: Block, rows: Iterable[Row]) -> Expected:
    """What a list of passages says of itself: how many statements and persons of those that there are it quotes, and who may not be quoted."""
    facts = told.facts
    found = [row for row in rows if facts.is_finding(row)]
    quoted = [row for row in found if row.coding and segment(row.coding) in block.get("refs", ())]
    here, there = facts.count(quoted), facts.count(found)
    barred = {row.passage.place for row in found if not may_quote(facts, row)}
    if "caption" not in block:
        return {"text": [str(len(barred))]}  # nothing can be quoted
    numbers = [str(len(here.places)), *statements(there)]
    if there.people.alone:
        numbers += [str(len(here.people.alone)), str(len(there.people.alone))]
    if there.people.groups:
        numbers += [str(len(here.people.groups)), str(len(there.people.groups))]
    return {"caption": numbers + ([str(len(barred))] if barred else [])}


def may_quote(facts: Facts, row: Row) -> bool:
    """ "`consent` has scopes … quotations … obey them": whether who speaks agreed to be quoted, where persons.csv keeps consent."""
    path = facts.root / "corpus/persons.csv"
    if not path.exists() or facts.basis(row) != "informant":
        return True
    consent = {one["person"]: one["consent"] for one in files.read_csv(path)}
    return "verbatim" in consent.get(row.passage.person or "", "")


def code_cells(
    told: Told, rows: list[Row], codes: list[str], pick: Callable[[Row], bool], about: Callable[[tuple[str, int]], bool]
) -> list[str]:
    """A cell that counts the statements of codes: none is a dash where all that it is about was read in full for them, else a ring."""
    found = told.facts.count(row for row in rows if pick(row))
    where = {key[0] for key in told.facts.spoken if about(key)}
    return statements(found) if found.places else [absent_in(told.facts, codes, where)]


def people_cells(told: Told, rows: list[Row], code: str, block: Block) -> list[list[str]]:
    """The cells of a row on the persons, and the groups."""
    who = told.facts.count(rows).people
    every = told.facts.people(told.facts.spoken)
    none = absent_in(told.facts, [code], {key[0] for key, one in told.facts.spoken.items() if one.basis == "informant"})
    cells = [[str(len(who.alone))] if who.alone else [none]]
    if every.groups:
        cells.append(groups(who) if who.groups else [none])
    return cells


def people_columns(told: Told, block: Block) -> Expected:
    """ "Persons (of n)", and of groups with persons, in the heads of the last columns."""
    every = told.facts.people(told.facts.spoken)
    last = len(block["columns"]) - 1
    if not every.groups:
        return {f"column {last}": [str(len(every.alone))]}
    return {
        f"column {last - 1}": [str(len(every.alone))],
        f"column {last}": [str(len(every.groups)), str(len(every.in_groups))],
    }


def by_case(told: Told, block: Block, codes: list[str]) -> Expected:
    """A row a code: its statements by case and together, and who speaks."""
    facts, found = told.facts, people_columns(told, block)
    for n, code in enumerate(codes):
        rows = facts.of_codes({code})
        for k, case in enumerate([*told.places(), None], 1):
            found[f"cell {n}.{k}"] = code_cells(
                told,
                rows,
                [code],
                lambda row, case=case: case in (None, row.case),
                lambda key, case=case: case in (None, *facts.cases_of(key)),
            )  # type: ignore[misc]
        for cell in people_cells(told, rows, code, block):
            k += 1
            found[f"cell {n}.{k}"] = cell
    return found


def services_table(told: Told, block: Block) -> Expected:
    """Statements of each code below the branch, by case and together; who speaks there."""
    facts = told.facts
    branch = facts.words["branches"]["services"]
    codes = [code for code in files.below(facts.codes, set(branch)) if code not in branch]
    assert [told.name(code) for code in codes] == [row[0]["text"] for row in block["rows"]]
    found = by_case(told, block, codes)
    return found | no_results(told, block, facts.of_codes(set(codes)))


def no_results(told: Told, block: Block, rows: list[Row]) -> Expected:
    """The note on statements that give background, repeat it or recommend."""
    other = {row.passage.place for row in rows if not told.facts.is_finding(row)}
    said = told.words["counts"]["no-result"]
    said = said if isinstance(said, str) else said["other" if len(other) > 1 else "one"]
    sentence = re.escape(said).replace(r"\{n\}", r"\d+")
    found = {f"notes {n}": [str(len(other))] for n, note in enumerate(block["notes"]) if re.fullmatch(sentence, note)}
    assert bool(found) == bool(other), (block["id"], other)
    return found
