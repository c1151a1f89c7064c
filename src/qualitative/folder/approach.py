"""How a study works (`approach:` in study.yaml): what that sets, and why an approach leaves something out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
_WHY: dict[tuple[str, str], dict[str, str]] = {
    ("reflexive", "agreement"): {
        "en": "No agreement between coders: in a reflexive analysis a coding is one reader's interpretation, and that two agree does not make it better.",
        "id": "Tanpa kesepakatan antarpengode: dalam analisis refleksif suatu pengodean adalah tafsir seorang pembaca, dan sepakatnya dua orang tidak membuatnya lebih baik.",
    },
    ("reflexive", "counts"): {
        "en": "No counts: in a reflexive analysis a theme weighs by what it means, not by how many speak of it.",
        "id": "Tanpa hitungan: dalam analisis refleksif bobot suatu tema ada pada maknanya, bukan pada jumlah orang yang menyebutnya.",
    },
    ("reflexive", "saturation"): {
        "en": "No saturation: in a reflexive analysis themes are made by the reader, so there is no set of them to be complete.",
        "id": "Tanpa kejenuhan: dalam analisis refleksif tema dibuat oleh pembaca, sehingga tidak ada himpunan tema yang dapat menjadi lengkap.",
    },
    ("reflexive", "statuses"): {
        "en": "No statuses of claims: in a reflexive analysis claims are argued from the passages shown, not graded by counting sources.",
        "id": "Tanpa status pernyataan: dalam analisis refleksif pernyataan diargumentasikan dari kutipan yang ditampilkan, bukan dinilai dengan menghitung sumber.",
    },
    ("grounded", "agreement"): {
        "en": "No agreement between coders: in grounded theory codes change while one reads, so that two readers have no fixed codes to agree on.",
        "id": "Tanpa kesepakatan antarpengode: dalam teori membumi kode berubah selama membaca, sehingga dua pembaca tidak memiliki kode tetap untuk disepakati.",
    },
    ("case-study", "saturation"): {
        "en": "No saturation: in a case study the cases are chosen for what they are, not drawn until nothing new is said.",
        "id": "Tanpa kejenuhan: dalam studi kasus, kasus dipilih karena sifatnya, bukan ditambah sampai tidak ada hal baru yang disebut.",
    },
}
_SAID = {
    "en": "No {what}: study.yaml switches it off.",
    "id": "Tanpa {what}: dimatikan di study.yaml.",
}
_NAMES = {
    "agreement": {"en": "agreement between coders", "id": "kesepakatan antarpengode"},
    "counts": {"en": "counts", "id": "hitungan"},
    "saturation": {"en": "saturation", "id": "kejenuhan"},
    "statuses": {"en": "statuses of claims", "id": "status pernyataan"},
}


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
            return _WHY[self.name, switch]
        return {language: text.format(what=_NAMES[switch][language]) for language, text in _SAID.items()}


def usual_approach(name: str) -> Approach:
    """An approach as it is where the study says nothing beside its name."""
    checklist, off = _USUAL[name]
    on = {switch: switch not in off for switch in SWITCHES}
    return Approach(name, **on, checklist=checklist)
