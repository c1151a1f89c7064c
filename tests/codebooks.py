"""Write a codebook's history for a study that a test begins with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations


def write_codes(root: Path, codes: Iterable[dict[str, Any]], by: str = "ana") -> None:
    """Add `codes` as version 1 of the codebook of the study at `root`."""
    changes = [
        {"n": 1, "op": "add", "by": by, "at": "2024-06-01T00:00:00Z", "why": "To begin with", "code": code}
        for code in codes
    ]
    append_operations(root / "codebook", history_from_changes(changes))
