"""The entries under `segments` of a published document: what each paragraph reports, and where that comes from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualitative.corpus.front import LineOf, is_date, mapping_of
from qualitative.errors import DocumentError, did_you_mean
from qualitative.model import BASES, ENTRY_ROLES, REACHED, Evidence, is_id
from qualitative.text.turns import parse_paragraphs

__all__ = ["OTHER", "entry_problems", "parse_evidence"]

OTHER = "other"  # a case that the study does not compare
_KEYS = {
    "paragraph", "basis", "section", "informant", "document", "claims", "terms", "statement", "role", "restates", "case",
    "date", "reached",
}  # fmt: skip
_LONGEST = 200


def parse_evidence(
    meta: Mapping[str, Any],
    line: LineOf,
    body: str,
    cases: Iterable[str] | None = None,
    wrong: list[DocumentError] | None = None,
) -> tuple[Evidence, ...]:
    """The entries. The first wrong one raises DocumentError, or all are gathered in `wrong`; `cases` are those that `case` may name."""
    source = mapping_of(meta, "source", line)
    entries = _entries(meta, line)
    count = len(parse_paragraphs(body)) if entries else 0
    known = None if cases is None else {OTHER, *cases}
    found = []
    for entry in entries:
        try:
            found.append(_entry(entry, meta, source, count, known, line))
        except DocumentError as problem:
            if wrong is None:
                raise
            wrong.append(problem)
    return tuple(found)


def entry_problems(meta: Mapping[str, Any], line: LineOf) -> Iterator[DocumentError]:
    """Keys of entries that nothing reads: told by `check`, while reading passes them over."""
    for entry in _entries(meta, line):
        for key in entry:
            if key not in _KEYS:
                where = line("segments", f"paragraph: {entry.get('paragraph')}")
                near = did_you_mean(str(key), _KEYS)
                yield DocumentError(
                    f"{where}: unknown key {key!r} in the entry of paragraph {entry.get('paragraph')}; {near}"
                )


def _entries(meta: Mapping[str, Any], line: LineOf) -> list[dict[str, Any]]:
    entries = meta.get("segments") or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DocumentError(
            f"{line('segments')}: segments must be a list of entries such as {{paragraph: 1, basis: author}}"
        )
    return entries


def _entry(
    entry: dict[str, Any],
    meta: Mapping[str, Any],
    source: dict[str, Any],
    count: int,
    cases: set[str] | None,
    line: LineOf,
) -> Evidence:
    number, basis = entry.get("paragraph"), entry.get("basis", meta.get("basis"))
    where = line("segments", f"paragraph: {number}")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= count:
        raise DocumentError(f"{where}: segment of paragraph {number!r}, but the text has paragraphs 1 to {count}")
    if basis not in BASES:
        raise DocumentError(f"{where}: basis {basis!r} of paragraph {number} is not one of {', '.join(BASES)}")
    for problem in _value_problems(entry, number, cases):
        raise DocumentError(f"{where}: {problem}")
    return Evidence(
        paragraph=number,
        basis=basis,
        section=entry.get("section", source.get("section")),
        informant=entry.get("informant", source.get("informant")) if basis == "informant" else None,
        document=entry.get("document") if basis == "document" else None,
        claims=tuple(entry.get("claims") or ()),
        terms=tuple(str(term) for term in entry.get("terms") or ()),
        statement=entry.get("statement"),
        role=entry.get("role"),
        restates=entry.get("restates"),
        case=_cases(entry),
        date=entry.get("date"),
        reached=entry.get("reached"),
    )


def _value_problems(entry: dict[str, Any], number: int, cases: set[str] | None) -> Iterator[str]:
    """What is wrong with the values of one entry, as sentences."""
    for key, kind in (("claims", int), ("terms", str | int)):
        value = entry.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            yield f"{key} {str(value)[:40]!r} of paragraph {number} is not a list such as [a, b]"
    for key, allowed in (("role", ENTRY_ROLES), ("reached", REACHED)):
        if entry.get(key) is not None and entry[key] not in allowed:
            yield f"{key} {entry[key]!r} of paragraph {number} is not one of {', '.join(allowed)}"
    for key in ("statement", "restates"):
        value = entry.get(key)
        if value is not None and (not isinstance(value, str) or not 0 < len(value) <= _LONGEST or "\n" in value):
            yield f"{key} {str(value)[:40]!r} of paragraph {number} is not one line of 1 to {_LONGEST} characters"
    if entry.get("restates") is not None and entry["restates"] == entry.get("statement"):
        yield f"paragraph {number} restates its own statement {entry['restates']!r}; name the statement said elsewhere"
    if entry.get("date") is not None and not is_date(entry["date"]):
        yield f"date {entry['date']!r} of paragraph {number} is not YYYY, YYYY-MM or YYYY-MM-DD"
    for case in _cases(entry):
        if not is_id(case) or (cases is not None and case not in cases):
            yield f"case {str(case)[:40]!r} of paragraph {number} has no row in cases.csv; {did_you_mean(str(case), cases or ())}"


def _cases(entry: dict[str, Any]) -> tuple[str, ...]:
    value = entry.get("case")
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
