"""`qualitative framework`: the sheet on which a person sums up each case under each theme."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("framework")
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="CODE",
    help="Only these themes. Without it: those of reports/report.yaml, else the topmost codes.",
)
@click.option("--language", help="Of the comments; none: the first of study.yaml.")
def command(themes: tuple[str, ...], language: str | None) -> None:
    """Add to reports/framework.yaml a blank for each case and theme whose coded segments nobody has summed up.

    The words to read stand above each blank. What is written stays; a summary whose segments changed gets a new blank below.
    """
    from qualitative.study import Study

    added = Study.open().framework_sheet(themes, language)
    for id in added:
        click.echo(id)
    click.echo(
        f"{len(added)} blank{'s' if len(added) > 1 else ''} added to reports/framework.yaml"
        if added
        else "nothing waits to be written"
    )
