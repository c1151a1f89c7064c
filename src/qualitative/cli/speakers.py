"""`qualitative speakers`: who the labels of documents are, as one map for many files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.documents import agreed_to, pairs
from qualitative.cli.tables import echo_table, write_out
from qualitative.cli.terminal import one_line

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.folder.speaking import Who
    from qualitative.study import Study

__all__ = ["command"]

_COLUMNS = ("document", "label", "role", "person")


@click.command("speakers")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option(
    "--person", "persons", multiple=True, metavar="LABEL=PERSON", help="Who a label is, in all DOCUMENTs that have it."
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="LABEL=ROLE",
    help="interviewer, informant, or nobody where it is unknown who speaks.",
)
@click.option(
    "--take",
    type=click.Path(path_type=Path),
    help=f"Take a map that was filled in, .csv or .xlsx, with the columns {', '.join(_COLUMNS)}; without a document a row holds for all.",
)
@click.option("--yes", is_flag=True, help="Write the changes. Without it they are shown, and on a terminal asked for.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the map to this .csv or .xlsx, to be filled in.")
def command(
    documents: tuple[str, ...],
    persons: tuple[str, ...],
    roles: tuple[str, ...],
    take: Path | None,
    yes: bool,
    out: Path | None,
) -> None:
    """List who speaks in DOCUMENTs (none: all), how much, and who it is; or say it, for many files at once.

    Example: qualitative speakers --out map.xlsx, fill in the column person, then qualitative speakers --take map.xlsx --yes
    """
    from qualitative.folder.speaking import Who
    from qualitative.study import Study

    study = Study.open()
    said = [Who(label, person=person) for label, person in pairs(persons, "--person")]
    said += [Who(label, role=role) for label, role in pairs(roles, "--role")]
    said += _taken(take) if take else []
    if not said:
        table = _map(study, documents)
        write_out(table, out) if out else echo_table(table)
        return
    among = documents or None
    changes = study.set_speakers(said, documents=among, dry_run=True)
    for one in changes:
        click.echo(one_line(f"{one.of}: {one.key} {one.before or '–'} → {one.after}"))
    if agreed_to(len(changes), yes):
        study.set_speakers(said, documents=among)
        click.echo("written")


def _map(study: Study, documents: tuple[str, ...]) -> pd.DataFrame:
    """One row a document and label; a person only where the document says so."""
    table = study.speaking
    if documents:
        table = table[table["document"].isin([study.document(one).id for one in documents])]
    table["person"] = table["person"].where(table["identified"], "")
    return table.set_index("document")[["label", "role", "person", "turns", "words", "case"]]


def _taken(path: Path) -> list[Who]:
    from qualitative.exchange.tables.sheet import read_sheet
    from qualitative.folder.speaking import Who

    rows = read_sheet(path, ("label",))
    return [
        Who(
            row["label"],
            row.get("document") or None,
            row.get("role", ""),
            row.get("person", ""),
            f"{path.name}, row {row['line']}: ",
        )
        for row in rows
        if row["label"]
    ]
