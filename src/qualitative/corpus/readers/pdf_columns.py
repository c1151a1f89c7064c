"""Columns on the pages of a PDF (times, names, speech): each piece of text is put into its cell by where it stands. Pure."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualitative.corpus.readers.grids import Grid, read_grid
from qualitative.corpus.readers.raw import PAGE

__all__ = ["Piece", "beside_lines", "grid_of", "is_right_to_left"]

NEAR = 2.0  # points by which beginnings of one column, and heights of one line, may differ
MOST = 4  # columns
SHORT = 40  # characters of what stands before the last column, on the average
OFTEN = 0.4  # of the cells of the fullest column but the last
OUTSIDE = 0.1  # of all lines: heads and page numbers, which begin elsewhere


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that begins at `x` from the left, `y` above the foot of its page, in points."""

    text: str
    x: float
    y: float


def grid_of(pages: Sequence[Sequence[Piece]]) -> tuple[Grid, list[str]] | None:
    """(the turns in the columns of the pages, lines at their edges that stand in no column), or None where there are no such columns."""
    pieces = [piece for page in pages for piece in page]
    columns = _columns(pieces)
    if columns is None:
        return None
    rows: list[list[str]] = []
    outside: list[str] = []
    begun = 0  # rows whose last cell begins on their first line, as cells of tables do
    for page in pages:
        lines = _lines(page)
        inside = [n for n, line in enumerate(lines) if all(_column(piece, columns) is not None for piece in line)]
        if not inside:
            outside += [_said(line) for line in lines]
            continue
        if any(n not in inside for n in range(inside[0], inside[-1])):
            return None  # other text stands between the rows
        outside += [_said(lines[n]) for n in range(len(lines)) if n not in inside]
        begun += _fill(rows, [lines[n] for n in inside], columns)
    if begun * 10 < 9 * len(rows):
        return None
    grid = read_grid([[_joined(cell) for cell in row] for row in rows])
    if not grid.spoken or len(outside) > max(2 * len(pages), OUTSIDE * len(pieces)):
        return None
    return grid, outside


def beside_lines(pieces: Sequence[Piece]) -> int:
    """How many pieces of a page stand right of a line that is drawn after them, as notes in a margin do; none in scripts from right to left."""
    pairs = itertools.pairwise(pieces)
    return sum(
        abs(a.y - b.y) < 1 and b.x < a.x - 1 and not any(is_right_to_left(text) for text in (a.text, b.text))
        for a, b in pairs
    )


def is_right_to_left(text: str) -> bool:
    """Whether a text holds letters of a script that runs from right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _columns(pieces: Sequence[Piece]) -> list[float] | None:
    """Where the columns begin: the last one holds most of the lines, those before it short cells."""
    starts = Counter(round(piece.x) for piece in pieces)
    if len(pieces) < 6:
        return None
    last = max(starts, key=lambda x: (starts[x] + starts[x - 1] + starts[x + 1], x))
    found: list[float] = []
    left = {x: n for x, n in starts.items() if x < last - NEAR}
    least = max(2, OFTEN * max(left.values(), default=0))  # a foot of the page comes once a page
    for x in sorted(x for x, n in left.items() if n >= least):
        if not found or x - found[-1] > NEAR:
            found.append(x)
    if not 1 <= len(found) < MOST:
        return None
    columns = [*found, float(last)]
    before = [piece.text.strip() for piece in pieces if (_column(piece, columns) or 0) < len(found)]
    known = sum(_column(piece, columns) is not None for piece in pieces)
    if known < (1 - OUTSIDE) * len(pieces) or sum(map(len, before)) > SHORT * len(before):
        return None
    return columns


def _column(piece: Piece, columns: Sequence[float]) -> int | None:
    return next((n for n, x in enumerate(columns) if abs(piece.x - x) <= NEAR), None)


def _lines(page: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of a page by line, from its top."""
    lines: list[list[Piece]] = []
    for piece in sorted(page, key=lambda piece: -piece.y):
        if lines and abs(lines[-1][0].y - piece.y) <= NEAR:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x) for line in lines]


def _fill(rows: list[list[str]], lines: Sequence[Sequence[Piece]], columns: Sequence[float]) -> int:
    """The lines of one page as rows of cells; a line without a cell in the first columns goes on with the row above.

    How many of the rows have something in their last cell on their first line.
    """
    begun = 0
    steps = sorted(above[0].y - here[0].y for above, here in itertools.pairwise(lines))
    usual = steps[len(steps) // 4] if steps else 0.0
    for n, line in enumerate(lines):
        cells = [_column(piece, columns) for piece in line]
        apart = n == 0 or lines[n - 1][0].y - line[0].y > 1.15 * usual
        opens = 0 in cells or (any(cell is not None and cell < len(columns) - 1 for cell in cells) and apart)
        if opens or not rows:
            rows.append([""] * len(columns))
            begun += len(columns) - 1 in cells
        for piece, cell in zip(line, cells, strict=True):
            text = piece.text.strip()
            if n == 0 and cell == len(columns) - 1:
                text = text[:1] + PAGE + text[1:]  # behind the first letter, for at the edge of a cell it is a blank
            if cell is not None:
                rows[-1][cell] += f"\n{text}"
    return begun


def _joined(cell: str) -> str:
    """The lines of a cell as one, hyphens at line ends closed as anywhere in a PDF."""
    from qualitative.corpus.readers.layout import join_lines

    lines = [line for line in cell.split("\n") if line.strip()]
    return " ".join(join_lines(lines)[0]) if len(lines) > 1 else "".join(lines)


def _said(line: Sequence[Piece]) -> str:
    return " ".join(piece.text.strip() for piece in line)
