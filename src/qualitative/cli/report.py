"""`qualitative report`: regenerate reports."""

from __future__ import annotations

import click

from qualitative.cli.progress import counted
from qualitative.cli.selection import each_district, jobs_of, selection

__all__ = ["command"]


@click.command("report")
@selection
@click.option("--each", type=click.Choice(["district"]), help="A report for each of the chosen districts, in one call.")
@click.option(
    "--format", "formats", default="html,pdf,docx", show_default=True, help="html, pdf, docx, json; comma between."
)
def command(formats: str, each: str | None, **chosen: str) -> None:
    """Make reports of the KINDs (findings, recommendations; none: both) and say where they are.

    Example: qualitative report findings --districts takalar,bandung --language en --format pdf
    """
    from qualitative.reports.batch import make_all
    from qualitative.study import Study

    study = Study.open()
    jobs = jobs_of(study, formats=tuple(formats.split(",")), **chosen)
    if each:
        jobs = each_district(study, jobs)
    with counted(len(jobs), "reports") as done:
        paths = make_all(study.root, jobs, lambda job: done(job.name))
    for path in paths:
        click.echo(path.relative_to(study.root).as_posix())
