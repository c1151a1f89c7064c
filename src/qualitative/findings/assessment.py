"""A person's own dated judgement of a claim. It stands beside the computed status and never changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.findings.signed import signed
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder

__all__ = ["STATUSES", "Assessment", "parse_assessment"]

STATUSES = ("supported", "contested", "contradicted", "silent", "asserted", "inconsistent")
KEYS = ("by", "at", "status", "note")


@dataclass(frozen=True, slots=True)
class Assessment:
    """Which status a person gives a claim, when, and why (`note` by language; may be empty)."""

    by: str
    at: str
    status: str
    note: Mapping[str, str]


def parse_assessment(entry: Entry, coders: Mapping[str, Coder]) -> Assessment | None:
    """The assessment of a claim, None where nobody gave one. Raises FindingError for a status, person or date that is none."""
    data = entry.data.get("assessment")
    if data is None:
        return None
    if not isinstance(data, Mapping) or not {"by", "at", "status"} <= set(data):
        raise entry.fail("an assessment needs by, at and status", "assessment")
    unknown = next((str(key) for key in data if key not in KEYS), None)
    if unknown is not None:
        raise entry.fail(f"assessment: unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}", "assessment")
    status, note = data["status"], data.get("note") or {}
    if status not in STATUSES:
        raise entry.fail(f"assessment: status {status!r}; {did_you_mean(str(status), STATUSES)}", "assessment")
    texts = {language: note for language in LANGUAGES} if isinstance(note, str) else note
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        raise entry.fail(f"assessment: note {note!r} is no text; write words, or {{id: …, en: …}}", "assessment")
    by, at = signed(entry, data, coders, "assessment")
    return Assessment(by, at, status, texts)
