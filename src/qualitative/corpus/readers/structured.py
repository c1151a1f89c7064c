"""Tables of turns (CSV, TSV), and JSON, whichever a file holds."""

from __future__ import annotations

import csv
import io

from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.raw import Raw, decoded
from qualitative.corpus.readers.segments import from_json
from qualitative.errors import ReaderError

__all__ = ["WAY", "read", "sniffed"]

_SIGNS = {";": "semicolons", "\t": "tabs", "|": "bars"}
WAY = "a transcript needs columns of speaker and speech; figures belong in corpus/tables/, a respondent's open answers in a document of their own"


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The turns of a JSON or CSV file. Raises ReaderError where neither speakers nor segments are found."""
    text, notes = decoded(data, name, encoding)
    if text.lstrip()[:1] in "[{":
        return from_json(text, name, notes)
    rows, sign = sniffed(text, name, ReaderError)
    told = (f"{_SIGNS[sign]} part the columns",) if sign in _SIGNS else ()
    grid = read_grid([cells for _, cells in rows])
    if not grid.spoken:
        raise ReaderError(f"{name}: this is a table without turns; {WAY}")
    return Raw(
        "\n\n".join(grid.lines),
        "csv",
        (),
        (*notes, *told),
        asides=grid.asides,
        before="\n".join(" ".join(row) for _, row in rows),
        taken=grid.taken,
    )


def sniffed(text: str, name: str, error: type[Exception]) -> tuple[list[tuple[int, list[str]]], str]:
    """((line, cells) of each row that is not blank, the sign between cells): a comma, semicolon, tab or bar; `sep=` says which.

    The sign is taken that parts most lines, outside of quotation marks, into equally many cells. Raises `error` for a broken table.
    """
    said, first = "", 1
    if text[:4].lower() == "sep=" and "\n" in text:
        line, _, text = text.partition("\n")
        said, first = line[4:].strip("\r\n") or "\t", 2
    sign = said[:1] or _sign(text)
    reader = csv.reader(io.StringIO(text), delimiter=sign, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows = [(reader.line_num + first - 1, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        raise error(
            f"{name}:{reader.line_num + first - 1}: not a CSV table: {problem}; check its quotation marks"
        ) from None
    return rows, sign


def _sign(text: str) -> str:
    best, most = ",", 0.0
    lines = [line for line in text[:100_000].split("\n")[:200] if line.strip()]
    for sign in (",", ";", "\t", "|"):
        try:
            rows = [row for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=sign) if row]
        except csv.Error:
            continue
        if not rows:
            continue
        width = len(rows[0])
        # the head must be parted; equal widths below speak for the sign
        score = (width > 1) * (1 + sum(len(row) == width for row in rows) / len(rows) + min(width, 50) / 1000)
        if score > most:
            best, most = sign, score
    return best
