"""The numbers of the joint display: pairs of a value and a case, and what coded passages from other sources than the value's say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reference import report_files as files
from reference.asked_rows import Row
from reference.report_classes import parts
from reference.report_sections import Told, people, statements
from reference.report_walk import Block, Expected

EMPTY = ("", "NA")


@dataclass(frozen=True)
class Pair:
    """The values of a case on one topic beside the coded passages on it: the statements that these are, and how the two relate."""

    sources: list[str]
    has_value: bool
    rows: list[Row]
    reading: str


def pairs(told: Told) -> list[Pair]:
    """Every topic with every case; "a pair of attributes is one comparison" where the same passages speak of both."""
    topics: dict[str, list[str]] = {}
    for name, topic in told.facts.words["joint"]["topics"].items():
        topics.setdefault(topic["about"], []).append(name)
    return [pair(told, names, about, row) for about, names in topics.items() for row in told.facts.cases]


def rows_on(told: Told, query: str, case: str) -> list[Row]:
    """The coded rows of a query that speak of a case and are results."""
    return [row for row in told.facts.rows(query) if row.case == case and row.coding and told.facts.is_finding(row)]


def pair(told: Told, names: list[str], about: str, row: dict[str, str]) -> Pair:
    """One comparison."""
    topics = told.facts.words["joint"]["topics"]
    rows = rows_on(told, about, row["case"])
    valued = [name for name in names if row[name] not in EMPTY]
    sources = [row.get(f"{name}_source") or "" for name in valued]
    said = []
    for name, source in zip(valued, sources, strict=True):
        for value in row[name].split(";"):
            for reading, query in (topics[name]["values"].get(value) or {}).items():
                here = rows_on(told, query, row["case"])
                said += [reading] if any(not is_own(one, source) for one in here) else []
    from_others = any(not is_own(one, source) for one in rows for source in sources)
    reading = "contradict" if "contradict" in said else "agree" if "agree" in said else "complement"
    return Pair(sources, bool(valued), rows, reading if from_others else "silent")


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
    """The statements of each comparison that is not silent on both sides."""
    facts = told.facts
    shown = [one for one in pairs(told) if one.rows or one.has_value]
    assert len(shown) == len(block["rows"])
    found: Expected = {}
    for n, one in enumerate(shown):
        count = facts.count(one.rows)
        ring = block["rows"][n][3]["text"] if not count.places else ""  # which of both it is the next line asks
        found[f"cell {n}.3"] = statements(count) if count.places else [ring]
        found[f"cell {n}.4"] = []
        if block["rows"][n][2]["note"]:
            found[f"cell note {n}.2"] = [year for source in one.sources for year in re.findall(r"\d{4}", source)]
        assert block["rows"][n][4]["text"] == told.words["mixed"]["reading"][one.reading], (one, block["rows"][n][4])
    return found


def themes(told: Told, block: Block) -> Expected:
    """Segments of each class's codes in the cases of each value of an attribute, and how many informants they are of."""
    facts = told.facts
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
            count = facts.count(here)
            found[f"cell {n}.{k}"] = statements(count) if count.places else [line[k]["text"]]
            if len(count.people):
                found[f"cell note {n}.{k}"] = people(count.people)
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
