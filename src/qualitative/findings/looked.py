"""How it was looked for what speaks against a claim: in which way, by whom and when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.model import Coder

__all__ = ["KEYS", "Looked", "parse_looked"]

KEYS = ("by", "at", "how", "cannot", "what")


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked for contrary evidence (`by`, a coder, a model too), when, and how; `cannot` says that this material could not contradict the claim.

    `what` says what would speak against it; may be empty.
    """

    by: str
    at: str
    how: Mapping[str, str]
    cannot: bool = False
    what: Mapping[str, str] = field(default_factory=dict)


def parse_looked(entry: Entry, coders: Mapping[str, Coder]) -> Looked | None:
    """The part `contrary` of a claim, None where nobody looked. Raises FindingError at its line."""
    data = entry.data.get("contrary")
    if data is None:
        return None
    if not isinstance(data, Mapping) or not {"by", "at", "how"} <= set(data):
        raise entry.fail("contrary needs by, at and how it was looked for", "contrary")
    unknown = next((str(key) for key in data if key not in KEYS), None)
    if unknown is not None:
        raise entry.fail(f"contrary: unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}", "contrary")
    if str(data["by"]) not in coders:
        raise entry.fail(
            f"contrary: by {data['by']!r} is no coder of study.yaml; {did_you_mean(str(data['by']), coders)}",
            "contrary",
        )
    if not isinstance(data.get("cannot", False), bool):
        raise entry.fail(f"contrary: cannot {data['cannot']!r} is neither true nor false", "contrary")
    how, what = (_texts(entry, data.get(key)) for key in ("how", "what"))
    return Looked(str(data["by"]), str(data["at"]), how, data.get("cannot", False), what)


def _texts(entry: Entry, said: object) -> Mapping[str, str]:
    """A text by language; one text alone is the same in each."""
    if isinstance(said, Mapping):
        return {str(language): str(text) for language, text in said.items()}
    return dict.fromkeys(entry.languages, str(said)) if said else {}
