"""A person's own dated judgement of a claim. It stands beside the computed status and never changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.signed import signed
from qualitative.model import Coder

__all__ = ["EARLIER", "Assessment", "parse_assessment"]

# of release 0.1.0: what a person judged then stays as it was written
EARLIER = ("supported", "contested", "contradicted", "silent", "asserted", "inconsistent")
KEYS = ("by", "at", "status", "note", "confidence")
CONFIDENCE = ("limitations", "coherence", "adequacy", "relevance")  # the parts of GRADE-CERQual
CONCERNS = ("none", "minor", "moderate", "serious")


@dataclass(frozen=True, slots=True)
class Assessment:
    """Which status a person gives a claim, when, and why (`note` by language; may be empty).

    `confidence` says of the parts in CONFIDENCE how serious the concerns are (one of CONCERNS); of parts that it does not name, nothing.
    """

    by: str
    at: str
    status: str
    note: Mapping[str, str]
    confidence: Mapping[str, str] = field(default_factory=dict)


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
    if status not in (*STATUS_IDS, *EARLIER):
        raise entry.fail(f"assessment: status {status!r}; {did_you_mean(str(status), STATUS_IDS)}", "assessment")
    texts = dict.fromkeys(entry.languages, note) if isinstance(note, str) else note
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        example = ", ".join(f"{language}: …" for language in entry.languages)
        raise entry.fail(f"assessment: note {note!r} is no text; write words, or {{{example}}}", "assessment")
    by, at = signed(entry, data, coders, "assessment")
    return Assessment(by, at, status, texts, _confidence(entry, data.get("confidence") or {}))


def _confidence(entry: Entry, data: object) -> dict[str, str]:
    if not isinstance(data, Mapping):
        raise entry.fail(f"assessment: confidence {data!r} is no mapping such as {{adequacy: minor}}", "assessment")
    for part, concern in data.items():
        for one, known in ((part, CONFIDENCE), (concern, CONCERNS)):
            if one not in known:
                raise entry.fail(f"assessment: confidence: {one!r}; {did_you_mean(str(one), known)}", "assessment")
    return {str(part): str(concern) for part, concern in data.items()}
