"""`qualitative memos`: list and search memos."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.tables import echo_table, write_out
from qualitative.codings.schema import AUDIENCES, MEMOS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["command"]


@click.command("memos")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--by", "coder", metavar="CODER", help="Only those of this coder.")
@click.option("--kind", type=click.Choice(MEMOS), help="Only those of this kind.")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), help="Only those that are for these readers.")
@click.option("--code", help="Only those on this code, or on a coding of it.")
@click.option("--document", help="Only those on this document or in it.")
@click.option("--all", "everything", is_flag=True, help="Also what others wrote for themselves alone.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the table to this .csv or .xlsx instead.")
def command(
    words: tuple[str, ...],
    coder: str | None,
    kind: str | None,
    audience: str | None,
    code: str | None,
    document: str | None,
    everything: bool,
    out: Path | None,
) -> None:
    """List memos, oldest first; with WORDs those that hold all of them. What others wrote for themselves alone is only counted."""
    from qualitative.folder.acting import who_acts
    from qualitative.study import Study

    study = Study.open()
    me = study.folder.coder(coder).id if coder else who_acts(study.folder)
    table = study.memos
    own = table["audience"].eq("me") & ~table["coder"].eq(me or "")
    table = table if everything else table[~own]
    if document:
        table = table[table["document"] == study.document(document).id]
    if code:
        table = table[table["code"] == study.codebook[code].id]
    for name, value in (("coder", coder), ("kind", kind), ("audience", audience)):
        table = table if value is None else table[table[name] == value]
    table = _holding(table, words)
    write_out(table, out) if out else echo_table(table.assign(at=table["at"].str[:10]).set_index("at"))
    if own.any() and not everything:
        click.echo(f"{int(own.sum())} more are for their writers alone; --all shows them", err=True)


def _holding(table: pd.DataFrame, words: tuple[str, ...]) -> pd.DataFrame:
    for word in words:
        table = table[table["note"].str.casefold().str.contains(word.casefold(), regex=False)]
    return table
