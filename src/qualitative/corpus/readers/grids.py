"""Tables in office files: one laid out as speaker and speech is a transcript; any other is counted, not read."""

from __future__ import annotations

import re

__all__ = ["spoken_rows"]

_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?")
_HEADS = ("speaker", "penutur", "pembicara", "nama", "name", "waktu", "time", "no", "no.")


def spoken_rows(rows: list[list[str]]) -> list[str] | None:
    """Lines `time label: text` of a table whose columns are (time), (number), speaker, speech; None for another table.

    >>> spoken_rows([["P", "Apa kabar?"], ["A", "Baik."], ["P", "Syukur."]])
    ['P: Apa kabar?', 'A: Baik.', 'P: Syukur.']
    """
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if rows and rows[0][0].lower() in _HEADS:
        rows = rows[1:]
    parts = [_spoken(row) for row in rows]
    if len(parts) < 3 or not all(parts):
        return None
    labels = [label for _, label, _ in parts if label]
    if len(set(labels)) < 2 or len(set(labels)) > len(labels) // 2 + 1:
        return None
    return [f"{time} {label}: {speech}".strip() if label else speech for time, label, speech in parts]


def _spoken(row: list[str]) -> tuple[str, str, str] | None:
    cells = list(row)
    if len(cells) > 2 and cells[0].rstrip(".").isdigit():
        cells = cells[1:]
    times = [cell for cell in cells[:-1] if _TIME.fullmatch(cell)]
    cells = [cell for cell in cells if cell not in times]
    if len(cells) != 2 or len(times) > 1 or len(cells[0]) > 40 or ":" in cells[0].rstrip(":") or "\n" in cells[0]:
        return None
    return (f"[{times[0].strip('[]()')}]" if times else "", cells[0].rstrip(":").strip(), cells[1])
