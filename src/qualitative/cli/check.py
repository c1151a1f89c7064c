"""`qualitative check`: is everything sound?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.i18n import FALLBACK

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

    Prints one sentence for each problem, with file and line; what is only doubtful, or to be done next, says so, and where nothing is
    broken for how many documents which rule says whose codings count. The exit code is 1 if anything is broken.
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
    for told in _whose(study):
        click.echo(told)
    click.echo("nothing is broken" if problems else "everything is sound")


def _whose(study: Study) -> list[str]:
    """For how many documents which rule says whose codings count; nothing where there are no documents."""
    from qualitative.counting.notes import rules_said

    rules = rules_said(study.counted().by_rule, FALLBACK)
    return [f"whose codings count: {'; '.join(rules)}"] if rules else []
