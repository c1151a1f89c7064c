"""Values of study.yaml: each read as what it must be, or refused in one sentence that begins with its key. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from qualitative.errors import StudyError, did_you_mean
from qualitative.i18n import LANGUAGES
from qualitative.model import is_id

__all__ = [
    "MARK",
    "choice_of",
    "flag_of",
    "ids_of",
    "keys_of",
    "list_of",
    "mapping_of",
    "near_misses",
    "texts_of",
    "wrong",
]

MARK = "study.yaml"


def wrong(sentence: str) -> StudyError:
    """The error of a sentence about study.yaml."""
    return StudyError(f"{MARK}: {sentence}")


def mapping_of(value: object, where: str, example: str = "") -> dict[str, Any]:
    """A mapping, empty for None."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        way = f"; write it as `{where.rsplit('.', maxsplit=1)[-1]}: {example}`" if example else ""
        raise wrong(f"{where} {_short(value)} is not a mapping{way}")
    return value


def keys_of(value: object, where: str, known: Collection[str], example: str = "") -> dict[str, Any]:
    """A mapping that has no keys but `known`."""
    found = mapping_of(value, where, example)
    for key in found:
        if key not in known:
            raise wrong(f"{where} has the unknown key {key!r}; {did_you_mean(str(key), known)}")
    return found


def near_misses(found: Iterable[str], where: str, known: Collection[str]) -> None:
    """Where notes of one's own are welcome beside `known`: refuse a key that only looks like one of these."""
    for key in found:
        near = did_you_mean(str(key), known)
        if key not in known and near.startswith("did you mean"):
            raise wrong(f"{where} has the key {key!r}; {near}")


def list_of(value: object, where: str) -> list[Any]:
    """A list, empty for None; one text is a list of it."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise wrong(f"{where} {_short(value)} is not a list such as [a, b]")
    return value


def ids_of(value: object, where: str, known: Collection[str] | None = None) -> tuple[str, ...]:
    """Ids, each once, and each of `known` where that is given."""
    found = list_of(value, where)
    for one in found:
        if not is_id(one):
            raise wrong(f"{where} names {_short(one)}, which is no id; use a–z, 0–9 and -")
        if known is not None and one not in known:
            raise wrong(f"{where} names {one!r}, which is unknown; {did_you_mean(one, known)}")
        if found.count(one) > 1:
            raise wrong(f"{where} names {one!r} twice; keep one")
    return tuple(found)


def choice_of(value: object, where: str, known: Collection[str]) -> str:
    """One of `known`."""
    if not isinstance(value, str) or value not in known:
        raise wrong(f"{where} {_short(value)} is not one of {', '.join(known)}; {did_you_mean(str(value), known)}")
    return value


def flag_of(value: object, where: str) -> bool:
    """true or false, as YAML reads it or as it was typed."""
    if value in ("true", "false"):
        return value == "true"
    if not isinstance(value, bool):
        raise wrong(f"{where} {_short(value)} is neither true nor false")
    return value


def texts_of(value: object, where: str, languages: Iterable[str]) -> dict[str, str]:
    """A text for each language: one text is that of all `languages`."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
        return dict.fromkeys(languages, str(value))
    if not isinstance(value, Mapping) or not value:
        raise wrong(
            f"{where} {_short(value)} is no text; write it as `{{{', '.join(f'{one}: …' for one in languages)}}}`"
        )
    for language, text in value.items():
        if language not in LANGUAGES:
            raise wrong(f"{where} has a text in {language!r}; {did_you_mean(str(language), LANGUAGES)}")
        if not isinstance(text, (str, int, float)) or not str(text).strip():
            raise wrong(f"{where} has no text in {language}; write one, or leave the language out")
    return {language: str(text) for language, text in value.items()}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
