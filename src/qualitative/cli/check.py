"""`qualitative check`: is everything sound?"""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("check")
@click.option(
    "--paper",
    type=click.Path(path_type=Path),
    help="The study's work as markdown: also check that evidence leads to its passages.",
)
@click.pass_context
def command(context: click.Context, paper: Path | None) -> None:
    """Check the whole study: settings, cases, tables, documents, codebook, codings, findings.

    Prints one sentence for each problem, with file and line; what is only doubtful, or to be done next, says so. The exit code is 1 if
    anything is broken.
    """
    from qualitative.checks import BROKEN
    from qualitative.study import Study

    study = Study.open()
    problems = study.check(paper)
    for problem in problems:
        click.echo(str(problem))
    broken = sum(problem.rank == BROKEN for problem in problems)
    if broken:
        click.echo(f"{broken} problem{'s' if broken > 1 else ''}", err=True)
        context.exit(1)
    click.echo("nothing is broken" if problems else "everything is sound")
