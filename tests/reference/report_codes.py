"""The numbers of a neutral report's own sections: codes by case, who takes part, memos, and what is missing."""

from __future__ import annotations

import json
import re
from collections import Counter
from statistics import median
from typing import Any

from reference import report_files as files
from reference.report_cards import contrary
from reference.report_claims import claims
from reference.report_classes import asked_notes, read_notes
from reference.report_sections import (
    Told,
    by_case,
    is_done,
    no_results,
    quoted,
)
from reference.report_walk import Block, Expected

FEWEST = 3


def codes_table(told: Told, block: Block) -> Expected:
    """Statements of each code by case and together, and who speaks."""
    facts = told.facts
    codes = [told.code(row[0]["text"]) for row in block["rows"]]
    found = by_case(told, block, codes)
    return (
        found | no_results(told, block, facts.of_codes(set(codes))) | read_notes(told, block) | asked_notes(told, block)
    )


def every_code_once(told: Told, report: dict[str, Any]) -> bool:
    """Whether the tables hold each code that was given, and none twice."""
    tables = [one for one in report["blocks"] if re.fullmatch(r"codes-.*-table", one.get("id", ""))]
    shown = [told.code(row[0]["text"]) for one in tables for row in one["rows"]]
    given = {row.coding.code for row in told.facts.coded if row.coding}
    return not tables or sorted(shown) == sorted(given)


def passages(told: Told, block: Block, table: Block) -> Expected:
    """How many statements of the table above are quoted."""
    codes = {told.code(row[0]["text"]) for row in table["rows"]}
    return quoted(told, block, told.facts.of_codes(codes))


def memos(told: Told, block: Block) -> Expected:
    """The day of each memo; its own words are copied."""
    days = {}
    for path in (told.facts.root / "corpus/codings").rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if event.get("event") == "memo" and event.get("for") == "report":
                days[" ".join(event["note"].split())] = event["at"][:10]
    found = {}
    for n, item in enumerate(block["items"]):
        text = re.sub(r"\\(.)", r"\1", item)
        for note, day in days.items():
            if text.endswith(note):
                year, _, date = day.split("-")
                found[f"items {n}"] = [str(int(date)), year, *re.findall(r"\d+(?:[.,]\d+)*", note)]
    return found


def participants(told: Told, block: Block) -> Expected:
    """Persons by each attribute of theirs; values of few persons stand together, never alone."""
    facts = told.facts
    declared = {
        key: one
        for key, one in facts.settings["attributes"]["person"].items()
        if key not in facts.settings["attributes"].get("private", ())
    }
    speaking = {one.person for one in facts.spoken.values() if one.person}
    rows = [row for row in files.read_csv(facts.root / "corpus/persons.csv") if row["person"] in speaking]
    found: Expected = {f"column {len(block['columns']) - 1}": [str(len(speaking))]}
    n = 0
    for key, said in declared.items():
        values = [row[key] for row in rows if row.get(key) not in (None, "", "NA")]
        if said.get("type") == "number":
            if len(values) >= 5:
                middle = median(float(value) for value in values)
                found |= {f"cell {n}.1": [f"{middle:g}"], f"cell {n}.2": [str(len(values))]}
                n += 1
            continue
        for number in told_apart(Counter(values)):
            found[f"cell {n}.2"] = [str(number)]
            n += 1
        if len(rows) - len(values) >= FEWEST and values:
            found[f"cell {n}.2"] = [str(len(rows) - len(values))]
            n += 1
    assert n == len(block["rows"]), (n, len(block["rows"]))
    found["notes 0"] = [str(FEWEST)]
    return found


def told_apart(counts: Counter[str]) -> list[int]:
    """The groups that may be told, largest first, what is put together last."""
    sizes = sorted(counts.values(), reverse=True)
    for kept in range(len(sizes), -1, -1):
        rest = sizes[kept:]
        if all(size >= FEWEST for size in sizes[:kept]) and (not rest or (sum(rest) >= FEWEST and len(rest) > 1)):
            return [*sizes[:kept], *([sum(rest)] if rest else [])]
    return [sum(sizes)]


def who_takes_part(told: Told) -> Expected:
    """How many of those who speak have a row of attributes."""
    facts = told.facts
    speaking = {one.person for one in facts.spoken.values() if one.person}
    rows = [row for row in files.read_csv(facts.root / "corpus/persons.csv") if row["person"] in speaking]
    return {"text": [str(len(rows)), str(len(speaking))]}


def missing(told: Told, block: Block) -> Expected:
    """Documents that are not done, and findings that nobody looked against."""
    facts = told.facts
    undone = sum(not is_done(facts, one.id) for one in facts.documents)
    every = claims(facts)
    unlooked = sum(not contrary(one) for one in every)
    numbers = [[str(undone), str(len(facts.documents))]] * bool(undone)
    numbers += [[str(unlooked), str(len(every))]] * bool(unlooked)
    where = [n for n, item in enumerate(block["items"]) if re.search(r"\d", item)]
    return {f"items {n}": right for n, right in zip(where, numbers, strict=True)}


__all__ = ["codes_table", "every_code_once", "memos", "missing", "participants", "passages", "who_takes_part"]
