"""`qualitative new`: an empty study."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="The study's title. Without it: the folder's name.")
def command(folder: Path, title: str | None) -> None:
    """Start a study in DIR, which must be new or empty. It passes `qualitative check` as it is."""
    from qualitative.starter import write_study

    root = write_study(folder, title)
    click.echo(
        f"{root} is a study now. Write your cases into {root}/corpus/cases.csv, then in it: qualitative add FILE… --case … --date …"
    )
