"""The numbers of first pages, in digits and in words: who speaks on each side of what is said there, by the files.

Persons are counted in words up to twelve, so words are held against the files as digits are: each number word that the page says, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reference import report_files as files
from reference.asked_rows import Row
from reference.judged import Side, counted
from reference.report_advice import entries, ground, is_need, rests_on
from reference.report_cards import sentence, told_statuses
from reference.report_claims import Judged, claims, piece
from reference.report_classes import is_of, parts
from reference.report_sections import Told
from reference.report_walk import Block, Difference, Expected

BASES = ("informant", "document", "table", "author")
Numbers = list[int]


def own(told: Told) -> dict[str, Any]:
    """What the study writes of its first page."""
    found: dict[str, Any] = told.facts.words.get("first") or {}
    return found


# ----- who speaks


def side_of(told: Told, rows: Iterable[Row]) -> Side:
    """One side of the evidence, counted."""
    return counted([piece(told.facts, row) for row in rows], ())


def voices(told: Told, side: Side, persons: frozenset[str | None]) -> Numbers:
    """The numbers of a phrase on who speaks: informants; groups with their persons; documents that were read, and that are cited; tables."""
    kinds = {kind: [one for one in side.sources if one[0] == kind] for kind in ("person", "group", "document", "table")}
    read = [one for one in kinds["document"] if one in side.texts_read]
    found: Numbers = [len(kinds["person"])]
    if kinds["group"]:
        found += [len(kinds["group"]), len(persons - {one[1] for one in kinds["person"]})]
    found += [len(read), len(kinds["document"]) - len(read), len(kinds["table"])]
    return [n for n in found if n]


def of_rows(told: Told, rows: list[Row]) -> Numbers:
    """The same of rows."""
    spoken = frozenset(
        row.passage.person for row in rows if told.facts.basis(row) == "informant" and row.passage.person
    )
    return voices(told, side_of(told, rows), spoken)


# ----- digits and words


def digits(numbers: Iterable[int]) -> list[str]:
    """Those of these numbers that are printed as digits."""
    return [str(n) for n in numbers if n > 12]


def in_words(told: Told, text: str) -> Numbers:
    """The numbers that a text says in words or digits, without names in brackets and years."""
    text = re.sub(r"\[[^\]]*\]\(#[^)]*\)", "", text)  # a status is a name
    text = re.sub(r"\d{4}(–\d{4})?|\d+/\d+", "", text)
    words = told.words["who"]["numbers"]
    pattern = "|".join([*map(re.escape, sorted(words[1:], key=len, reverse=True)), r"\d+"])
    found = re.findall(rf"(?<!\w)({pattern})(?!\w)", text, re.IGNORECASE)
    return [int(one) if one.isdigit() else words.index(one.lower()) for one in found]


def years(told: Told) -> list[str]:
    """The years in which informants spoke, of what counts; of everything where nobody's day is known."""
    facts = told.facts
    rows = [row for row in facts.coded if facts.is_finding(row)]
    for some in ([row for row in rows if facts.basis(row) == "informant"], rows):
        found = sorted({str(row.passage.values["date"])[:4] for row in some if row.passage.values.get("date")})
        if found:
            return found[:1] if len(found) == 1 else [found[0], found[-1]]
    return []


# ----- the blocks


def box(told: Told, block: Block) -> tuple[Expected, dict[str, Numbers]]:
    """Documents, informants and statements, as far as the study's sentence has them, and the years."""
    facts = told.facts
    rows = [row for row in facts.coded if facts.is_finding(row) and facts.basis(row) == "informant"]
    found = facts.count(rows)
    people = [len(found.people.alone)] if found.people.alone or not found.people.groups else []
    if found.people.groups:
        people += [len(found.people.groups), len(found.people.in_groups)]
    values = {"informants": people, "statements": [len(found.places)], "documents": [len(facts.documents)]}
    said = (own(told).get("rests") or {}).get(told.language) or told.words["first"]["rests"]
    numbers: list[str] = []
    words: Numbers = []
    for name in re.findall(r"\{(\w+)\}", said):
        if name == "years":
            numbers += years(told)
        elif name in values:
            numbers += digits(values[name])
            words += values[name]
    coders = coders_of(told)
    if "{coded}" in said or not own(told).get("rests"):
        words += [coders] if coders else []
        numbers += digits([coders])
    # what the study's own sentences count in words is no number of ours
    for text in (said, (own(told).get("cannot") or {}).get(told.language, "")):
        words += in_words(told, re.sub(r"\{\w+\}", "", text))
    return {"text": numbers}, {"text": sorted(words)}


def coders_of(told: Told) -> int:
    """How many people's codings count."""
    kinds = told.facts.settings["coders"]
    who = {coder for row in told.facts.answer.rows for coder in row.coders}
    who |= {coder for one in told.facts.answer.choices for coder in one.rounds}
    return sum(one != "consensus" and kinds[one]["kind"] == "human" for one in who)


def lines(told: Told, block: Block) -> tuple[Expected, dict[str, Numbers]]:
    """Of each finding who says it, and who speaks against it."""
    known = {one.entry["id"]: one for one in claims(told.facts)}
    digits_, words = {}, {}
    for n, (claim, limb, text) in enumerate(chosen(told, known)):
        one = known[claim].limbs[limb - 1] if limb else known[claim].whole
        numbers = [number for rows in (one.pros, one.cons) for number in of_rows(told, rows)]
        digits_[f"items {n}"] = ([] if own(told).get("findings") else own_digits(told, known[claim])) + digits(numbers)
        words[f"items {n}"] = sorted([*numbers, *in_words(told, re.sub(r"\{\w+\}", "", text))])
    return digits_, words


def own_digits(told: Told, one: Judged) -> list[str]:
    """The numbers that a claim's sentence ties to a place."""
    tied = re.findall(r"\{\w+\}", str(one.entry["text"][told.language]))
    return re.findall(r"\d+", sentence(told, one)) if tied else []


def chosen(told: Told, known: dict[str, Judged]) -> list[tuple[str, int, str]]:
    """(claim, limb, sentence) of what the study puts first, else of the five that the evidence bears most."""
    if own(told).get("findings"):
        return [(one["claim"], one.get("limb", 0), one["text"][told.language]) for one in own(told)["findings"]]
    names = list(told_statuses(told))  # from what says least to what says most
    best = sorted(known, key=lambda id_: -names.index(known[id_].status))
    return [(id_, 0, sentence(told, known[id_])) for id_ in best[:5]]


def answer(told: Told, block: Block) -> Expected:
    """Of how many findings, and how many of each status, in the order in which they stand."""
    if own(told).get("answer"):
        return {}
    found = [one.status for one in claims(told.facts)]
    words = told_statuses(told)
    text = re.sub(r"^[^:]*:", "", block["text"])
    order = sorted(set(found), key=lambda one: f"; {text.strip()}".find(f"; {words[one]} "))
    return {"text": [str(len(found)), *(str(found.count(one)) for one in order)]}


def theme_rows(told: Told, block: Block) -> list[tuple[list[Row], list[Row]]]:
    """The rows for and against of each row of the table: by the study's queries, else by the classes that its first cell names."""
    facts = told.facts

    def finding(rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if row.coding and facts.is_finding(row)]

    if own(told).get("themes"):
        return [
            tuple(finding(facts.rows(one[key])) if one.get(key) else [] for key in ("for", "against"))  # type: ignore[misc]
            for one in own(told)["themes"]
        ]
    known = parts(told)
    names = {}
    for by in [*facts.classes[known.by]["values"], None]:
        for split in known.show:
            first, second = (
                told.words["first"]["no-class"] if value is None else facts.classes[cls]["values"][value][told.language]
                for cls, value in ((known.by, by), (known.split, split))
            )
            name = f"{first}: {second}"
            names[f"{name[:1].upper()}{name[1:]}"] = {code for code in facts.codes if is_of(told, code, by, split)}
    return [(finding(facts.of_codes(names[row[0]["text"]])), []) for row in block["rows"]]


def themes(told: Told, block: Block) -> tuple[Expected, dict[str, Numbers]]:
    """Who says it, and what speaks the other way."""
    labels = [told.words["first"]["columns"][key] for key in ("who", "against")]
    columns = [column["label"] for column in block["columns"]]
    digits_, words = {}, {}
    for n, sides in enumerate(theme_rows(told, block)):
        for label, rows in zip(labels, sides, strict=True):
            if label in columns:
                where = f"cell {n}.{columns.index(label)}"
                numbers = of_rows(told, rows)
                digits_ |= {where: digits(numbers)} if digits(numbers) else {}
                words[where] = sorted(numbers)
    return digits_, words


def dots(told: Told, block: Block, table: Block) -> Expected:
    """Statements of each theme by basis, those that speak the other way after the others."""
    facts = told.facts
    numbers = []
    for sides in theme_rows(told, table):
        for rows in sides:
            for basis in BASES:
                count = facts.count(row for row in rows if facts.basis(row) == basis)
                numbers += [str(len(count.places))] if count.places else []  # what any coder found
    return {"alt": numbers}


def advice(told: Told, block: Block) -> Expected:
    """The ground of each recommendation, by the weakest of its findings."""
    strengths = files.read_yaml(files_of(told.language))["strength"]
    found = {}
    for n, one in enumerate(one for one in entries(told.facts) if not is_need(one)):
        worst = max(ground(judged.status) for judged in rests_on(told, one)[0])
        found[f"cell {n}.3"] = ["=", strengths[("strong", "moderate", "weak", "lost")[worst]]]
    return found


def files_of(language: str) -> Any:
    """The catalogue of findings."""
    from conftest import ROOT

    return ROOT / f"src/qualitative/locale/{language}/findings.yaml"


# ----- the page


def expected(told: Told, report: dict[str, Any], block: Block) -> tuple[Expected, dict[str, Numbers]]:
    """What a block of the first page should say in digits, and which numbers in words."""
    id_ = block.get("id", "")
    if block["type"] == "callout" and block["kind"] == "basis":
        return box(told, block)
    if block["type"] == "bullets":
        return lines(told, block)
    if id_ == "first-themes":
        return themes(told, block)
    if id_ == "first-voices":
        return dots(told, block, next(one for one in report["blocks"] if one.get("id") == "first-themes")), {}
    if id_ == "first-advice":
        return advice(told, block), {}
    if block["type"] == "paragraph" and re.match(r"\*\*[^*]*\*\*$", block["text"]) and report["kind"] == "findings":
        return answer(told, block), {}
    if block["type"] == "paragraph" and re.match(r"\*\*\d", block["text"]):
        return {"text": [str(sum(not is_need(one) for one in entries(told.facts)))]}, {}
    return {}, {}


def wrong_words(told: Told, place: str, block: Block, right: dict[str, Numbers]) -> list[Difference]:
    """The texts whose numbers in words are others than those of the files."""
    found = []
    for where, numbers in right.items():
        if where == "text":
            text = block["text"]
        elif where.startswith("items"):
            text = block["items"][int(where.split()[1])]
        else:
            row, column = map(int, where.split()[1].split("."))
            text = block["rows"][row][column]["text"]
        said = sorted(in_words(told, text))
        if said != sorted(numbers):
            found.append(
                Difference(f"{place}, {where}", text, [str(n) for n in said], [str(n) for n in sorted(numbers)])
            )
    return found


def wrong_source(told: Told, report: dict[str, Any]) -> list[Difference]:
    """The years of the line below the title."""
    if not any(block.get("kind") == "basis" for block in report["blocks"]):
        return []
    told_years = years(told)
    text = report["subtitle"].split(" · ")[1]
    said = re.findall(r"\d{4}", text)
    return [] if said == told_years else [Difference("first page, source", report["subtitle"], said, told_years)]


__all__ = ["expected", "wrong_source", "wrong_words"]
