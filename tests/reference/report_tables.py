"""The numbers of the sections that the shipped study has of its own: the tables on growth and counts, as its CSV files print them."""

from __future__ import annotations

import re

from reference import report_files as files
from reference.report_sections import Told
from reference.report_walk import Block, Expected


def table(told: Told, name: str) -> list[dict[str, str]]:
    """A table of the study."""
    return files.read_csv(told.facts.root / f"corpus/tables/{name}.csv")


def whole(value: str) -> list[str]:
    """The numbers in a cell of a CSV file, which has no separators."""
    return re.findall(r"\d+(?:\.\d+)?", value)


def printed(told: Told, text: str) -> list[str]:
    """The numbers in words of the work, which are printed as Indonesian ones in every language."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    # an English report takes the point for a decimal one, as its reader would: the words stand as they were printed
    return numbers if told.language == "en" else [one.replace(".", "") for one in numbers]


def worked_out(rows: list[dict[str, str]], n: int) -> tuple[int | None, int | None]:
    """What the increments of a year make of the year before, and what is left of its total."""
    if not n:
        return None, None
    known = [int(rows[n][name]) for name in ("apbn", "mandiri", "mixed") if rows[n][name] != "NA"]
    made = int(rows[n - 1]["total"]) + sum(known)
    return made, int(rows[n]["total"]) - made


def growth_table(told: Told, block: Block) -> Expected:
    """Year, as printed, total, worked out, unexplained."""
    rows = table(told, "growth")
    found: Expected = {"caption": [rows[0]["year"], rows[-1]["year"]]}
    for n, row in enumerate(rows):
        made, left = worked_out(rows, n)
        assert (str(made) if made is not None else "NA", str(left) if left is not None else "NA") == (
            row["expected_total"],
            row["unexplained"],
        )
        found |= {
            f"cell {n}.0": [row["year"]], f"cell {n}.1": printed(told, row["as_printed"]), f"cell {n}.2": [row["total"]],
            f"cell {n}.3": [] if made is None else [str(made)], f"cell {n}.4": ["–"] if left is None else [str(left)],
        }  # fmt: skip
    return found


def growth_text(told: Told) -> Expected:
    """The years whose rise the increments do not explain, with how much."""
    rows = table(told, "growth")
    left = [(row["year"], worked_out(rows, n)[1]) for n, row in enumerate(rows)]
    return {"text": [word for year, gap in left if gap for word in (year, str(gap))]}


def growth_figure(told: Told, block: Block) -> Expected:
    """Each year's total, its increments, and what they do not explain."""
    rows = table(told, "growth")
    numbers = []
    for n, row in enumerate(rows):
        numbers += [
            row["year"],
            row["total"],
            *(row[name] for name in ("apbn", "mandiri", "mixed") if row[name] != "NA"),
        ]
        left = worked_out(rows, n)[1]
        numbers += [str(left)] if left else []
    return {"alt": numbers}


def counts_table(told: Told, block: Block) -> Expected:
    """What is counted, the figure, its year."""
    found: Expected = {}
    name = "counts_en" if told.language == "en" else "counts"
    for n, row in enumerate(table(told, "counts")):
        found |= {f"cell {n}.0": whole(row[name]), f"cell {n}.1": [row["value"]], f"cell {n}.2": whole(row["date"])}
    return found


def counts_figure(told: Told, block: Block) -> Expected:
    """Each figure once; the words before it are copied."""
    rows = table(told, "counts")
    name = "counts_en" if told.language == "en" else "counts"
    # words with a number are taken out whole; those without letters before their number are not
    return {"alt": [row["value"] for row in rows if row[name]]}


def services_text(told: Told) -> Expected:
    """The share that an informant estimated."""
    return {"text": [row["percent"] for row in table(told, "referrals") if row["percent"] != "NA"]}
