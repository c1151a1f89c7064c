"""The versions of the codebook, as `parts/codebook.yaml` has them, in the shapes that the library takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from making.corpus import PARTS

__all__ = ["operations_of", "read_versions"]

_TEXTS = ("name", "definition", "include", "exclude")


def read_versions() -> list[dict[str, Any]]:
    """The versions in order: at, by, why, operations."""
    versions: list[dict[str, Any]] = yaml.safe_load((PARTS / "codebook.yaml").read_text(encoding="utf-8"))
    return versions


def operations_of(version: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations of one version, texts by language."""
    return [_operation(operation) for operation in version["operations"]]


def _operation(operation: Mapping[str, Any]) -> dict[str, Any]:
    made = _by_language(operation)
    for key in ("code", "set"):
        if key in made:
            made[key] = _classed(_by_language(made[key]))
    made.pop("reread", None)  # the history does not hold it yet
    return made


def _by_language(fields: Mapping[str, Any]) -> dict[str, Any]:
    texts = {key: {"en": fields[key]} for key in (*_TEXTS, "keywords") if key in fields}
    return {**fields, **texts}


def _classed(fields: dict[str, Any]) -> dict[str, Any]:
    """The two classes of this study in the two that a code can have so far."""
    layer, stance = fields.pop("layer", None), fields.pop("stance", None)
    if layer:
        fields["domain"] = layer
    if stance:
        fields["valence"] = {"helps": "enabler", "hinders": "barrier"}.get(stance, stance)
    return fields
