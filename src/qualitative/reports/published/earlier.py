"""Models that earlier versions published, as they are read today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualitative.findings.assessment import EARLIER
from qualitative.model import BASES, PROVENANCES
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.page.vocabulary import word

__all__ = ["earlier_statuses", "with_keys"]


def with_keys(model: Mapping[str, Any], inputs: Inputs) -> dict[str, Any]:
    """A model whose passages name provenance and basis by their ids; before manifests of version 3 they held the words for them."""
    keys = {word(key, inputs.language, inputs.words): key for key in (*BASES, *PROVENANCES)}
    passages = [
        {**one, **{name: keys.get(one[name], one[name]) for name in ("provenance", "basis")}}
        for one in model["passages"]
    ]
    return {**model, "passages": passages}


def earlier_statuses(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What is to be known of a report whose claims have statuses of the list that stood before manifests of version 4."""
    had = sorted({str(said.get("status")) for said in manifest["claims"].values()} & set(EARLIER))
    if manifest["version"] < 4 and had:
        yield (
            f"it was published with an earlier list of statuses ({', '.join(had)}), which counted passages and not sources; "
            "`qualitative publish` writes those of today"
        )
