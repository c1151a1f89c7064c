"""Tables of text from any program: `;`, tabs, `sep=`, a byte order mark, Windows-1252 or UTF-16; cells stay as they are written."""

from __future__ import annotations

from pathlib import Path

from qualitative.corpus.files import normalised, shown
from qualitative.corpus.readers.encodings import guess_encoding
from qualitative.corpus.readers.structured import sniffed
from qualitative.errors import QualitativeError

__all__ = ["Rows", "parted_cells"]

Rows = list[tuple[int, list[str]]]  # (line, cells) of each row that is not blank


def parted_cells(path: Path, root: Path | None, error: type[QualitativeError]) -> tuple[Rows, str]:
    """(rows without the empty columns that a program leaves at the end, the sign between cells). Raises `error` with file and line."""
    name = shown(path, root)
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise error(f"{name}:1: can't be read: {failure.strerror}") from None
    guessed = guess_encoding(data)
    if guessed is None:
        raise error(f"{name}:1: this looks binary, not like a table; save it as CSV")
    try:
        text = normalised(data.decode(guessed.codec)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise error(f"{name}:1: not {guessed.codec.upper()}, as its first bytes say; save it as CSV in UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise error(f"{name}:{line}: holds a NUL character; this is not a text file")
    rows, sign = sniffed(text, name, error)
    if not rows:
        return rows, sign
    width = max((n for _, row in rows for n, cell in enumerate(row, 1) if cell.strip()), default=0)
    spare = all(len(row) == len(rows[0][1]) for _, row in rows)
    return [(line, row[:width] if spare else row) for line, row in rows], sign
