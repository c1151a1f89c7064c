"""Find the passage of a work that a locator (section and terms) points at. Pure."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from qualitative.model import Evidence
from qualitative.text.sections import parse_sections

__all__ = ["WorkText", "locator_problem", "parse_work"]


@dataclass(frozen=True, slots=True)
class WorkText:
    """The paragraphs of each section of a work, normalised for comparison; `slips` are words that its copies spell otherwise."""

    passages: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, str] = field(default_factory=dict)

    def plain(self, text: str) -> str:
        """Words alone, as `passages` has them."""
        return _plain(text, self.slips)


def parse_work(text: str, sections: Mapping[str, Sequence[str]], slips: Mapping[str, str] | None = None) -> WorkText:
    """The work's passages; `sections` maps a letter to how the headings of that section begin.

    `slips` maps what one copy of the work spells to what others do, so that a copy with a slip of its conversion is no other work.
    """
    same = {_plain(slip): _plain(word) for slip, word in (slips or {}).items()}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(sections, ())
    for section in parse_sections(text):
        title = _plain(section.title)
        for letter, begins in sections.items():
            if any(title.startswith(_plain(begin)) for begin in begins):
                body = text[section.start : section.end]
                found[letter] += tuple(_plain(part, same) for part in re.split(r"\n\s*\n", body) if part.strip())
    return WorkText(found, same)


def locator_problem(work: WorkText, evidence: Evidence) -> str | None:
    """What is wrong with a locator, or None where all its terms stand in one passage (or two neighbours) of its section."""
    if not isinstance(evidence.section, str) or evidence.section not in work.passages:
        return f"section {evidence.section!r} is not one of {', '.join(work.passages)}"
    passages = work.passages[evidence.section]
    if not passages:
        return f"the work has no heading for section {evidence.section}"
    if len(evidence.terms) < 2:
        return "a locator needs at least two terms that single its passage out"
    if evidence.basis == "informant" and not any(_attributes(term, evidence.informant) for term in evidence.terms):
        return f'evidence of an informant needs the attribution as printed among its terms, such as "{evidence.informant or "NH"}, November 2018"'
    terms = [work.plain(term) for term in evidence.terms]
    windows = [*passages, *(f"{first} {second}" for first, second in itertools.pairwise(passages))]
    if any(all(term in window for term in terms) for window in windows):
        return None
    missing = [term for term, plain in zip(evidence.terms, terms, strict=True) if not any(plain in p for p in passages)]
    if missing:
        return f"{missing[0]!r} does not stand in section {evidence.section}"
    return f"no passage of section {evidence.section} holds all of {', '.join(map(repr, evidence.terms))}"


def _attributes(term: str, informant: str | None) -> bool:
    """Whether a term is an attribution: initials, then a date."""
    return re.match(rf"{re.escape(informant or '')}[^\d]*\b(19|20)\d\d\b", term) is not None


def _plain(text: str, slips: Mapping[str, str] = MappingProxyType({})) -> str:
    """Words alone: one case, one kind of space, no emphasis marks."""
    words = " ".join(re.sub(r"[*_`]", "", unicodedata.normalize("NFC", text)).split()).casefold()
    for slip, word in slips.items():
        words = words.replace(slip, word)
    return words
