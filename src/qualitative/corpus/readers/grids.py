"""Tables by their content: one of speakers and speech is a transcript; any other is kept as paragraphs, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualitative.corpus.readers.columns import Columns, columns_of, is_head
from qualitative.text.recognising.accounting import Aside
from qualitative.text.recognising.times import clock, stamp_at
from qualitative.text.recognising.words import asks, role_of

__all__ = ["Grid", "read_grid"]

_BAR = " · "  # between cells that stay together; no sign of a speaker


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of a table: those of a transcript when `spoken`, else its cells; what was set aside."""

    lines: list[str]
    spoken: bool
    asides: tuple[Aside, ...] = ()
    taken: tuple[str, ...] = ()  # cells that are written otherwise: times, and names of speakers that come back


def read_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """The rows as turns `[time] <v Speaker>speech` where columns of speakers and speech are found, else as paragraphs.

    >>> read_grid([["P", "Apa kabar?"], ["A", "Baik."], ["P", "Syukur."]]).lines
    ['<v P>Apa kabar?', '<v A>Baik.', '<v P>Syukur.']
    """
    full = [[" ".join(cell.split(" ")).strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not full:
        return Grid([], False)
    titles, body = _titles(full)
    width = max(len(row) for row in body)
    body = [[*row, *[""] * (width - len(row))] for row in body]
    head, data = (body[0], body[1:]) if len(body) > 1 and is_head(body[0], body[1:]) else (None, body)
    asked = head is not None and _heads_ask(head)
    columns = columns_of(data, head) if width > 1 and not asked else None
    if columns is not None:
        return _transcript(titles, head, data, columns)
    paired = _questions(data, head) if width > 1 else None
    if paired is not None:
        numbers = (
            Aside("number of a row", cell, plural="numbers of rows")
            for row in data
            for cell in row
            if re.fullmatch(r"\W*\d{1,5}\W*", cell)
        )
        return Grid([*titles, *paired], True, (*_head_aside(head), *numbers))
    captions = _captions(data, head) if head is not None else None
    if captions is not None:
        return Grid([*titles, *captions], True, _head_aside(head), tuple(cell for row in data for cell in row[:-1]))
    return Grid([line for row in full for line in _paragraphs(row)], False)


def _captions(rows: Sequence[Sequence[str]], head: Sequence[str]) -> list[str] | None:
    """Lines of a table of start, end and text alone, as Whisper writes it: in seconds, or in whole thousandths."""
    named = [cell.strip().lower() for cell in head]
    if named not in (["start", "end", "text"], ["start", "text"]):
        return None
    times = [row[:-1] for row in rows]
    if not all(re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?|[\d:.,]{4,12}", cell.strip()) for row in times for cell in row):
        return None
    spans = [int(row[1]) - int(row[0]) for row in times if len(row) == 2 and all(cell.isdigit() for cell in row)]
    unit = 1000 if len(spans) == len(times) and sum(spans) > 300 * len(spans) else 1
    return [f"[{' - '.join(_clocked(cell, unit) for cell in row[:-1])}] {row[-1]}" for row in rows if row[-1]]


def _clocked(cell: str, unit: int) -> str:
    if ":" in cell:
        return clock(cell)
    seconds = int(float(cell.replace(",", ".")) / unit)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _titles(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """(rows at the top that hold one cell only, the rest): a title above the columns."""
    place = 0
    while (
        place < len(rows) - 1
        and place < 3
        and sum(bool(c) for c in rows[place]) == 1
        and any(sum(bool(c) for c in row) > 1 for row in rows[place + 1 :])
    ):
        place += 1
    if (place and len(rows[place:]) and max(map(len, rows)) > 1 and rows[0][0]) or place:
        return [next(c for c in row if c) for row in rows[:place]], rows[place:]
    return [], rows


def _transcript(titles: list[str], head: Sequence[str] | None, rows: Sequence[Sequence[str]], columns: Columns) -> Grid:
    lines, asides, taken = [*titles], list(_head_aside(head)), []
    for number, row in enumerate(rows, 1):
        assert columns.speaker is not None
        label, speech = row[columns.speaker].strip().rstrip(":").strip(), row[columns.speech]
        times = [row[i] for i in columns.times]
        stamp = _stamped(times)
        taken += times
        for i in columns.left:
            if row[i]:
                kind = f"cell of the column {head[i]!r}" if head and head[i] else "cell beside the speech"
                asides.append(Aside(kind, row[i], f"row {number}", kind.replace("cell", "cells", 1)))
        if not label and not speech:
            continue
        voice = "<v {}>".format(" ".join(re.sub(r"[<>:\n]", " ", label).split())) if label else ""
        lines.append(f"{stamp}{voice}{speech}" if label else f"{stamp}{speech}" if speech else stamp)
    return Grid([line for line in lines if line.strip()], True, tuple(asides), tuple(taken))


def _questions(rows: Sequence[Sequence[str]], head: Sequence[str] | None) -> list[str] | None:
    """Lines of a table whose columns are questions and answers."""
    cells = [[row[i] for row in rows if row[i]] for i in range(len(rows[0]))]
    rest = [
        i
        for i, column in enumerate(cells)
        if column and not all(re.fullmatch(r"\W*\d{1,5}\W*", cell) for cell in column)
    ]
    if len(rest) != 2:
        return None
    first, second = rest
    named = head is not None and role_of(head[first]) == "interviewer" and role_of(head[second]) == "informant"
    asked = (
        len(cells[first]) >= 2
        and sum(asks(cell) for cell in cells[first]) >= 0.7 * len(cells[first])
        and sum(asks(cell) for cell in cells[second]) <= 0.2 * len(cells[second])
    )
    if not named and not asked:
        return None
    labels = (head[first].strip(" :"), head[second].strip(" :")) if named and head else ("Q", "A")
    return [f"<v {label}>{row[i]}" for row in rows for i, label in zip(rest, labels, strict=True) if row[i]]


def _paragraphs(row: Sequence[str]) -> list[str]:
    """A row of short cells is one line; long cells are paragraphs of their own."""
    cells = [cell for cell in row if cell]
    if any(len(cell) > 80 or "\n" in cell for cell in cells):
        return cells
    return [_BAR.join(cells)]


def _heads_ask(head: Sequence[str]) -> bool:
    """Whether the columns are named as questions and answers."""
    roles = [role_of(cell) for cell in head if role_of(cell)]
    return roles == ["interviewer", "informant"]


def _head_aside(head: Sequence[str] | None) -> tuple[Aside, ...]:
    return (Aside("head row of a table", " ".join(head), plural="head rows of tables"),) if head else ()


def _stamped(cells: Sequence[str]) -> str:
    found = [stamp_at(cell.strip()) for cell in cells]
    stamps = [stamp for stamp in found if stamp]
    if not stamps:
        seconds = [
            float(cell.strip().rstrip("s ").replace(",", "."))
            for cell in cells
            if re.fullmatch(r"\d{1,5}[.,]\d{1,3} ?s?", cell.strip())
        ]
        made = [f"{int(s) // 3600:02}:{int(s) // 60 % 60:02}:{int(s) % 60:02}" for s in seconds]
        return f"[{' - '.join(made[:2])}] " if made else ""
    until = stamps[0].until or (stamps[1].start if len(stamps) > 1 else None)
    return f"[{stamps[0].start}{f' - {until}' if until else ''}] "
