"""`qualitative report`: regenerate reports."""

from __future__ import annotations

from typing import Unpack

import click

from qualitative.cli.progress import counted
from qualitative.cli.selection import Selection, cluster_option, each_case, jobs_of, selection
from qualitative.cli.trusting import permit, trust_option
from qualitative.reports.formats.table import FORMATS, USUAL

__all__ = ["command"]


@click.command("report")
@selection
@click.option("--each", type=click.Choice(["case"]), help="A report for each of the chosen cases, in one call.")
@click.option(
    "--format", "formats", default=",".join(USUAL), show_default=True, help=f"{', '.join(FORMATS)}; comma between."
)
@cluster_option
@trust_option
@click.option("--again", is_flag=True, help="Make the reports anew even where nothing that they rest on changed.")
def command(
    formats: str, each: str | None, again: bool, cluster: str | None, trust: bool, **chosen: Unpack[Selection]
) -> None:
    """Make reports of the KINDs (findings, recommendations, brief; none: the first two) and say where they are.

    Example: qualitative report findings --cases north,south --language en --format pdf

    On a cluster, every worker must find the study at the same path and have the same versions installed.
    """
    from qualitative.reports.making.unchanged import make_changed
    from qualitative.study import Study

    study = Study.open()
    jobs = jobs_of(study, formats=tuple(formats.split(",")), **chosen)
    if each:
        jobs = each_case(study, jobs)
    permit(study.root, trust)
    with counted(len(jobs), "reports") as done:
        paths, kept = make_changed(study.root, jobs, lambda job: done(job.name), again, cluster=cluster)
    if kept:
        click.echo(f"{len(kept)} of {len(jobs)} stand as they were made; --again makes them anew", err=True)
    for path in paths:
        click.echo(path.relative_to(study.root).as_posix())
