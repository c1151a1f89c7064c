"""`qualitative persons`: who they are, where and how much they speak, and their attributes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.documents import agreed_to, pairs
from qualitative.cli.tables import echo_table, write_out
from qualitative.cli.terminal import one_line

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.study import Study

__all__ = ["command"]

_BESIDE = ("line", "documents", "turns", "words", "consent")  # columns of the list that are not set from a table


@click.command("persons")
@click.argument("persons", nargs=-1, metavar="[PERSON]...")
@click.option(
    "--set",
    "wanted",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set case, group, wave or a declared attribute of the PERSONs.",
)
@click.option(
    "--take",
    type=click.Path(path_type=Path),
    help="Take a table that was filled in, .csv or .xlsx, with a column person; empty cells say nothing.",
)
@click.option("--yes", is_flag=True, help="Write the changes. Without it they are shown, and on a terminal asked for.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write the list to this .csv or .xlsx, to be filled in; what is private stays out.",
)
def command(persons: tuple[str, ...], wanted: tuple[str, ...], take: Path | None, yes: bool, out: Path | None) -> None:
    """List PERSONs (none: all) with documents, turns, words, attributes and consent; or set their attributes.

    A label that nobody has said who it is stands as document#label; `qualitative speakers` gives it an id.
    """
    from qualitative.study import Study

    study = Study.open()
    if not wanted and not take:
        table = _listed(study, persons)
        write_out(
            table.drop(columns=list(study.settings.attributes.private), errors="ignore"), out
        ) if out else echo_table(table)
        return
    if wanted and not persons:
        raise click.UsageError("--set is for the persons that are named; name some")
    values = {person: dict(pairs(wanted, "--set")) for person in persons} if wanted else {}
    for person, said in (_taken(take) if take else {}).items():
        values.setdefault(person, {}).update(said)
    changes = study.set_persons(values, dry_run=True)
    for one in changes:
        click.echo(one_line(f"{one.of}: {one.key} {one.before or '–'} → {one.after}"))
    if agreed_to(len(changes), yes):
        study.set_persons(values)
        click.echo("written")


def _listed(study: Study, persons: tuple[str, ...]) -> pd.DataFrame:
    """One row a person: documents, turns, words, then what is known of them."""
    from qualitative.errors import PersonError, did_you_mean

    table = study.persons
    unknown = next((one for one in persons if one not in table.index), None)
    if unknown is not None:
        raise PersonError(f"person {unknown!r} is not in the study; {did_you_mean(unknown, table.index)}")
    said = study.speaking.groupby("person")[["turns", "words"]].sum().reindex(table.index, fill_value=0)
    table = table.drop(columns=["labels", "identified"])
    table["documents"] = [len(some) for some in table["documents"]]
    for name in ("words", "turns"):
        table.insert(0, name, said[name])
    table.insert(0, "documents", table.pop("documents"))
    return table.loc[list(dict.fromkeys(persons))] if persons else table


def _taken(path: Path) -> dict[str, dict[str, str]]:
    from qualitative.exchange.tables.sheet import read_sheet

    return {
        row["person"]: {name: value for name, value in row.items() if value and name not in (*_BESIDE, "person")}
        for row in read_sheet(path, ("person",))
        if row["person"]
    }
