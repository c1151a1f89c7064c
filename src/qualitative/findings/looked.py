"""How it was looked for what speaks against a claim: what that would be, in which way, by whom and when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.errors import QueryError, did_you_mean
from qualitative.findings.entries import Entry
from qualitative.model import Coder
from qualitative.query import Known, Query, check_terms, parse_query
from qualitative.query.tree import Any, Term, Value

__all__ = ["KEYS", "Looked", "parse_looked"]

KEYS = ("by", "at", "sentence", "query", "words", "read", "how", "cannot")


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked for contrary evidence (`by`, a coder; `by_model`), and when.

    `sentence` says what would speak against the claim, by language; `search` finds the passages to read for it: those that `query` is true of, and those
    that hold one of the `words` in any form. `read` of them were read (None: not said). `how` tells the rest. `cannot` says that this material could
    not contradict the claim.
    """

    by: str
    at: str
    how: Mapping[str, str]
    cannot: bool = False
    sentence: Mapping[str, str] = field(default_factory=dict)
    search: Query | None = None
    query: str = ""
    words: tuple[str, ...] = ()
    read: int | None = None
    by_model: bool = False


def parse_looked(entry: Entry, coders: Mapping[str, Coder], known: Known) -> Looked | None:
    """The part `contrary` of a claim or limb, None where nobody looked. Raises FindingError at its line."""
    data = entry.data.get("contrary")
    if data is None:
        return None
    if (
        not isinstance(data, Mapping)
        or not {"by", "at"} <= set(data)
        or not any(data.get(key) for key in ("how", "query", "words"))
    ):
        raise entry.fail(
            "contrary needs by, at, and in which way it was looked for: a query, words, or how", "contrary"
        )
    unknown = next((str(key) for key in data if key not in KEYS), None)
    if unknown is not None:
        raise entry.fail(f"contrary: unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}", "contrary")
    by = str(data["by"])
    if by not in coders:
        raise entry.fail(f"contrary: by {by!r} is no coder of study.yaml; {did_you_mean(by, coders)}", "contrary")
    if not isinstance(data.get("cannot", False), bool):
        raise entry.fail(f"contrary: cannot {data['cannot']!r} is neither true nor false", "contrary")
    words = _words(entry, data.get("words"))
    query = str(data.get("query") or "")
    how, sentence = (_texts(entry, data.get(key)) for key in ("how", "sentence"))
    return Looked(
        by, str(data["at"]), how, data.get("cannot", False), sentence, _search(entry, query, words, known), query, words,
        _read(entry, data, bool(query or words)), coders[by].kind == "model",
    )  # fmt: skip


def _search(entry: Entry, query: str, words: tuple[str, ...], known: Known) -> Query | None:
    """What finds the passages to read."""
    parts: list[Query] = []
    if query:
        try:
            parsed = parse_query(query)
            check_terms(parsed, known)
        except QueryError as problem:
            raise entry.fail(f"contrary: query: {problem}", "contrary") from None
        parts.append(parsed)
    if words:
        parts.append(Term("text", tuple(Value(word) for word in words), inflected=True))
    return Any(tuple(parts)) if parts else None


def _words(entry: Entry, given: object) -> tuple[str, ...]:
    items = [] if given is None else [given] if isinstance(given, str | int) else given
    if not isinstance(items, list) or not all(isinstance(one, str | int) and str(one).strip() for one in items):
        raise entry.fail(f"contrary: words {given!r} is no list of words", "contrary")
    return tuple(str(one) for one in items)


def _read(entry: Entry, data: Mapping[str, object], searched: bool) -> int | None:
    read = data.get("read")
    if read is None:
        return None
    if isinstance(read, bool) or not isinstance(read, int) or read < 0:
        raise entry.fail(f"contrary: read {read!r} is no number of passages", "contrary")
    if not searched:
        raise entry.fail(
            "contrary: `read` counts passages that `query` or `words` find; give one of these too", "contrary"
        )
    return read


def _texts(entry: Entry, said: object) -> Mapping[str, str]:
    """A text by language; one text alone is the same in each."""
    if isinstance(said, Mapping):
        return {str(language): str(text) for language, text in said.items()}
    return dict.fromkeys(entry.languages, str(said)) if said else {}
