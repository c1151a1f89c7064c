"""Who signed a judgement and on which day: a person of the study, never a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from qualitative.errors import did_you_mean
from qualitative.findings.entries import Entry
from qualitative.folder import CONSENSUS
from qualitative.model import Coder

__all__ = ["signed"]


def signed(entry: Entry, data: Mapping[str, Any], coders: Mapping[str, Coder], part: str = "") -> tuple[str, str]:
    """(`by`, `at`) of `data`, which is the entry or its `part`. Raises FindingError where `by` is no person or `at` no day."""
    by, at = (str(data.get(key) or "") for key in ("by", "at"))
    where = f"{part}: " if part else ""
    # the consensus is what several agreed on: nobody who could answer for a judgement
    people = [coder.id for coder in coders.values() if coder.kind == "human" and coder.id != CONSENSUS]
    if by not in people:
        way_out = did_you_mean(by, people) if people else "add yourself to its coders, as `me: {kind: human}`"
        raise entry.fail(f"{where}by {by!r} is no person among the coders of study.yaml; {way_out}", part or "by")
    if not _is_day(at):
        raise entry.fail(f"{where}at {at!r} is no date; write it as 2026-11-24", part or "at")
    return by, at


def _is_day(text: str) -> bool:
    # Python also reads 20261124 and 2026-W48-2, which other readers of the file would not
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
