"""How a study works (`approach:` in study.yaml): what that sets, and why an approach leaves something out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.i18n import catalogue, pick, say

__all__ = ["APPROACHES", "CHECKLISTS", "SWITCHES", "Approach", "usual_approach"]

SWITCHES = ("agreement", "counts", "saturation", "statuses")
CHECKLISTS = ("RTARG", "COREQ", "SRQR", "GRAMMS")
# approach -> (checklist, what is off where the study does not say otherwise)
_USUAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "codebook": ("COREQ", ()),
    "reflexive": ("RTARG", ("agreement", "counts", "saturation", "statuses")),
    "grounded": ("COREQ", ("agreement",)),
    "content": ("SRQR", ()),
    "case-study": ("SRQR", ("saturation",)),
    "evaluation": ("GRAMMS", ()),
}
APPROACHES = tuple(_USUAL)
TEXTS = catalogue("folder")


@dataclass(frozen=True, slots=True)
class Approach:
    """One of APPROACHES, and which of SWITCHES are on; `said` are those that the study itself sets."""

    name: str = "codebook"
    agreement: bool = True
    counts: bool = True
    saturation: bool = True
    statuses: bool = True
    checklist: str = "COREQ"
    said: frozenset[str] = field(default=frozenset())

    def off(self, switch: str) -> Mapping[str, str] | None:
        """Why something of SWITCHES is off, one sentence in each language; None where it is on."""
        if getattr(self, switch):
            return None
        if switch not in self.said:
            return TEXTS[f"left-out.by-approach.{self.name}.{switch}"]
        text, what = TEXTS["left-out.by-study"], TEXTS[f"left-out.what.{switch}"]
        return {language: say(text, language, what=pick(what, language)) for language in text}


def usual_approach(name: str) -> Approach:
    """An approach as it is where the study says nothing beside its name."""
    checklist, off = _USUAL[name]
    agreement, counts, saturation, statuses = (switch not in off for switch in SWITCHES)
    return Approach(name, agreement, counts, saturation, statuses, checklist)
