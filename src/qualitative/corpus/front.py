"""The front matter of a document: parted from the body, its keys and values validated, with the line of each problem. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualitative.corpus.files import parse_yaml
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import BASES, KINDS, PROVENANCES, is_id

__all__ = [
    "NOBODY",
    "ROLES",
    "LineOf",
    "head_problems",
    "is_date",
    "mapping_of",
    "parse_front_matter",
    "parse_speakers",
    "parts_of",
    "persons_of",
]

ROLES = ("interviewer", "informant")
NOBODY = "nobody"  # who speaks where it is unknown, or several at once
_KEYS = {
    "id", "title", "kind", "provenance", "case", "date", "language", "speakers", "role", "source", "basis", "segments",
    "consent", "recording", "attributes",
}  # fmt: skip
# what a person typed is text, whatever YAML would make of it: an informant may be called No, NA or 007
_AS_TYPED = frozenset({
    "id", "title", "kind", "provenance", "case", "date", "language", "speakers", "role", "source", "basis", "recording",
    "attributes", "person", "informant", "section", "document", "statement", "restates", "reached",
})  # fmt: skip
_SEARCHES = 1000  # words of a value that are looked for in all lines; beyond that only the file is told
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class LineOf:
    """Finds the line of a front matter key, for messages."""

    def __init__(self, head: str, name: str) -> None:
        self._lines = head.split("\n")
        self._keys: dict[str, int] = {}
        for number, text in enumerate(self._lines, 2):
            self._keys.setdefault(text.partition(":")[0] if ":" in text else "", number)
        self._left = _SEARCHES
        self.name = name

    def __call__(self, key: str, contains: str = "") -> str:
        if not contains:
            return f"{self.name}:{self._keys.get(key, 1)}"
        self._left -= 1
        found = (number for number, text in enumerate(self._lines, 2) if self._left > 0 and contains in text)
        return f"{self.name}:{next(found, 1)}"


def parse_front_matter(head: str, name: str, error: type[QualitativeError] = DocumentError, first_line: int = 2) -> Any:
    """The data of a front matter, labels and names as they were typed. Raises `error` with file and line."""
    return parse_yaml(head, name, error, first_line, _AS_TYPED)


def parts_of(text: str, name: str) -> tuple[dict[str, Any], LineOf, str, int]:
    """(front matter, where its keys stand, body, the body's first line). Raises DocumentError."""
    head, body, body_line = _split(text, name)
    meta = parse_front_matter(head, name)
    if not isinstance(meta, dict):
        raise DocumentError(f"{name}:1: the front matter is empty; give id, kind, provenance, case, date and language")
    return meta, LineOf(head, name), body, body_line


def head_problems(
    meta: Mapping[str, Any], line: LineOf, stem: str, cases: Iterable[str] | None
) -> Iterator[DocumentError]:
    """All that is wrong with the keys and single values; `cases` are the ids that `case` may name (None: any)."""
    for key in meta:
        if key not in _KEYS:
            yield DocumentError(f"{line(str(key))}: unknown key {key!r}; {did_you_mean(str(key), _KEYS)}")
    for key in ("id", "kind", "provenance", "case", "date", "language"):
        if meta.get(key) in (None, ""):
            yield DocumentError(f"{line(key)}: {key} is missing; add a line `{key}: …` to the front matter")
    said = {key: value for key, value in meta.items() if value not in (None, "")}
    yield from _id_problems(said, line, stem)
    yield from _value_problems(said, line, cases)


def mapping_of(meta: Mapping[str, Any], key: str, line: LineOf) -> dict[str, Any]:
    """The mapping under `key`, empty where there is none. Raises DocumentError."""
    value = meta.get(key) or {}
    if not isinstance(value, dict):
        raise DocumentError(
            f"{line(key)}: {key} {str(value)[:40]!r} is not a mapping; write it as `{key}: {{name: value}}`"
        )
    return value


def parse_speakers(meta: Mapping[str, Any], line: LineOf) -> dict[str, str]:
    """Label -> role. Raises DocumentError for a speaker who is neither a role, nor a role with a person, nor nobody."""
    return {label: role for label, (role, _) in _speakers(meta, line).items()}


def persons_of(meta: Mapping[str, Any], line: LineOf) -> dict[str, str | None]:
    """Label -> person, None for nobody; without the labels of which the front matter says nothing."""
    return {
        label: None if person == NOBODY else person
        for label, (_, person) in _speakers(meta, line).items()
        if person is not None
    }


def is_date(value: object) -> bool:
    """Whether `value` is YYYY, YYYY-MM or YYYY-MM-DD.

    >>> is_date("2018-11"), is_date("2018-13")
    (True, False)
    """
    return _DATE.fullmatch(str(value)) is not None


def _split(text: str, name: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise DocumentError(
            f"{name}:1: no front matter; begin the file with a line `---`, then id, kind, provenance, …"
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            body = "\n".join(lines[number + 1 :])
            if not body.strip():
                raise DocumentError(f"{name}:{number + 2}: the document has no text after its front matter")
            return "\n".join(lines[1:number]), body, number + 2
    raise DocumentError(f"{name}:1: the front matter is not closed; end it with a line `---`")


def _id_problems(meta: dict[str, Any], line: LineOf, stem: str) -> Iterator[DocumentError]:
    if "id" not in meta:
        return
    if not is_id(meta["id"]):
        yield DocumentError(f"{line('id')}: {meta['id']!r} is no id; use a–z, 0–9 and -, at most 64 characters")
        return
    if meta["id"] != stem:
        yield DocumentError(
            f"{line('id')}: id {meta['id']!r} does not match the file name; rename the file {meta['id']}.md"
        )
    simulated = meta.get("provenance") == "simulated"
    if meta.get("provenance") in PROVENANCES and simulated != meta["id"].startswith("sim-"):
        yield DocumentError(
            f"{line('id')}: {meta['id']!r} is {meta['provenance']}, but ids that begin with sim- are for simulated documents only"
        )


def _value_problems(meta: dict[str, Any], line: LineOf, cases: Iterable[str] | None) -> Iterator[DocumentError]:
    for key, allowed in (("kind", KINDS), ("provenance", PROVENANCES), ("basis", BASES)):
        if key in meta and meta[key] not in allowed:
            yield DocumentError(f"{line(key)}: {key} {meta[key]!r} is not one of {', '.join(allowed)}")
    if "date" in meta and not is_date(meta["date"]):
        yield DocumentError(f"{line('date')}: date {meta['date']!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    language = meta.get("language")
    if language is not None and (not isinstance(language, str) or not re.fullmatch(r"[a-z]{2,3}", language)):
        yield DocumentError(f"{line('language')}: language {language!r} is not a code such as id or en")
    case = meta.get("case")
    known = None if cases is None else set(cases)
    if case is not None and (not is_id(case) or (known is not None and case not in known)):
        yield DocumentError(
            f"{line('case')}: case {case!r} has no row in cases.csv; {did_you_mean(str(case), known or ())}"
        )
    recording = meta.get("recording")
    if recording is not None and (not isinstance(recording, str) or "\n" in recording):
        yield DocumentError(f"{line('recording')}: recording {str(recording)[:40]!r} is not the name of one file")


def _speakers(meta: Mapping[str, Any], line: LineOf) -> dict[str, tuple[str, str | None]]:
    """Label -> (role, person or None where nothing is said)."""
    value = meta.get("speakers")
    if value is None:
        return {}
    if not isinstance(value, dict) or not value:
        raise DocumentError(
            f"{line('speakers')}: speakers must map labels to roles, such as {{P: interviewer, A: informant}}"
        )
    return {str(label): _speaker(str(label), said, line("speakers")) for label, said in value.items()}


def _speaker(label: str, said: object, where: str) -> tuple[str, str | None]:
    if said == NOBODY:
        return "informant", NOBODY
    role, person = (said.get("role"), said.get("person")) if isinstance(said, dict) else (said, None)
    unknown = sorted(map(str, set(said) - {"role", "person"})) if isinstance(said, dict) else []
    if unknown:
        near = did_you_mean(unknown[0], ("role", "person"))
        raise DocumentError(f"{where}: speaker {label!r} has the unknown key {unknown[0]!r}; {near}")
    if role not in ROLES:
        raise DocumentError(
            f"{where}: speaker {label!r} has role {role!r}; use interviewer or informant, or nobody where it is unknown who speaks"
        )
    if person is not None and not is_id(person):
        raise DocumentError(f"{where}: person {str(person)[:40]!r} of speaker {label!r} is no id; use a–z, 0–9 and -")
    return role, person
