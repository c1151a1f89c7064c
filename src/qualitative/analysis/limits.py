"""What may be computed from which material, and what must be said beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.errors import StatisticError, did_you_mean
from qualitative.i18n import pick

__all__ = ["PERMITTED", "refusal", "whose_words"]

# what a design in study.yaml can permit, as `permits: [keyness]`
PERMITTED = {
    "exact-test": {"id": "uji eksak", "en": "exact tests"},
    "keyness": {"id": "keyness", "en": "keyness"},
    "saturation": {"id": "saturasi", "en": "saturation"},
}
_WORDS = {
    "published": {
        "id": "Catatan terbitan ditulis dengan kata-kata kami sendiri: hitungan kata menggambarkan tulisan kami, bukan ucapan informan.",
        "en": "The published notes are in our own words: counts of words describe our wording, not what informants said.",
    },
    "simulated": {
        "id": "Transkrip simulasi ditulis untuk belajar: hitungan kata menggambarkan penulisnya; tidak seorang pun mengucapkannya.",
        "en": "The simulated transcripts were written for teaching: counts of words describe their writer; nobody spoke them.",
    },
}
_DESIGN = {
    "id": "Tanpa {name}: rancangan di study.yaml ({sampling}) tidak mengizinkannya.",
    "en": "No {name}: the design in study.yaml ({sampling}) does not permit it.",
}
_PROVENANCE = {
    "id": "Tanpa {name}: bahannya {provenance}, bukan bahan lapangan; hasilnya akan menggambarkan penulis bahan itu.",
    "en": "No {name}: the material is {provenance}, not fieldwork; the result would describe whoever wrote it.",
}
_PROVENANCES = {
    "published": {"id": "catatan terbitan", "en": "published notes"},
    "simulated": {"id": "simulasi", "en": "simulated"},
}


def whose_words(provenances: Iterable[str], language: str = "en") -> str:
    """The warning that goes with counts of words from these provenances; empty for fieldwork alone.

    >>> whose_words(["fieldwork"])
    ''
    """
    found = set(provenances)
    return " ".join(pick(text, language) for provenance, text in _WORDS.items() if provenance in found)


def refusal(statistic: str, design: Mapping[str, Any], provenances: Iterable[str]) -> Mapping[str, str] | None:
    """Why a statistic of samples may not be had, in both languages; None where design and provenance permit it.

    Raises StatisticError for a statistic that no design can permit.
    """
    if statistic not in PERMITTED:
        raise StatisticError(f"no design permits {statistic!r}; {did_you_mean(statistic, PERMITTED)}")
    name = PERMITTED[statistic]
    if statistic not in (design.get("permits") or ()):
        sampling = str(design.get("sampling") or "?")
        return {language: text.format(name=name[language], sampling=sampling) for language, text in _DESIGN.items()}
    other = sorted(set(provenances) - {"fieldwork"})
    if not other:
        return None
    return {
        language: text.format(
            name=name[language],
            provenance=", ".join(pick(_PROVENANCES.get(provenance, provenance), language) for provenance in other),
        )
        for language, text in _PROVENANCE.items()
    }
