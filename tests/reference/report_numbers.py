"""What each number of a report should be, from the study's files alone: which function knows which block, and what differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reference import report_advice as advice
from reference import report_audit as audit
from reference import report_cards as cards
from reference import report_classes as classes
from reference import report_codes as by_code
from reference import report_first as first
from reference import report_joint as joint
from reference import report_sections as sections
from reference import report_tables as tables
from reference.report_counts import Facts
from reference.report_sections import Told
from reference.report_walk import Block, Copies, Difference, Expected, hold, numbers_in, plain

BY_ID: dict[str, Callable[[Told, Block], Expected]] = {
    "documents": sections.documents_table,
    "bases": sections.bases,
    "cases-table": sections.cases_table,
    "services-table": sections.services_table,
    "classes-figure": classes.classes_figure,
    "growth-table": tables.growth_table,
    "growth-figure": tables.growth_figure,
    "counts-table": tables.counts_table,
    "counts-figure": tables.counts_figure,
    "joint-table": joint.table,
    "joint-themes": joint.themes,
    "joint-comparison": joint.comparison,
    "needs-table": advice.needs,
    "participants-table": by_code.participants,
    "answers-table": advice.answers,
    "claims-table": cards.table,
    "claims-figure": cards.figure,
    "audit-coders": audit.coders,
    "audit-agreement": audit.agreement,
    "audit-codebook": audit.codebook,
    "audit-suggestions": audit.suggestions,
    "audit-coreq": audit.checklist,
    "audit-srqr": audit.checklist,
}


def differences(root: Path, report: dict[str, Any], facts: Facts | None = None) -> list[Difference]:
    """Every text of a report whose numbers are not those of the study's files."""
    told = Told(facts or Facts(root), report["language"])
    copies = Copies(root, report["language"])
    found = hold("first page", {"type": "facts", **facts_block(report)}, first_page(told, report), copies)
    found += first.wrong_source(told, report)
    section = part = ""
    paragraphs: dict[str, int] = {}
    for n, block in enumerate(report["blocks"]):
        if block["type"] == "heading":
            named = block["id"].removesuffix("-more")  # what the appendix says of a section, at greater length
            section, part = (named, "") if block["level"] == 1 else (section, block["id"])
        place = f"{section}/{part}/{block.get('id', block['type'])}[{n}]"
        expected: Expected = {}
        if not section:
            expected, words = first.expected(told, report, block)
            found += [*hold(place, block, expected, copies), *first.wrong_words(told, place, block, words)]
            continue
        if block["type"] in ("paragraph", "bullets", "callout"):
            if copies.numbers(" ".join([block.get("text", ""), *block.get("items", ())])):
                key = part or section
                paragraphs[key] = paragraphs.get(key, 0) + 1
                expected = of_text(told, section, part, paragraphs[key], block)
        else:
            expected = of_block(told, section, part, block, report["blocks"][:n])
        found += hold(place, block, expected, copies)
    return found


def facts_block(report: dict[str, Any]) -> dict[str, Any]:
    """The lines of the first page as a block of its own."""
    return {"items": [text for _, text in report["facts"]]}


def first_page(told: Told, report: dict[str, Any]) -> Expected:
    """What its lines should say."""
    return {where.replace("facts", "items"): right for where, right in sections.first(told, report).items()}


def of_text(told: Told, section: str, part: str, n: int, block: Block) -> Expected:
    """What a paragraph with numbers should say: the n-th such one of its section or part."""
    if section == "scope" and n == 1:
        return sections.scope(told, block)
    if section == "growth":
        return tables.growth_text(told)
    if section == "cases":
        return case_passages(told, block)
    if section == "services":
        return tables.services_text(told)
    if section == "classes" and part != "class-none" or (part == "class-none" and n == 1):
        return classes.class_text(told, by_of(told, part))
    if section == "classes" and n == 2:
        return classes.left_out(told)
    if section == "participants":
        return by_code.who_takes_part(told)
    if section == "codes":
        return by_code.memos(told, block) if block["type"] == "bullets" else {}
    if section == "missing":
        return by_code.missing(told, block)
    if section == "answers":
        return advice.blanks(told)
    if section == "joint":
        return joint.intro(told, block["text"])
    if section == "audit":
        return audit.text(told, n, block)
    return {}


def by_of(told: Told, part: str) -> str | None:
    """The value of the class that a part shows."""
    value = part.removeprefix("class-")
    return None if value == "none" else value


def of_block(told: Told, section: str, part: str, block: Block, before: list[Block]) -> Expected:
    """What a table, figure or list of passages should say."""
    id_ = block.get("id", "")
    if id_ in BY_ID:
        return BY_ID[id_](told, block)
    if block["type"] == "claim":
        return cards.card(told, block)
    if block["type"] == "recommendation":
        return advice.card(told, block)
    if re.fullmatch(r"codes-.*-table", id_):
        return by_code.codes_table(told, block)
    if re.fullmatch(r"codes-.*-passages", id_):
        return by_code.passages(told, block, next(one for one in reversed(before) if one["type"] == "table"))
    if id_.startswith("case-"):
        return case_passages(told, block)
    if id_ == "services-passages":
        branch = told.facts.words["branches"]["services"]
        return sections.quoted(told, block, told.facts.of_codes(sections.files.below(told.facts.codes, set(branch))))
    if id_.endswith("-table") and part and id_ == f"{part}-table":
        return classes.class_table(told, by_of(told, part), block)
    if part and (found := re.fullmatch(rf"{part}-passages-(\d+)", id_)):
        split = classes.parts(told).show[int(found.group(1)) - 1]
        codes = {code for code in told.facts.codes if classes.is_of(told, code, by_of(told, part), split)}
        return sections.quoted(told, block, told.facts.of_codes(codes))
    return {}


def case_passages(told: Told, block: Block) -> Expected:
    """The passages of a case: which one its id or its first words name."""
    names = {
        row["case"]: row.get("name_en" if told.language == "en" else "name") or row["name"] for row in told.facts.cases
    }
    text = block.get("caption") or block["text"]
    (case,) = [case for case, name in names.items() if text.startswith(f"{name}:")]
    return sections.quoted(told, block, [row for row in told.facts.coded if row.case == case])


__all__ = ["differences", "numbers_in", "plain"]
