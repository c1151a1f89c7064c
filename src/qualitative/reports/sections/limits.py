"""What the report can't say, and why."""

from __future__ import annotations

from qualitative.reports.model import Bullets, Paragraph
from qualitative.reports.sections.draft import Draft, Section

__all__ = ["limits_section"]

_COUNTS = {
    "id": "Angka menghitung segmen yang dikode, bukan orang, kejadian, atau pentingnya sesuatu.",
    "en": "Numbers count coded segments, not people, events or importance.",
}
_DESIGN = {
    "id": "Rancangan kajian ({sampling}) tidak mengizinkan uji statistik, selang kepercayaan, atau prevalensi; tidak satu pun dihitung di sini.",
    "en": "The study's design ({sampling}) permits no tests, intervals or prevalence; none is computed here.",
}
_WORDS = {
    "id": "Catatan terbitan memakai kata-kata kami; jumlah katanya tidak menggambarkan ucapan siapa pun.",
    "en": "Published notes are in our words; their word counts describe nobody's speech.",
}
_SAMPLING = {"purposive": {"id": "pemilihan sengaja", "en": "purposive"}}


def limits_section(draft: Draft) -> Section:
    """The study's own limits, and those that follow from design, provenance and coders."""
    inputs = draft.inputs
    items = [draft.say(_COUNTS)]
    if not inputs.settings.design.get("permits"):
        sampling = str(inputs.settings.design.get("sampling") or "–")
        # words of the study itself are no pattern: braces in them name nothing
        said = draft.say(_SAMPLING[sampling]) if sampling in _SAMPLING else sampling
        items.append(draft.say(_DESIGN, sampling=said))
    if any(document.provenance == "published" for document in inputs.documents.values()):
        items.append(draft.say(_WORDS))
    heading = draft.heading("limits", {"id": "Keterbatasan", "en": "Limits"})
    prose: list[Paragraph] = draft.prose("limits")
    return draft.section((heading, *prose, Bullets(tuple(items))))
