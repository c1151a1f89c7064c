"""A code as plain data: parse it, check its fields, write it out. Pure.

Texts map languages to texts, `keywords` languages to lists of words, `classes` names of classes to the class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qualitative.errors import CodebookError, did_you_mean
from qualitative.model import Code, is_id

__all__ = [
    "BY_PART",
    "DEFAULTS",
    "FIELDS",
    "TEXTS",
    "checked_fields",
    "code_fields",
    "parse_code",
    "without_empty_parts",
]

TEXTS = ("name", "definition", "include", "exclude")
BY_PART = (*TEXTS, "keywords", "classes")  # fields whose parts (a language, a class) change one by one
DEFAULTS: dict[str, Any] = {"example": None, "colour": "#cccccc", "kind": "code", "scale": ()}
FIELDS = (*BY_PART, *DEFAULTS)  # what an edit may set, and name
KINDS = ("theme", "domain", "code")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_EARLIER = ("domain", "valence")  # classes that format 1 wrote as fields of their own


def parse_code(entry: Mapping[str, Any]) -> Code:
    """A code from plain data. Raises CodebookError with the field that is wrong."""
    code = entry.get("id")
    if not is_id(code):
        raise CodebookError(f"{code!r} is no id for a code; use a–z, 0–9 and -, at most 64 characters")
    rest = {key: value for key, value in entry.items() if key not in ("id", "parent", "retired")}
    fields = checked_fields(code, rest)
    fields = without_empty_parts(fields)
    if not fields.get("name"):
        raise CodebookError(f"code {code} has no name; give one in each language")
    keywords = {language: tuple(words) for language, words in fields.pop("keywords", {}).items()}
    given: dict[str, Any] = {key: tuple(value) if key == "scale" else value for key, value in fields.items()}
    return Code(
        id=code,
        parent=entry.get("parent"),
        keywords=keywords,
        retired=bool(entry.get("retired")),
        **{"name": {}, **given},
    )


def code_fields(code: Code) -> dict[str, Any]:
    """A code as plain data, in the order in which `codebook.yaml` shows it; empty fields left out."""
    fields: dict[str, Any] = {"id": code.id, "parent": code.parent, "kind": code.kind, "classes": dict(code.classes)}
    fields |= {key: dict(getattr(code, key)) for key in TEXTS}
    fields |= {
        "example": code.example,
        "keywords": {language: list(words) for language, words in code.keywords.items()},
        "colour": code.colour,
        "scale": list(code.scale),
        "retired": code.retired,
    }
    return {key: value for key, value in fields.items() if value or key == "parent"}


def checked_fields(code: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a code as plain data, format 1's `domain` and `valence` among the classes. Raises CodebookError for a wrong one.

    An empty text, list of words or class takes that part away; None or an empty mapping is no change.
    """
    if not isinstance(fields, Mapping):
        raise CodebookError(f"code {code}: set must map fields to what they become, not {str(fields)[:40]!r}")
    unknown = sorted(set(fields) - {*FIELDS, *_EARLIER}, key=str)
    if unknown:
        raise CodebookError(f"code {code}: unknown field {unknown[0]!r}; {did_you_mean(str(unknown[0]), FIELDS)}")
    found: dict[str, Any] = {}
    for key, value in fields.items():
        if key in _EARLIER:
            key, value = "classes", {key: value or ""}
        checked = _checked(code, key, value)
        if key in BY_PART:
            found[key] = {**found.get(key, {}), **checked}
        else:
            found[key] = checked
    return {key: value for key, value in found.items() if value or key not in BY_PART}


def _checked(code: str, key: str, value: Any) -> Any:
    if key == "keywords":
        return _keywords(code, value)
    if key in BY_PART:
        words = isinstance(value, Mapping) and all(isinstance(text, str | None) for text in value.values())
        if not words and value is not None:
            raise CodebookError(f"code {code}: {key} must map {_parts(key)}, not {str(value)[:40]!r}")
        return {part: text or "" for part, text in (value or {}).items()}
    if key == "colour" and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
        raise CodebookError(f"code {code}: colour {value!r} is not written #rrggbb")
    if key == "kind" and value not in KINDS:
        raise CodebookError(f"code {code}: kind {value!r} is unknown; {did_you_mean(str(value), KINDS)}")
    if key == "scale":
        if value and not (isinstance(value, list | tuple) and all(isinstance(step, str | int) for step in value)):
            raise CodebookError(f"code {code}: scale must be a list of weights, not {str(value)[:40]!r}")
        return [str(step) for step in value or ()]
    if key == "example" and not isinstance(value, str | None):
        raise CodebookError(f"code {code}: example must be the id of a coding, not {str(value)[:40]!r}")
    return value


def _parts(key: str) -> str:
    return "names of classes to classes" if key == "classes" else "languages to texts"


def _keywords(code: str, value: Any) -> dict[str, list[str]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(words, list | tuple) for words in value.values()):
        raise CodebookError(f"code {code}: keywords must map languages to lists of words")
    return {language: [str(word) for word in words] for language, words in value.items()}


def without_empty_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a new code: an empty text, list of words or class is none."""
    parts = {key: {part: one for part, one in value.items() if one} for key, value in fields.items() if key in BY_PART}
    return {key: parts.get(key, value) for key, value in fields.items() if parts.get(key, True)}
