"""`qualitative log`: who did what, when."""

from __future__ import annotations

import click

from qualitative.cli.terminal import one_line

__all__ = ["command"]


@click.command("log")
@click.option("--coder", help="Only what this coder did.")
@click.option("--document", help="Only what was done on this document.")
@click.option(
    "--since", metavar="MOMENT", help="From this date or moment on, such as 2026-11-24 or 2026-11-24T08:00+07:00."
)
@click.option("--until", metavar="MOMENT", help="Up to this date or moment.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last N.")
def command(coder: str | None, document: str | None, since: str | None, until: str | None, last: int | None) -> None:
    """Tell who did what and when: codings, notes, decisions, and changes of the codebook, oldest first. Times are UTC."""
    from qualitative.study import Study

    entries = Study.open().log(coder=coder, document=document, since=since, until=until)
    for entry in entries[-last:] if last else entries:
        click.echo(f"{entry.at[:19].replace('T', ' ')}  {entry.coder}  {one_line(entry.sentence)}")
    if not entries:
        click.echo("nothing was done", err=True)
