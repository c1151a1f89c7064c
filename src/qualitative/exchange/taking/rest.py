"""What is kept whole beside the study: sets, types of variables, spans without a place, and data that has none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qualitative.exchange.foreign import Foreign
from qualitative.exchange.taking.events import LostSpan

__all__ = ["rest_json"]


def rest_json(foreign: Foreign, lost: Sequence[LostSpan], proposed: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """As plain data; empty where nothing is left."""
    found: dict[str, Any] = {
        "sets": [asdict(one) for one in foreign.sets],
        "variables": [asdict(one) for one in foreign.variables],
        "lost": [{**asdict(one.span), "document": one.document, "why": one.why} for one in lost],
        "proposed": list(proposed),
        **foreign.rest.data,
    }
    return {key: value for key, value in found.items() if value}
