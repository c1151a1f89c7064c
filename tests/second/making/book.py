"""The versions of the codebook, as `parts/codebook.yaml` has them, in the shapes that the library takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from making.corpus import PARTS

__all__ = ["operations_of", "read_versions"]

_TEXTS = ("name", "definition", "include", "exclude", "keywords")


def read_versions() -> list[dict[str, Any]]:
    """The versions in order: at, by, why, operations."""
    versions: list[dict[str, Any]] = yaml.safe_load((PARTS / "codebook.yaml").read_text(encoding="utf-8"))
    return versions


def operations_of(version: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations of one version, texts by language."""
    return [_operation(operation) for operation in version["operations"]]


def _operation(operation: Mapping[str, Any]) -> dict[str, Any]:
    parts = {key: _by_language(operation[key]) for key in ("code", "set") if key in operation}
    return {**_by_language(operation), **parts}


def _by_language(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: {"en": value} if key in _TEXTS else value for key, value in fields.items()}
