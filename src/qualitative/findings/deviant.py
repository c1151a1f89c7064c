"""What a person says of the cases that speak against a claim. It stands beside the computed status and never changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.findings.signed import signed
from qualitative.model import Coder

__all__ = ["Deviant", "parse_deviant"]

KEYS = ("by", "at", "why")


@dataclass(frozen=True, slots=True)
class Deviant:
    """How a person explains what deviates from a claim (`why` by language), and when they did."""

    by: str
    at: str
    why: Mapping[str, str]


def parse_deviant(entry: Entry, coders: Mapping[str, Coder]) -> Deviant | None:
    """The explanation of a claim's deviant cases, None where nobody gave one. Raises FindingError for a person, date or text that is none."""
    data = entry.data.get("deviant")
    if data is None:
        return None
    if not isinstance(data, Mapping) or not set(KEYS) <= set(data):
        raise entry.fail(f"what explains a deviant case needs {', '.join(KEYS)}", "deviant")
    unknown = next((str(key) for key in data if key not in KEYS), None)
    if unknown is not None:
        raise entry.fail(f"deviant: unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}", "deviant")
    why = data["why"]
    texts = dict.fromkeys(entry.languages, why) if isinstance(why, str) else why
    if not isinstance(texts, Mapping) or not texts or not all(isinstance(one, str) and one for one in texts.values()):
        raise entry.fail(f"deviant: why {why!r} is no text; write how the deviant case is explained", "deviant")
    by, at = signed(entry, data, coders, "deviant")
    return Deviant(by, at, texts)
