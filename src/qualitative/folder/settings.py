"""`study.yaml`: finding the study's root, and its settings."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.attributes import Attributes
from qualitative.corpus.files import parse_yaml, read_text
from qualitative.errors import StudyError, did_you_mean
from qualitative.folder.approach import Approach
from qualitative.folder.declared import (
    CaseWords,
    CodeClass,
    Consent,
    Count,
    Exports,
    parse_approach,
    parse_attributes,
    parse_case,
    parse_classes,
    parse_consent,
    parse_count,
    parse_exports,
    parse_terms,
)
from qualitative.folder.formats import FORMAT, LANGUAGES_1, format_of, usual_case, usual_classes, usual_count
from qualitative.folder.values import MARK, ids_of, mapping_of, near_misses, texts_of, wrong
from qualitative.i18n import FALLBACK, LANGUAGES
from qualitative.model import Coder, is_id

__all__ = [
    "CONSENSUS", "KEYS", "MARK", "Settings", "find_root", "parse_mapping", "parse_settings", "persons", "read_settings",
]  # fmt: skip

CONSENSUS = "consensus"  # the coder that settles what others disagree on

_KEYS_1 = ("title", "languages", "coders", "work", "design", "licence")
KEYS = (
    "format", "title", "languages", "licence", "work", "coders", "design", "approach", "case", "count", "attributes",
    "classes", "terms", "consent", "exports",
)  # fmt: skip
_WORK = ("id", "citation", "sections", "slips")
_DESIGN = ("sampling", "cases", "permits", "pilot")
_CODER = ("kind", "name", "model")
_log = logging.getLogger("qualitative")
# what a person typed is text, whatever YAML would make of it: `No` may be a letter of a section, a value, or a term
_AS_TYPED = frozenset({"attributes", "classes", "terms", "work", "word", "whole", "who", "models", "until", "board"})


def find_root(path: str | Path = ".") -> Path:
    """The nearest folder from `path` upward that holds `study.yaml`. Raises StudyError when there is none."""
    start = Path(path).resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    raise StudyError(
        f"no {MARK} in {start} or above it; go to a study's folder, or start one with `qualitative new DIR`"
    )


@dataclass(frozen=True)
class Settings:
    """What `study.yaml` says; where it says nothing, what its format takes for granted.

    `work` (id, citation, sections, slips) and `design` (sampling, cases, permits, pilot) are mappings, which may hold notes besides.
    """

    title: dict[str, str]
    languages: tuple[str, ...] = (FALLBACK,)
    coders: dict[str, Coder] = field(default_factory=dict)
    work: dict[str, Any] = field(default_factory=dict)
    design: dict[str, Any] = field(default_factory=dict)
    licence: str = ""  # a name of https://spdx.org/licenses, such as CC-BY-4.0
    format: int = FORMAT
    approach: Approach = field(default_factory=Approach)
    case: CaseWords = field(default_factory=CaseWords)
    count: Count = field(default_factory=Count)
    attributes: Attributes = field(default_factory=Attributes)
    classes: dict[str, CodeClass] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    consent: Consent = field(default_factory=Consent)
    exports: Exports = field(default_factory=Exports)

    @property
    def pilot(self) -> tuple[int, ...]:
        """The rounds that were only a trial."""
        return tuple(self.design.get("pilot") or ())


def read_settings(root: Path) -> Settings:
    """`study.yaml`, validated. Raises StudyError with the key that is wrong."""
    settings = parse_settings(read_text(root / MARK, StudyError, root))
    _log.debug("%s: settings read, format %d", root / MARK, settings.format)
    return settings


def parse_settings(text: str) -> Settings:
    """The settings in a text of study.yaml. Raises StudyError with the key that is wrong."""
    data = parse_mapping(text)
    format = format_of(data.get("format"))
    keys = KEYS if format > 1 else _KEYS_1
    for key in data:
        if key not in (*keys, "format"):
            needs = f"it belongs to format {FORMAT}: run `qualitative migrate`" if key in KEYS else ""
            raise wrong(f"unknown key {key!r}; {needs or did_you_mean(key, keys)}")
    languages = _languages(data.get("languages"), LANGUAGES_1 if format == 1 else _of_title(data.get("title")))
    coders = _coders(data.get("coders"), strict=format > 1)
    return Settings(
        title=_title(data.get("title"), languages if format > 1 else LANGUAGES_1),
        languages=languages,
        coders=coders,
        work=_work(data.get("work"), strict=format > 1),
        design=_design(data.get("design"), strict=format > 1),
        licence=_licence(data.get("licence")),
        format=format,
        approach=parse_approach(data.get("approach")),
        case=parse_case(data.get("case"), languages, usual_case(format)),
        count=parse_count(data.get("count"), coders, usual_count(format, coders)),
        attributes=parse_attributes(data.get("attributes"), languages),
        classes=parse_classes(data.get("classes"), languages, usual_classes(format)),
        terms=parse_terms(data.get("terms"), languages),
        consent=parse_consent(data.get("consent")),
        exports=parse_exports(data.get("exports")),
    )


def persons(settings: Settings) -> list[str]:
    """The ids of the human coders who are persons: the consensus is an office."""
    return [coder.id for coder in settings.coders.values() if coder.kind == "human" and coder.id != CONSENSUS]


def parse_mapping(text: str) -> dict[str, Any]:
    """A text of study.yaml as plain data. Raises StudyError where it is no mapping."""
    data = parse_yaml(text, MARK, StudyError, as_typed=_AS_TYPED)
    if not isinstance(data, dict):
        raise StudyError(f"{MARK}:1: not a mapping; give at least `title` and `coders`")
    return data


def _title(value: object, languages: tuple[str, ...]) -> dict[str, str]:
    if value is None or value == {}:
        raise wrong(f"title is missing; add `title: {{{', '.join(f'{one}: …' for one in languages)}}}`")
    return texts_of(value, "title", languages)


def _of_title(title: object) -> tuple[str, ...]:
    """The languages of a study that names none: those of its title."""
    named = [language for language in title if language in LANGUAGES] if isinstance(title, dict) else []
    return tuple(named) or (FALLBACK,)


def _languages(value: object, usual: tuple[str, ...]) -> tuple[str, ...]:
    languages = value or list(usual)
    if not isinstance(languages, list) or not all(language in LANGUAGES for language in languages):
        raise wrong(f"languages {languages!r} must be a list of {', '.join(LANGUAGES)}")
    return tuple(dict.fromkeys(languages))


def _licence(value: object) -> str:
    licence = str(value or "")
    if not re.fullmatch(r"[A-Za-z0-9.+-]*", licence):
        raise wrong(f"licence {licence[:40]!r} is no name of spdx.org/licenses, such as CC-BY-4.0")
    return licence


def _work(value: object, *, strict: bool) -> dict[str, Any]:
    work = mapping_of(value, "work", "{id: …, citation: …}")
    if strict and work:
        near_misses(work, "work", _WORK)
        ids_of(work.get("id"), "work.id")
        mapping_of(work.get("sections"), "work.sections", "{P: Introduction}")
        for slip, word in mapping_of(work.get("slips"), "work.slips", "{slip: word}").items():
            if not isinstance(word, str) or not slip.strip() or not word.strip():
                raise wrong(f"work.slips maps {str(slip)[:40]!r} to {str(word)[:40]!r}; map words to words")
    return work


def _design(value: object, *, strict: bool) -> dict[str, Any]:
    design = mapping_of(value, "design", "{sampling: purposive}")
    if not strict:
        return design
    near_misses(design, "design", _DESIGN)
    permits, pilot = design.get("permits") or [], design.get("pilot") or []
    if not isinstance(permits, list):
        raise wrong(f"design.permits {str(permits)[:40]!r} is not a list such as [keyness]")
    if not isinstance(pilot, list) or not all(type(one) is int and one > 0 for one in pilot):
        raise wrong(f"design.pilot {str(pilot)[:40]!r} is not a list of rounds such as [1]")
    return design


def _coders(value: object, *, strict: bool) -> dict[str, Coder]:
    coders = {}
    for coder, said in mapping_of(value, "coders", "{coder-a: {kind: human}}").items():
        if not is_id(coder):
            raise wrong(f"coder {coder!r} is no id; use a–z, 0–9 and -")
        if strict:
            near_misses(mapping_of(said, f"coders.{coder}", "{kind: human}"), f"coders.{coder}", _CODER)
        kind = said.get("kind") if isinstance(said, dict) else None
        if kind not in ("human", "model"):
            raise wrong(f"coder {coder} has kind {kind!r}; say human or model")
        if kind == "model" and not said.get("model"):
            raise wrong(f"coder {coder} is a model; say which, as `model: …`")
        coders[coder] = Coder(coder, kind, str(said.get("name") or coder), said.get("model"))
    return coders
