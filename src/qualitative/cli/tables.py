"""Tables on a terminal and in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.terminal import one_line

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["echo_table", "write_out"]

_LONGEST = 40  # characters of a cell on a terminal


def echo_table(table: pd.DataFrame) -> None:
    """The table with its index, empty columns left out, cells cut to a width that can be read."""
    shown = table.dropna(axis="columns", how="all").reset_index()
    cells = [[_cell(cell) for cell in row] for row in shown.itertuples(index=False)]
    rows = [[str(column) for column in shown.columns], *cells]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows if cells else ():
        click.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    click.echo(f"{len(cells)} row{'' if len(cells) == 1 else 's'}", err=True)


def write_out(table: pd.DataFrame, path: Path) -> None:
    """The table with its index as CSV or XLSX, by the name of the file."""
    from qualitative.exchange.tables.sheet import write_sheet

    whole = table.reset_index()
    rows = [[_text(cell) for cell in row] for row in whole.itertuples(index=False)]
    write_sheet(path, [str(column) for column in whole.columns], rows)
    click.echo(f"{path}: {len(rows)} row{'' if len(rows) == 1 else 's'}")


def _cell(value: object) -> str:
    text = one_line(_text(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _text(value: object) -> str:
    import pandas as pd

    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]  # one value, no list
