"""Models that earlier versions published, as they are read today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitative.model import BASES, PROVENANCES
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.page.vocabulary import word

__all__ = ["with_keys"]


def with_keys(model: Mapping[str, Any], inputs: Inputs) -> dict[str, Any]:
    """A model whose passages name provenance and basis by their ids; before manifests of version 3 they held the words for them."""
    keys = {word(key, inputs.language, inputs.words): key for key in (*BASES, *PROVENANCES)}
    passages = [
        {**one, **{name: keys.get(one[name], one[name]) for name in ("provenance", "basis")}}
        for one in model["passages"]
    ]
    return {**model, "passages": passages}
