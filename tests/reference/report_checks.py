"""Checks on tables, worked out from the CSV files: both sides of a comparison, and whether it comes true."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reference import report_files as files
from reference.report_counts import Facts

CELL = re.compile(r'([a-z][\w-]*)\.([\w-]+)\[("[^"]*"|[^\]]*)\]')


@dataclass(frozen=True)
class Sides:
    """The numbers of both sides as they are printed, and whether the check holds (None: undecided)."""

    printed: list[str]
    holds: bool | None


def cell(facts: Facts, table: str, column: str, row: str) -> str:
    """A cell by the first column of its table."""
    path = facts.root / ("corpus/cases.csv" if table == "cases" else f"corpus/tables/{table}.csv")
    rows = files.read_csv(path)
    key = next(iter(rows[0]))
    return next(one[column] for one in rows if one[key] == row.strip('"'))


def sides_of(facts: Facts, check: str) -> Sides:
    """A check's two sides. Bounds are held by number; what is no number is compared as it stands."""
    filled = CELL.sub(lambda found: f"«{cell(facts, *found.groups())}»", check)
    left, operator, right = re.split(r"\s(!=|<=|>=|=|<|>)\s", filled, maxsplit=1)
    if "«NA»" in filled:
        return Sides(re.findall(r"\d+", re.sub("[«»]", "", filled)), None)
    bounds = re.fullmatch(r"(about|between)\((.*),\s*(.*)\)", right.strip())
    if bounds:
        value, low = worth(left), worth(bounds.group(2))
        if bounds.group(1) == "about":
            share = float(bounds.group(3).rstrip("%")) / 100
            ends = low * (1 - share), low * (1 + share)
            return Sides([shown(value), *map(shown, ends)], ends[0] <= value <= ends[1])
        high = worth(bounds.group(3))
        return Sides([shown(value), shown(low), shown(high)], low <= value <= high)
    try:
        a, b = worth(left), worth(right)
    except (SyntaxError, NameError):
        same = re.sub("[«»]", "", left).strip() == re.sub("[«»]", "", right).strip()
        return Sides([], same if operator == "=" else not same)
    near = abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    holds = {
        "=": near,
        "!=": not near,
        "<": a < b and not near,
        ">": a > b and not near,
        "<=": a < b or near,
        ">=": a > b or near,
    }
    return Sides([shown(a), shown(b)], holds[operator])


def worth(side: str) -> float:
    """A side worked out: numbers, and + - * / with brackets."""
    text = re.sub("[«»]", "", side)
    if not re.fullmatch(r"[\d\s.+*/()-]+", text):
        raise NameError(text)
    return float(eval(text, {"__builtins__": {}}))


def shown(value: float) -> str:
    """A number as it is printed."""
    return f"{value:.0f}" if value == int(value) else f"{value:g}"


def tied(facts: Facts, tie: str | dict[str, object]) -> str:
    """The number that a claim's sentence takes from a cell, or from the note on a statement: there the n-th that it prints."""
    if isinstance(tie, str):
        found = CELL.fullmatch(tie.strip())
        assert found, tie
        return cell(facts, *found.groups())
    for document in facts.documents:
        for entry in document.evidence:
            if entry.statement == tie["statement"]:
                turn = document.turns[entry.paragraph - 1]
                numbers = re.findall(r"\d+(?:[.,]\d+)*", document.text[turn.start : turn.end])
                return numbers[int(str(tie.get("n", 1))) - 1]
    raise KeyError(tie["statement"])
