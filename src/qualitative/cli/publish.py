"""`qualitative publish`: put the current reports under reports/published/."""

from __future__ import annotations

from typing import Unpack

import click

from qualitative.cli.progress import counted
from qualitative.cli.selection import Selection, jobs_of, selection
from qualitative.cli.trusting import permit, trust_option

__all__ = ["command"]


@click.command("publish")
@selection
@trust_option
def command(trust: bool, **chosen: Unpack[Selection]) -> None:
    """Make the reports of the KINDs (none: both) and put them, with manifests, under reports/published/."""
    from qualitative.reports.published.publish import publish
    from qualitative.study import Study

    study = Study.open()
    jobs = jobs_of(study, **chosen)
    permit(study.root, trust)
    with counted(len(jobs), "reports") as done:
        folders = publish(study.root, jobs, lambda job: done(job.name))
    for folder in folders:
        click.echo(folder.relative_to(study.root).as_posix())
