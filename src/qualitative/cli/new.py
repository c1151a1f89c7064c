"""`qualitative new`: an empty study."""

from __future__ import annotations

from pathlib import Path

import click

from qualitative.i18n import FALLBACK, LANGUAGES

__all__ = ["command"]


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="The study's title. Without it: the folder's name.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help=f"A language of its reports and codes, once for each: {', '.join(LANGUAGES)}. Without it: {FALLBACK}.",
)
def command(folder: Path, title: str | None, languages: tuple[str, ...]) -> None:
    """Start a study in DIR, which must be new or empty. It passes `qualitative check` as it is."""
    from qualitative.starter import write_study

    root = write_study(folder, title, languages=languages or (FALLBACK,))
    click.echo(
        f"{root} is a study now. Write your cases into {root}/corpus/cases.csv, then in it: qualitative add FILE… --case … --date …"
    )
