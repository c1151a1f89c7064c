"""What may be computed from which material, and what must be said beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualitative.analysis.texts import TEXTS
from qualitative.errors import StatisticError, did_you_mean
from qualitative.i18n import FALLBACK, pick

__all__ = ["PERMITTED", "refusal", "whose_words"]

# what a design in study.yaml must permit, as `permits: [keyness]`; shares in documents like these are `prevalence` (tagging.estimating)
PERMITTED = ("exact-test", "keyness")


def whose_words(provenances: Iterable[str], language: str = "en") -> str:
    """The warning that goes with counts of words from these provenances; empty for fieldwork alone.

    >>> whose_words(["fieldwork"])
    ''
    """
    found = set(provenances)
    warnings = TEXTS.below("whose_words")
    return " ".join(pick(text, language) for provenance, text in warnings.items() if provenance in found)


def refusal(statistic: str, design: Mapping[str, Any], provenances: Iterable[str]) -> Mapping[str, str] | None:
    """Why a statistic of samples may not be had, by language; None where design and provenance permit it.

    Raises StatisticError for a statistic that no design can permit.
    """
    if statistic not in PERMITTED:
        raise StatisticError(f"no design permits {statistic!r}; {did_you_mean(statistic, PERMITTED)}")
    name, refused = TEXTS[f"statistic.{statistic}"], []
    other = sorted(set(provenances) - {"fieldwork"})
    # what no change of study.yaml could cure comes first, and neither reason hides the other
    if other:
        words = [TEXTS.get(f"provenance.{provenance}", {FALLBACK: provenance}) for provenance in other]
        listed = {language: ", ".join(pick(word, language) for word in words) for language in name}
        refused.append(TEXTS.each("refused.provenance", name=name, provenance=listed))
    if statistic not in (design.get("permits") or ()):
        refused.append(TEXTS.each("refused.design", name=name, sampling=str(design.get("sampling") or "?")))
    return {language: " ".join(one[language] for one in refused) for language in name} if refused else None
