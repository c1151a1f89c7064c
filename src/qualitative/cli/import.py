"""`qualitative import`: another tool's project, as a study of its own."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--project", type=int, help="Its number, where the file holds several.")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Of texts and codes."
)
def command(file: Path, target: Path | None, project: int | None, language: str) -> None:
    """Read a Taguette project (FILE.sqlite3) into the new study TARGET (without it: a folder named as the file).

    Every highlight is checked against the snippet that Taguette kept; those that do not fit are listed and left out.
    """
    from qualitative.exchange.importing import write_taguette
    from qualitative.exchange.taguette import read_taguette

    _refuse_others(file)

    found = write_taguette(read_taguette(file, project), target or Path(file.stem), language)
    click.echo(str(found))


def _refuse_others(file: Path) -> None:
    """Name what a file is where it is no Taguette project, and the way to bring it over."""
    from qualitative.corpus.readers.kind import FORMATS, project_of
    from qualitative.errors import ReaderError

    what = project_of(file.read_bytes())
    if what == "a QualCoder project":
        raise ReaderError(
            f"{file}: this is a QualCoder project, which is not read; export its texts from QualCoder and use `qualitative add`"
        )
    if what == "a REFI-QDA project":
        raise ReaderError(
            f"{file}: this is a REFI-QDA project, which is not read; export its texts from the program that made it and use `qualitative add`"
        )
    if what is None and file.suffix.lower() in FORMATS:
        raise ReaderError(f"{file}: this is a document, not a project; use `qualitative add {file.name}`")
