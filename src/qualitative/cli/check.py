"""`qualitative check`: is everything sound?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qualitative.study import Study

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

    Prints one sentence for each problem, with file and line. The exit code is 1 if there is any.
    """
    from qualitative.study import Study

    study = Study.open()
    problems = study.check(paper)
    for note in _numbers(study):
        click.echo(note, err=True)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        context.exit(1)
    click.echo("everything is sound")


def _numbers(study: Study) -> list[str]:
    """How numbers were read that could be read in two ways."""
    from qualitative.corpus.cases import number_notes
    from qualitative.errors import QualitativeError

    corpus, found = study.folder.corpus, []
    for path in (corpus / "cases.csv", *sorted((corpus / "tables").glob("*.csv"))):
        try:
            found += number_notes(path, study.root)
        except QualitativeError:
            continue  # told among the problems
    return found
