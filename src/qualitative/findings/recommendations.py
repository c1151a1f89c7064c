"""`reports/recommendations.yaml`: recommendations, whom they address, the barriers they answer and the findings they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualitative.codebook.tree import Codebook
from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry, parsed, read_entries
from qualitative.i18n import LANGUAGES

__all__ = ["Recommendation", "parse_recommendation", "read_recommendations"]

KEYS = ("id", "claims", "text", "addressees", "barriers", "findings", "codes", "kind")
KINDS = ("recommendation", "need")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation. `barriers` and `codes` are ids of codes; `findings` ids of claims.

    `kind` is recommendation, or need: something that the source calls needed without recommending it, which answers no barrier.
    """

    id: str
    text: dict[str, str]
    addressees: tuple[dict[str, str], ...]
    barriers: tuple[str, ...]
    findings: tuple[str, ...]
    codes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    kind: str = "recommendation"


def read_recommendations(
    path: Path,
    codebook: Codebook,
    claims: Iterable[str],
    root: Path | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[Recommendation]:
    """The recommendations, every code and finding checked, texts in `languages`. Raises FindingError at the line."""
    known = list(claims)
    entries = read_entries(path, KEYS, root, languages)
    return [parsed(entry, lambda one: parse_recommendation(one, codebook, known)) for entry in entries]


def parse_recommendation(entry: Entry, codebook: Codebook, claims: list[str]) -> Recommendation:
    """The recommendation of one entry. Raises FindingError at the line."""
    for key, known in (("barriers", list(codebook)), ("codes", list(codebook)), ("findings", claims)):
        wrong = next((value for value in entry.words(key) if value not in known), None)
        if wrong:
            raise entry.fail(f"{key}: {wrong!r} is unknown; {did_you_mean(wrong, known)}", key)
    addressees = entry.data.get("addressees") or []
    needed = entry.data.get("kind", "recommendation") == "recommendation"
    if (
        not isinstance(addressees, list)
        or not all(isinstance(one, Mapping) for one in addressees)
        or (needed and not addressees)
    ):
        raise entry.fail("addressees must be a list of names such as {en: …}", "addressees")
    kind = entry.data.get("kind", "recommendation")
    if kind not in KINDS:
        raise entry.fail(f"kind {kind!r}; {did_you_mean(str(kind), KINDS)}", "kind")
    return Recommendation(
        id=entry.data["id"],
        text=entry.texts("text"),
        addressees=tuple(dict(one) for one in addressees),
        barriers=entry.words("barriers"),
        findings=entry.words("findings"),
        codes=entry.words("codes"),
        numbers=tuple(int(number) for number in entry.words("claims")),
        kind=kind,
    )
