"""What was written, read again with other libraries than those that wrote it."""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["table"]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV as texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
