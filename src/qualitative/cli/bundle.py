"""`qualitative bundle`: a release archive."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("bundle")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[FILE.zip]")
@click.option(
    "--for",
    "whom",
    type=click.Choice(["archive", "team"]),
    default="archive",
    show_default=True,
    help="An archive takes only what everybody agreed to have archived; the team knows it already.",
)
def command(file: Path | None, whom: str) -> None:
    """Pack the study with its reports, the lock and checksums into FILE.zip (none: reports/out/<study's folder>.zip).

    Nothing goes in that git ignores: no raw files, no originals, no keys of pseudonyms. `qualitative verify` works in what is unpacked.
    """
    from qualitative.privacy import check_archive, check_publication
    from qualitative.reports.making.job import OUT
    from qualitative.reports.published.bundle import bundle
    from qualitative.study import Study

    study = Study.open()
    root = study.root
    # the team knows it already, but what somebody took back must not go on travelling
    (check_archive if whom == "archive" else check_publication)(study.folder)
    _ = study.folder.persons  # refuses a column of persons.csv that study.yaml calls private: the file goes along
    target = (file or root / OUT / f"{root.name}.zip").absolute()
    target = target if target.suffix == ".zip" else target.with_name(f"{target.name}.zip")
    names = bundle(root, target)
    click.echo(f"{target}: {len(names)} files")
    if not any(name.startswith("reports/published/") for name in names):
        click.echo("nothing is published, so that there is nothing to verify; see `qualitative publish`", err=True)
    if "requirements.lock" not in names:
        click.echo("no requirements.lock: who unpacks it can't know the versions of libraries", err=True)
