"""The numbers of the joint display: pairs of a value and a case, and what coded passages from other sources than the value's say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reference import report_files as files
from reference.asked_rows import Row
from reference.report_counts import segment
from reference.report_sections import Told, parts
from reference.report_walk import Block, Expected

EMPTY = ("", "NA")


@dataclass(frozen=True)
class Pair:
    """A value of a case beside the coded passages on its topic: how many segments these are, and how the two relate."""

    topic: str
    case: str
    value: str
    segments: int
    reading: str


def pairs(told: Told) -> list[Pair]:
    """Every topic with every case."""
    topics = told.facts.words["joint"]["topics"]
    return [pair(told, name, topic, row) for name, topic in topics.items() for row in told.facts.cases]


def rows_on(told: Told, query: str, case: str) -> list[Row]:
    """The coded rows of a query that speak of a case and are results."""
    return [row for row in told.facts.rows(query) if row.case == case and row.coding and told.facts.is_finding(row)]


def pair(told: Told, name: str, topic: dict[str, Any], row: dict[str, str]) -> Pair:
    """One pair."""
    case, value = row["case"], row[name]
    about = rows_on(told, topic["about"], case)
    n = len({segment(one.coding) for one in about if one.coding})
    others = [one for one in about if not is_own(one, row.get(f"{name}_source") or "")]
    if value in EMPTY or not others:
        return Pair(name, case, value, n, "silent")
    said: dict[str, set[bool]] = {"agree": set(), "contradict": set()}
    for one in value.split(";"):
        for reading, query in (topic["values"].get(one) or {}).items():
            found = [
                other for other in rows_on(told, query, case) if not is_own(other, row.get(f"{name}_source") or "")
            ]
            said[reading].add(bool(found))
    agree, contradict = any(said["agree"]), any(said["contradict"])
    return Pair(name, case, value, n, "contradict" if contradict else "agree" if agree else "complement")


def is_own(row: Row, source: str) -> bool:
    """Whether a passage is of the value's own source: section, basis and informant, as the cell's source names them."""
    words = source.split()
    if len(words) < 2 or words[1] not in ("author", "informant", "document", "table"):
        return False
    values = row.passage.values
    who = words[2] if words[1] == "informant" else None
    return (values.get("section"), values.get("basis"), values.get("informant")) == (words[0], words[1], who)


def intro(told: Told, text: str) -> Expected:
    """How many pairs there are, and of each reading how many, in the order in which the sentence names them."""
    found = pairs(told)
    words: dict[str, str] = told.words["mixed"]["reading"]
    tail = text[text.rindex(str(len(found))) :]
    order = sorted((reading for reading in words if words[reading] in tail), key=lambda one: tail.index(words[one]))
    return {"text": [str(len(found)), *(str(sum(one.reading == reading for one in found)) for reading in order)]}


def table(told: Told, block: Block) -> Expected:
    """The segments of each pair that is not silent on both sides."""
    shown = [one for one in pairs(told) if one.segments or one.value not in EMPTY]
    found: Expected = {}
    for n, one in enumerate(shown):
        row = next(row for row in told.facts.cases if row["case"] == one.case)
        found[f"cell {n}.3"] = [str(one.segments or "–")]
        found[f"cell {n}.4"] = []
        if block["rows"][n][2]["note"]:
            found[f"cell note {n}.2"] = re.findall(r"\d{4}", row.get(f"{one.topic}_source") or "")
        assert block["rows"][n][4]["text"] == told.words["mixed"]["reading"][one.reading], (one, block["rows"][n][4])
    assert len(shown) == len(block["rows"])
    return found


def themes(told: Told, block: Block) -> Expected:
    """Segments of each class's codes in the cases of each value of an attribute, and how many informants they are of."""
    facts, known = told.facts, parts(told)
    split = facts.words["joint"]["split"]
    values: list[str] = []
    for row in facts.cases:
        if row[split] not in EMPTY and row[split] not in values:
            values.append(row[split])
    found: Expected = {}
    for n, line in enumerate(block["rows"]):
        codes = codes_named(told, line[0]["text"])
        for k, value in enumerate(values, 1):
            cases = {row["case"] for row in facts.cases if row[split] == value}
            here = [row for row in facts.of_codes(codes) if row.case in cases and facts.is_finding(row)]
            found[f"cell {n}.{k}"] = [str(len({segment(row.coding) for row in here if row.coding}) or "–")]
            who = {row.passage.person for row in here if row.passage.person}
            if who:
                found[f"cell note {n}.{k}"] = [str(len(who))]
    assert known
    return found


def codes_named(told: Told, label: str) -> set[str]:
    """The codes of a row "class: class" of the table of themes."""
    facts, known = told.facts, parts(told)
    by, split = (part.strip() for part in label.split(":"))
    names = {
        cls: {value: name[told.language] for value, name in facts.classes[cls]["values"].items()}
        for cls in (known.by, known.split)
    }
    first = next((value for value, name in names[known.by].items() if name == by), None)
    (second,) = [value for value, name in names[known.split].items() if name == split]
    return {
        code
        for code in facts.codes
        if (files.class_of(facts.codes, code, known.by), files.class_of(facts.codes, code, known.split))
        == (first, second)
    }


def comparison(told: Told, block: Block) -> Expected:
    """How many of the combinations that can be were observed, and in how many cases that have an outcome."""
    said = told.facts.words["joint"]["comparison"]
    cases = [row for row in told.facts.cases if row[said["outcome"]] not in EMPTY]
    seen = sum(row[-1]["text"] != "–" for row in block["rows"])
    return {"notes 0": [str(seen), str(len(block["rows"])), str(len(cases))]}
