"""Plain text; a table whose cells are parted by tabs is read as one, and so are label tracks and CHAT."""

from __future__ import annotations

from dataclasses import replace

from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.raw import Raw, decoded
from qualitative.corpus.readers.tiers import of_program

__all__ = ["read"]


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text as it stands, or the turns of a table of tabs."""
    text, notes = decoded(data, name, encoding)
    if (made := of_program(text)) is not None:
        return replace(made, notes=notes)
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    cells = [line.split("\t") for line in lines]
    # two cells a line are label and speech, which the recogniser reads; three and more are columns
    if len(lines) >= 2 and sum(len(row) >= 3 for row in cells) >= 0.8 * len(cells) and max(map(len, cells)) <= 12:
        grid = read_grid(cells)
        if grid.spoken:
            return Raw(
                "\n\n".join(grid.lines),
                "txt",
                (),
                (*notes, "columns parted by tabs read as turns"),
                asides=grid.asides,
                before=text,
                taken=grid.taken,
            )
    return Raw(text, "txt", (), notes)
