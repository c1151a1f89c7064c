"""Every number of a report's JSON, found in its texts and held against what the files give.

A text's numbers are its digits, after what it copies from the study's files (names, sentences, notes) and the fixed words of the library's sentences
are taken out. What is left must be what `report_numbers` expects of that text; a text that still has numbers and of which nothing is expected is a
difference too: nobody knows how to recompute it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from conftest import ROOT
from reference.report_files import PLAIN

Block = dict[str, Any]
Expected = dict[str, list[str]]


@dataclass(frozen=True)
class Difference:
    """A text whose numbers are not those that the files give; `right` is None where nobody knows them."""

    where: str
    text: str
    printed: list[str]
    right: list[str] | None

    def __str__(self) -> str:
        wanted = "nothing is known of it" if self.right is None else f"right: {' '.join(self.right)}"
        return f"{self.where}: {self.text[:160]!r}: printed: {' '.join(self.printed)}; {wanted}"


class Copies:
    """What a report may copy: texts with digits in the study's files, and the fixed words of the library's sentences."""

    def __init__(self, root: Path, language: str) -> None:
        found = {part for text in texts_in_files(root) for part in re.split(r"\{\w+\}", text)}
        words = (ROOT / f"src/qualitative/locale/{language}").glob("*.yaml")
        for path in words:
            for text in texts_of(yaml.load(path.read_text(encoding="utf-8"), Loader=PLAIN)):
                found |= set(re.split(r"\{\w+\}", text))
        found |= {one.rstrip(".") for one in found}
        told = {one.strip() for one in found if re.search(r"\d", one) and re.search(r"[^\W\d]{2}|%", one)}
        self.texts = sorted((one for one in told if len(one) > 5), key=len, reverse=True)
        self.language = language

    def numbers(self, text: str, names: Sequence[str] = ()) -> list[str]:
        """The numbers that a text does not copy, and that are in none of some names."""
        text = re.sub(r"\\(.)", r"\1", text)
        if not re.search(r"[\d–○]", text):
            return []
        for copy in self.texts:
            if copy in text:
                text = text.replace(copy, " # ")
        for name in names:
            text = text.replace(name, " # ")
        return [plain(one, self.language) for one in numbers_in(text)]


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they stand; of a cell that is nothing but a dash or ring, that."""
    return [text] if text in ("–", "○") else re.findall(r"\d+(?:[.,]\d+)*", text)


def plain(number: str, language: str) -> str:
    """A number without separators of thousands, and with a point."""
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    return number.replace(thousands, "").replace(decimal, ".")


def texts_of(data: Any) -> Iterator[str]:
    """All texts in what YAML holds."""
    if isinstance(data, dict):
        for value in data.values():
            yield from texts_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_of(value)
        yield ", ".join(one for one in data if isinstance(one, str))
    elif isinstance(data, str):
        yield " ".join(data.split())


def texts_in_files(root: Path) -> Iterator[str]:
    """All texts of the study's YAML files, tables and front matters, and of the codebook's history."""
    paths = [
        root / "study.yaml",
        root / "codebook/codebook.yaml",
        *root.glob("reports/*.yaml"),
        *root.glob("corpus/*.yaml"),
    ]
    for path in paths:
        yield from texts_of(yaml.load(path.read_text(encoding="utf-8"), Loader=PLAIN))
    for path in [*root.glob("corpus/*.csv"), *root.glob("corpus/tables/*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                yield from (" ".join(cell.split()) for cell in row)


def texts(block: Block) -> dict[str, str]:
    """Each text of a block, by where it stands."""
    found = {
        key: block[key] for key in ("text", "title", "caption", "alt", "why", "assessment", "ground") if key in block
    }
    for key in ("items", "checks", "notes", "addressees", "barriers", "findings"):
        found |= {f"{key} {n}": text for n, text in enumerate(block.get(key, ()))}
    for n, column in enumerate(block.get("columns", ())):
        found[f"column {n}"] = column["label"]
    for n, row in enumerate(block.get("rows", ())):
        for k, cell in enumerate(row):
            found[f"cell {n}.{k}"] = cell["text"]
            if cell["note"]:
                found[f"cell note {n}.{k}"] = cell["note"]
    for n, (_, text) in enumerate(block.get("beside", ())):
        found[f"beside {n}"] = text
    found |= {f"limbs {n}": str(text) for n, text in enumerate(block.get("limbs", ()))}
    if block["type"] == "claim":
        found["numbers"] = " ".join(map(str, block["numbers"]))
        found["status"] = block["status"]
    return found


def hold(place: str, block: Block, expected: Expected, copies: Copies) -> list[Difference]:
    """The differences of a block."""
    found = []
    here = texts(block)
    names = sorted({*block.get("sources_for", ()), *block.get("sources_against", ())}, key=len, reverse=True)
    for where, text in here.items():
        right = expected.get(where)
        if where == "status":
            found += [] if [text] == right else [Difference(f"{place}, {where}", text, [text], right)]
            continue
        if right and right[0] == "=":  # the whole of it is known
            found += [] if [" ".join(text.split())] == right[1:] else [Difference(f"{place}, {where}", text, [], right)]
            continue
        # a number in a cell that is a copy is held against the file all the same
        printed = [plain(one, copies.language) for one in numbers_in(text)] if re.match(r"cell \d", where) and right is not None else copies.numbers(text, names)  # fmt: skip
        if printed in (["–"], ["○"]) and right is None:
            continue
        if printed != (right or []):
            found.append(Difference(f"{place}, {where}", text, printed, right))
    for where in expected.keys() - here.keys():
        found.append(Difference(f"{place}, {where}", "(it is not there)", [], expected[where]))
    return found
