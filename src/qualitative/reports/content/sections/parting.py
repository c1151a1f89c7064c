"""The codes of a report in parts: by the class that parts them, else by the topmost codes of the codebook."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualitative.i18n import catalogue
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.sections.draft import Draft

__all__ = ["Part", "branches_of", "capital", "codes_of", "parts_of"]

TEXTS = catalogue("reports")


@dataclass(frozen=True)
class Part:
    """Some codes that are shown together: the id for anchors, the name, and the codes by the value that tells them apart (empty: none)."""

    id: str
    name: str
    codes: dict[str, str]


def codes_of(draft: Draft) -> dict[str, str]:
    """Each code that can be given or was, in the order of the tree, with its value of the class that tells codes apart (empty: none)."""
    book, split = draft.inputs.codebook, draft.inputs.grouping.split
    given = set(draft.inputs.evidence["code"])
    usable = set(book.usable())
    order = [code.id for _, code in book.walk()]
    return {code: class_of(code, split, book) for code in order if code in usable or code in given}


def parts_of(draft: Draft, shown: dict[str, str]) -> list[Part]:
    """The parts in the order that study.yaml gives the values; what bears none of them comes last. Without classes all are one."""
    by, book = draft.inputs.grouping.by, draft.inputs.codebook
    if not by:
        return [Part("class-all", "", shown)]
    declared = draft.inputs.settings.classes[by].values
    found = {code: class_of(code, by, book) for code in shown}
    values = [*declared, *sorted(set(found.values()) - {*declared, ""}), ""]
    parts = []
    for number, value in enumerate(values, 1):
        codes = {code: split for code, split in shown.items() if found[code] == value}
        name = draft.word(value) if value else draft.say(TEXTS["classes.none"], by=draft.class_name(by))
        slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") or "none"
        unique = slug == value or not value
        if codes:
            parts.append(Part(f"class-{slug}" if unique else f"class-{slug}-{number}", capital(name), codes))
    return parts


def branches_of(draft: Draft, shown: dict[str, str]) -> list[Part]:
    """The parts; without classes one for each topmost code that has codes below it, and one for the rest."""
    book = draft.inputs.codebook
    if draft.inputs.grouping.by:
        return parts_of(draft, shown)
    parts: list[Part] = []
    for top in book.children(None):
        codes = {code: shown[code] for code in book.branch(top) if code in shown}
        if len(book.branch(top)) > 1 and codes:
            parts.append(Part(f"branch-{top}", draft.inputs.label(top), codes))
    rest = {code: value for code, value in shown.items() if not any(code in part.codes for part in parts)}
    name = draft.say(TEXTS["first.no-class"]) if parts else ""
    return [*parts, *([Part("class-all", name, rest)] if rest else [])]


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
