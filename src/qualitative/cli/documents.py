"""`qualitative documents`: list and filter documents, and change what many of them say of themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.tables import echo_table, write_out
from qualitative.cli.terminal import one_line
from qualitative.model import KINDS

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.study import Study

__all__ = ["agreed_to", "command", "pairs"]


@click.command("documents")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--case", help="Only those of this case.")
@click.option("--kind", type=click.Choice(KINDS), help="Only those of this kind.")
@click.option(
    "--where",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only those where a column below, or an attribute, has this value; a date by its parts.",
)
@click.option("--query", help="Only those with a row that this query finds; see docs/queries.md.")
@click.option(
    "--set",
    "wanted",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change title, kind, case, date, language, role, or an attribute.",
)
@click.option("--new-case", is_flag=True, help="The case that is set is a new one, and gets its row in cases.csv.")
@click.option("--yes", is_flag=True, help="Write the changes. Without it they are shown, and on a terminal asked for.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the table to this .csv or .xlsx instead.")
def command(
    documents: tuple[str, ...],
    case: str | None,
    kind: str | None,
    where: tuple[str, ...],
    query: str | None,
    wanted: tuple[str, ...],
    new_case: bool,
    yes: bool,
    out: Path | None,
) -> None:
    """List DOCUMENTs (none: all) that fit all options; with --set change them. What is not set stays in their files byte for byte.

    Example: qualitative documents --where date=2024 --set case=north
    """
    from qualitative.study import Study

    study = Study.open()
    table = _chosen(study, documents, [("case", case), ("kind", kind), *pairs(where, "--where")], query)
    if not wanted:
        write_out(table, out) if out else echo_table(table)
        return
    values = dict(pairs(wanted, "--set"))
    changes = study.set_documents(list(table.index), values, new_case=new_case, dry_run=True)
    for one in changes:
        click.echo(one_line(f"{one.of}: {one.key} {one.before or '–'} → {one.after}"))
    if agreed_to(len(changes), yes):
        study.set_documents(list(table.index), values, new_case=new_case)
        click.echo("written")


def agreed_to(changes: int, yes: bool) -> bool:
    """Whether changes that were shown are to be written: said by --yes, or asked on a terminal; what to tell where not."""
    if not changes:
        click.echo("nothing would change")
        return False
    if yes:
        return True
    told = f"{changes} change{'s' if changes > 1 else ''}"
    if sys.stdin.isatty():
        return click.confirm(f"Write {told}?")
    click.echo(f"{told}, nothing written; --yes writes them", err=True)
    return False


def pairs(texts: Iterable[str], option: str) -> list[tuple[str, str]]:
    """What was typed as NAME=VALUE. Raises a usage error for what is not."""
    found = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"{option} {text!r}: write it as NAME=VALUE")
        found.append((name.strip(), value.strip()))
    return found


def _chosen(
    study: Study, documents: tuple[str, ...], where: list[tuple[str, str | None]], query: str | None
) -> pd.DataFrame:
    """The documents that fit, with a column for each attribute that any has."""
    from qualitative.errors import did_you_mean

    table = study.documents.drop(columns=["basis"])
    every = study.folder.documents
    for name in dict.fromkeys(name for document in every.values() for name in document.attributes):
        table[name] = [every[id].attributes.get(name) for id in table.index]
    if documents:
        table = table.loc[[study.document(one).id for one in dict.fromkeys(documents)]]
    for name, value in where:
        if value is None:
            continue
        if name not in table.columns:
            raise click.UsageError(f"--where {name}=…: no column is called so; {did_you_mean(name, table.columns)}")
        column = table[name].astype("string").fillna("")
        table = table[(column == value) | ((name == "date") & column.str.startswith(f"{value}-"))]
    return table[table.index.isin(study.query(query).documents)] if query else table
