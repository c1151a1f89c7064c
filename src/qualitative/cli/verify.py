"""`qualitative verify`: do the published reports still hold?"""

from __future__ import annotations

from pathlib import Path

import click

from qualitative.cli.trusting import permit, trust_option

__all__ = ["command"]

EXITS = {"same": 0, "changed": 1, "tampered": 1, "failed": 2}


@click.command("verify")
@click.option(
    "--published",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the published reports lie. Without it: reports/published.",
)
@click.option("--quick", is_flag=True, help="Don't rerun a report of which no input, library or file has changed.")
@click.option("--without-running", is_flag=True, help="Run nothing of the study; check what can be checked without.")
@trust_option
@click.pass_context
def command(context: click.Context, published: Path | None, quick: bool, without_running: bool, trust: bool) -> None:
    """Rerun the published reports, and say of each in one line whether it comes out the same; if not, what changed it.

    Ends with 0 for the same bytes or the same results, 1 where results changed or a published file was tampered with, 2 where a
    report could not run. Making a report runs the study's own template: in a study of somebody else's you are asked first, and
    --without-running compares files, inputs, statuses and codings only.
    """
    from qualitative.reports.published.unrun import check_published
    from qualitative.reports.published.verify import verify
    from qualitative.study import Study

    study = Study.open()
    place = published.resolve() if published else None
    if without_running:
        verdicts = check_published(study.root, place)
    else:
        permit(study.root, trust)
        verdicts = verify(study.root, place, quick)
    for verdict in verdicts:
        click.echo(f"{verdict.name}: {verdict.line}")
    for verdict in verdicts:
        if verdict.details:
            # its line stands above already, among those of the other reports
            click.echo("\n".join([f"\n{verdict.name}:", *(f"  {detail}" for detail in verdict.details)]))
    context.exit(max(EXITS[verdict.status] for verdict in verdicts))
