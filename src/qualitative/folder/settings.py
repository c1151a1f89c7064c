"""`study.yaml`: finding the study's root, and its settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualitative.corpus.files import read_yaml
from qualitative.errors import StudyError, did_you_mean
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder, is_id

__all__ = ["MARK", "Settings", "find_root", "read_settings"]

MARK = "study.yaml"
_KEYS = ("title", "languages", "coders", "work", "design", "licence")


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
    """What `study.yaml` says."""

    title: dict[str, str]
    languages: tuple[str, ...]
    coders: dict[str, Coder]
    work: dict[str, Any]
    design: dict[str, Any]
    licence: str = ""  # a name of https://spdx.org/licenses, such as CC-BY-4.0


def read_settings(root: Path) -> Settings:
    """`study.yaml`, validated. Raises StudyError with the key that is wrong."""
    data = read_yaml(root / MARK, StudyError, root)
    if not isinstance(data, dict):
        raise StudyError(f"{MARK}:1: not a mapping; give at least `title` and `coders`")
    unknown = set(data) - set(_KEYS)
    if unknown:
        name = sorted(map(str, unknown))[0]
        raise StudyError(f"{MARK}: unknown key {name!r}; {did_you_mean(name, _KEYS)}")
    title = data.get("title")
    if isinstance(title, str):
        title = dict.fromkeys(LANGUAGES, title)
    if not isinstance(title, dict) or not title:
        raise StudyError(f"{MARK}: title is missing; add `title: {{id: …, en: …}}`")
    languages = data.get("languages") or list(LANGUAGES)
    if not isinstance(languages, list) or not all(language in LANGUAGES for language in languages):
        raise StudyError(f"{MARK}: languages {languages!r} must be a list of {', '.join(LANGUAGES)}")
    licence = data.get("licence") or ""
    if not re.fullmatch(r"[A-Za-z0-9.+-]*", str(licence)):
        raise StudyError(f"{MARK}: licence {str(licence)[:40]!r} is no name of spdx.org/licenses, such as CC-BY-4.0")
    return Settings(
        title,
        tuple(languages),
        _coders(data.get("coders")),
        _mapping(data, "work"),
        _mapping(data, "design"),
        str(licence),
    )


def _mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise StudyError(f"{MARK}: {key} {str(value)[:40]!r} is not a mapping")
    return value


def _coders(data: object) -> dict[str, Coder]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise StudyError(f"{MARK}: coders must map ids to settings, such as `coder-a: {{kind: human}}`")
    coders = {}
    for coder, settings in data.items():
        if not is_id(coder):
            raise StudyError(f"{MARK}: coder {coder!r} is no id; use a–z, 0–9 and -")
        kind = settings.get("kind") if isinstance(settings, dict) else None
        if kind not in ("human", "model"):
            raise StudyError(f"{MARK}: coder {coder} has kind {kind!r}; say human or model")
        if kind == "model" and not settings.get("model"):
            raise StudyError(f"{MARK}: coder {coder} is a model; say which, as `model: …`")
        coders[coder] = Coder(coder, kind, str(settings.get("name") or coder), settings.get("model"))
    return coders
